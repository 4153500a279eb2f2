"""Addresses: what hostile ones run (nothing), what missing ones show, and what the site tells robots."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from browser import serve
from conftest import ROOT, CourseFolder
from playwright.sync_api import Browser
from visits import ADDRESS, DESK, OTHERS, PAGES, open_page, settle

from weave.page.policy import anywhere, guarded

SITE = ROOT / "site"
MARKUP = "<img src=x onerror=ran=1><svg onload=ran=1></svg><script>ran=1</script>"
CLOSING = f"\"'--></title></script>{MARKUP}"
ENCODED = "%22%3E%3Cimg%20src=x%20onerror=ran=1%3E"
BRANCHED = "extra:\n  repository: !ENV [REPO_URL]\n  branch: !ENV [REPO_BRANCH]\n"
HOSTILE = {
    "searched": f"?q={ENCODED}",
    "highlighted": f"{ADDRESS['digits']}?h={ENCODED}",
    "fragment": f"#{ENCODED}",
    "state of a demo": f"{ADDRESS['digits']}?digits={ENCODED}",
    "project in a link": f"{OTHERS['studio']}#studio={ENCODED}",
    "script as address": "?studio=javascript:ran=1#javascript:ran=1",
    "missing page": f"nowhere/{ENCODED}/",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_address_runs_nothing(browser: Browser, site: str, kind: str) -> None:
    heard = {"request": []}  # type: ignore[var-annotated]
    with open_page(browser, site + HOSTILE[kind], DESK, heard=heard) as page:
        assert page.evaluate("'ran' in window") is False
        assert page.locator("img[src=x]").count() == 0, "nor is it part of the page"
    assert [each.url for each in heard["request"] if not each.url.startswith((site, "data:", "blob:"))] == []


def test_words_that_are_searched_run_nothing_and_what_would_run_is_stopped(browser: Browser, site: str) -> None:
    with open_page(browser, site, DESK) as page:
        page.locator("[data-md-component=search-query]").click()
        for words in (CLOSING, "network " + CLOSING):
            page.locator("[data-md-component=search-query]").fill(words)
            page.wait_for_function(
                "() => document.querySelector('.md-search-result__meta').textContent.match(/result|doc/)"
            )
            settle(page)
        assert page.evaluate("'ran' in window") is False
    with pytest.raises(AssertionError, match="Content Security Policy"), open_page(browser, site, DESK) as page:
        page.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", MARKUP)
        page.wait_for_function("() => document.querySelector('img[src=x]').complete")
        assert page.evaluate("'ran' in window") is False, "the policy stops it"


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a host that has the site in a folder, and answers with its page what is missing."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "course").symlink_to(SITE)
    (folder / "404.html").symlink_to(SITE / "404.html")
    with serve(folder) as address:
        yield address


@pytest.mark.parametrize("missing", ["course/nowhere", "course/a/b/c"])
def test_a_missing_page_finds_the_course_wherever_it_lies(browser: Browser, below: str, missing: str) -> None:
    with open_page(browser, below + missing, DESK) as page:
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        links = page.locator("article a").evaluate_all("all => all.map(link => link.href)")
        assert {f"{below}course/{url}" for url in ADDRESS.values()} - {f"{below}course/reference/"} <= {
            *links,
            *page.locator("nav a").evaluate_all("all => all.map(link => link.href)"),
        }
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type("network")
        found = page.locator(".md-search-result__link").first
        found.wait_for()
        assert str(found.get_attribute("href")).startswith(f"{below}course/")


def test_only_lessons_and_their_kin_are_told_to_robots() -> None:
    assert (SITE / "robots.txt").read_text().startswith("User-agent: *\nAllow: /\n")
    assert list(SITE.rglob("*.map")) == []
    for name, url in PAGES.items():
        page = (SITE / url / ("" if url.endswith(".html") else "index.html")).read_text("utf-8")
        hidden = name == "404" or name.startswith("run-of-")
        assert ('<meta name="robots" content="noindex">' in page) is hidden, name
        assert 'name="generator"' not in page and page.count("<title>") == 1
        for about in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page):
            told = json.loads(about)
            assert told["@type"] == ("Course" if name == "index" else "LearningResource")
        assert hidden or "application/ld+json" in page or 'name="description"' not in page, name


def test_a_publisher_gets_a_sitemap_and_a_place_for_mistakes(project: CourseFolder) -> None:
    project.replace("mkdocs.yml", "theme:\n  name: mkdocs\n", f"theme:\n  name: material\n  custom_dir: {ROOT}/theme\n")
    project.write("mkdocs.yml", (project.root / "mkdocs.yml").read_text() + BRANCHED)
    project.replace("docs/lesson.md", "# Lesson", "---\ndescription: A & B\n---\n# Lesson & more")
    project.variables |= {"SITE_URL": "https://a.example/course/", "REPO_URL": "https://b.example/you/course/"}
    project.variables["REPO_BRANCH"] = "next"
    done = project.call("build", "--strict", module="mkdocs")
    assert done.returncode == 0, done.stderr
    site = project.root / "site"
    urls = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert urls == ["https://a.example/course/", "https://a.example/course/lesson/"]
    assert "lastmod" not in (site / "sitemap.xml").read_text()
    assert "Sitemap: https://a.example/course/sitemap.xml" in (site / "robots.txt").read_text()
    page = (site / "lesson" / "index.html").read_text()
    assert '<meta property="og:url" content="https://a.example/course/lesson/">' in page
    assert 'href="https://b.example/you/course/edit/next/docs/lesson.md"' in page
    assert "title=Lesson%20%26%20more%3A%20&amp;page=https%3A//a.example/course/lesson/" in page
    assert 'href="/course/' in (site / "404.html").read_text() and "<base" not in (site / "404.html").read_text()
    project.variables["REPO_URL"] = "javascript:alert(1)"
    assert "REPO_URL" in project.call("build", "--strict", module="mkdocs").stderr


def test_a_policy_names_what_runs_and_nothing_else() -> None:
    page = (
        '<meta charset="utf-8"><script>one()</script><script src="a.js"></script><script type="application/ld+json">{}'
    )
    rules = re.findall('content="(.*?)"', guarded(page + "</script>"))[0]
    assert rules.count("sha256-") == 1 and "script-src 'self' 'sha256-" in rules
    assert "unsafe-inline" not in rules.replace("style-src-attr 'unsafe-inline'", "")
    with pytest.raises(ValueError, match="must have"):
        guarded("<script>no_head()</script>")
    assert anywhere('<base href="/"><a href="/"><img src="/x.png"><a href="//b">') == (
        '<base href="/"><a href="./"><img src="./x.png"><a href="//b">'
    )
