"""Where a finished site goes: in the old one's place, which may be a link or a mount."""

from __future__ import annotations

from pathlib import Path

import pytest

from weave import build


def finished(site: Path, text: str) -> None:
    """Build a site of two files and a folder, and put it in place."""
    new = build.aside(site)
    (new / text).mkdir(parents=True)
    (new / "index.html").write_text(text)
    (new / text / "page.html").write_text(text)
    build.put_in_place(site)


def built(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*"))


def test_a_site_that_is_a_link_stays_one(tmp_path: Path) -> None:
    course, served = tmp_path / "course", tmp_path / "www" / "html"
    course.mkdir()
    served.mkdir(parents=True)
    site = course / "site"
    site.symlink_to(served)
    for text in ("one", "two"):
        finished(site, text)
        assert site.is_symlink() and built(served) == ["index.html", text, f"{text}/page.html"]
        assert (served / "index.html").read_text() == text
    assert [path.name for path in course.iterdir()] == ["site"] and [p.name for p in served.parent.iterdir()] == [
        "html"
    ]


def test_a_site_that_cannot_be_renamed_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, rename = tmp_path / "site", Path.rename
    finished(site, "one")
    before = site.stat().st_ino

    def busy(path: Path, target: Path) -> Path:
        if path == site:
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    finished(site, "two")
    assert site.stat().st_ino == before
    assert built(site) == ["index.html", "two", "two/page.html"] and (site / "index.html").read_text() == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
