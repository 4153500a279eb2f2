"""Citations and the bibliography: what they become in a page, and what `check` says of them."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from conftest import ROOT, CourseFolder
from markdown import Markdown
from mkdocs.config import load_config

from weave.page.bibliography import works

BIB = """% A comment
@article{baker1983,
  author = {Baker, Ann B. and O'Neil, Carl},
  title = {On {N}ames -- and Links?},
  journal = {Letters},
  volume = {22},
  pages = {31--35},
  year = {1983},
  doi = {10.1016/0304-3975(83)_a_X}
}
@misc{adams2016one,
  author = {Adams, Zoë and Baker, Ann and Cole, Bo and Diaz, Eva},
  title = {One},
  year = {2016},
  eprint = {1512.00001},
  archivePrefix = {arXiv}
}
@misc{adams2016two,
  author = {Adams, Zoë and Baker, Ann and Cole, Bo and Diaz, Eva},
  title = {Two},
  year = {2016},
  url = {https://example.org/two.html}
}
@book{evans1965,
  author = {Evans, Dan and Fox, Gil and Gray, Hal},
  title = {Predicting},
  publisher = {A Press},
  year = {1965}
}
"""
KEYS = ["baker1983", "adams2016one", "adams2016two", "evans1965"]
PAGE = "# Page\n\nSee " + ", ".join(f"[](bibliography.md#{key})" for key in KEYS) + ".\n"
LIST = "# Bibliography\n\nAll works.\n\n[bibliography]\n"


@pytest.fixture
def render(tmp_path: Path) -> Markdown:
    """Markdown with the extensions of mkdocs.yml, on a bibliography of four works."""
    (tmp_path / "some.bib").write_text(BIB, encoding="utf-8")
    config = load_config(str(ROOT / "mkdocs.yml"), site_url="")
    options = {**config.mdx_configs, "weave.page.markdown": {"bibliography": str(tmp_path / "some.bib")}}
    return Markdown(extensions=config.markdown_extensions, extension_configs=options)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("baker1983", "Baker &amp; O'Neil (1983)"),
        ("evans1965", "Evans, Fox &amp; Gray (1965)"),
        ("adams2016one", "Adams et al. (2016a)"),
        ("adams2016two", "Adams et al. (2016b)"),
    ],
)
def test_a_citation_is_a_link_with_the_name_of_the_work(render: Markdown, key: str, label: str) -> None:
    link = f'<a href="../bibliography.md#{key}">{label}</a>'
    assert render.convert(f"So say [](../bibliography.md#{key}).") == f"<p>So say {link}.</p>"
    comma = link.replace(" (", ", ").replace(")<", "<")
    assert render.convert(f"So (1) it is (say [](../bibliography.md#{key})).") == f"<p>So (1) it is (say {comma}).</p>"
    assert f"<td>{link}</td>" in render.convert(f"| a | b |\n|---|---|\n| x | [](../bibliography.md#{key}) |")


def test_the_list_has_each_work_once_by_first_author(render: Markdown) -> None:
    found = render.convert(LIST)
    assert re.findall(r'<li id="([^"]*)"', found) == ["adams2016one", "adams2016two", "baker1983", "evans1965"]
    doi = '<a href="https://doi.org/10.1016/0304-3975(83)_a_X">10.1016/0304-3975(83)_a_X</a>'
    baker = "Baker, Ann B. &amp; Carl O'Neil (1983): <em>On Names – and Links?</em>, Letters 22, 31–35, "  # noqa: RUF001
    assert baker + doi in found
    assert "Adams, Zoë, Ann Baker, Bo Cole &amp; Eva Diaz (2016a): <em>One</em>" in found
    assert '<a href="https://arxiv.org/abs/1512.00001">arXiv 1512.00001</a>' in found
    assert 'href="https://example.org/two.html"' in found
    assert "Evans, Dan, Gil Fox &amp; Hal Gray (1965): <em>Predicting</em>, A Press</li>" in found


def test_other_links_are_left_alone(render: Markdown) -> None:
    assert render.convert("A [text](bibliography.md#baker1983).") == (
        '<p>A <a href="bibliography.md#baker1983">text</a>.</p>'
    )
    code = render.convert("```\n[](bibliography.md#baker1983)\n[bibliography]\n```")
    assert "[](bibliography.md#baker1983)\n[bibliography]" in re.sub("<[^>]+>", "", code)


def test_a_course_without_a_bibliography(tmp_path: Path) -> None:
    md = Markdown(
        extensions=["weave.page.markdown"], extension_configs={"weave.page.markdown": {"bibliography": "none.bib"}}
    )
    assert md.convert("Nothing is cited.") == "<p>Nothing is cited.</p>"


def test_pybtex_is_imported_only_where_something_is_cited() -> None:
    program = (
        "import sys; from markdown import Markdown; import weave.page.check\n"
        "md = Markdown(extensions=['weave.page.markdown'])\n"
        "md.convert('Nothing.'); before = 'pybtex' in sys.modules; md.convert('[](b/bibliography.md#amari1967)')\n"
        "print(before, 'pybtex' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course whose page cites all four works."""
    return CourseFolder(tmp_path_factory.mktemp("cited") / "course")


# An edit of the page or of the bibliography, the place and what the message has to say.
MISTAKES = {
    "missing_entry": (".\n", ", [](bibliography.md#nobody2000).\n", "docs/page.md:3", ["nobody2000", "Add its entry"]),
    "unused_entry": (", [](bibliography.md#evans1965)", "", "docs/bibliography.bib:24", ["no page cites 'evans1965'"]),
    "no_author": ("  author = {Evans, Dan and Fox, Gil and Gray, Hal},\n", "", "docs/bibliography.bib:24", ["author"]),
    "no_year": ("  year = {1983},\n", "", "docs/bibliography.bib:2", ["'baker1983' lacks year"]),
    "no_title": ("  title = {Two},\n", "", "docs/bibliography.bib:18", ["'adams2016two' lacks title"]),
    "no_place": ("  eprint = {1512.00001},\n", "", "docs/bibliography.bib:11", ["doi or eprint or url or publisher"]),
    "key_twice": ("@misc{adams2016two", "@misc{adams2016one", "docs/bibliography.bib:", ["adams2016one", "once"]),
    "syntax": ("  journal = {Letters},", "  journal {Letters},", "docs/bibliography.bib:5", ["Mend"]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(cited: CourseFolder, name: str) -> None:
    old, new, place, says = MISTAKES[name]
    files = {"docs/page.md": PAGE, "docs/bibliography.bib": BIB, "docs/bibliography.md": LIST}
    assert sum(text.count(old) for text in (PAGE, BIB)) == 1
    for path, text in files.items():
        cited.write(path, text)
    assert cited.passes("check")
    for path, text in files.items():
        cited.write(path, text.replace(old, new) if path != "docs/bibliography.md" else text)
    message = cited.failure("check")
    assert message.startswith(place)
    for text in says:
        assert text in message
    assert message.strip().count("\n") == 0, "one mistake, one message"


def test_a_citation_without_a_bibliography_is_named(course: CourseFolder) -> None:
    course.write("docs/page.md", PAGE)
    assert course.failure("check").count("docs/page.md:3: cites") == len(KEYS)


def test_keys_of_the_course_say_who_and_when() -> None:
    path = ROOT / "docs" / "bibliography.bib"
    found = works(path.read_text(encoding="utf-8"), str(path))
    assert len(found) >= 37
    for key, work in found.items():
        plain = unicodedata.normalize("NFKD", work.label).encode("ascii", "ignore").decode()
        surname, year = re.split(r"\W", plain)[0].lower(), re.search(r"\((\d{4})[a-z]?\)$", plain)
        assert year and re.fullmatch(rf"{surname}{year[1]}[a-z]*", key), key


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("{On ``Sums''}", "On \u201cSums\u201d"),
        ("{A Press```}", "A Press\u201c\u2018"),
        ("{``M{\\\"u}ller''}", "\u201cM\u00fcller\u201d"),
    ],
)
def test_quotation_marks_are_those_that_latex_spells(field: str, said: str) -> None:
    """No backtick is left, which Markdown would read as code."""
    entry = f"@book{{doe2001, author = {{Doe, Jane}}, year = 2001, title = {field}, publisher = {{A Press}}}}"
    assert said in works(entry, "docs/bibliography.bib")["doe2001"].text
