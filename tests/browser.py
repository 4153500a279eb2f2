"""For tests/site: a real browser, a local server that compresses as a web host does, and a specimen page."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

ROOT = Path(__file__).parents[1]
# Chromium without the windows, menus and settings around its pages: to open one takes a third of the time.
SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide as they are drawn, as on a screen of today
)
REMEDY = (
    "no Chromium found: the site is tested in a real browser. Install one with "
    f"'apt-get install {SHELL}' or '.venv/bin/playwright install chromium'."
)
FOX = "firefox-esr"
FOXES = (FOX, "firefox")
FOX_REMEDY = (
    f"no Firefox found: the site is walked by keyboard in two browsers. Install one with 'apt-get install {FOX}'."
)
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class NoBrowser(Exception):
    """A browser is not on this machine; the text names the remedy."""


def find_chromium(chromium: BrowserType, whole: bool = False) -> str:
    """Return the path of a Chromium: the system's, else Playwright's own. Raises NoBrowser.

    One without windows is taken where there is one, unless a `whole` browser is asked for.
    """
    own = Path(chromium.executable_path)
    beside = own.parent.parent.parent.glob("chromium_headless_shell-*/*/*headless[-_]shell")
    shells = [shutil.which(SHELL), *sorted(beside)]
    browsers = [*map(shutil.which, WHOLE), own if own.exists() else None]
    for path in [*browsers, *shells] if whole else [*shells, *browsers]:
        if path:
            return str(path)
    raise NoBrowser(REMEDY)


def find_firefox() -> str:
    """Return the path of the system's Firefox. Raises NoBrowser."""
    for path in filter(None, map(shutil.which, FOXES)):
        return path
    raise NoBrowser(FOX_REMEDY)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Run a headless Chromium while the block runs. Raises NoBrowser."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@lru_cache(maxsize=64)
def _gzipped(path: Path, _modified: int) -> bytes:
    """Return the file as a web host sends it: gzip at nginx's usual middle level."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    """Static files, text compressed, nothing logged."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        found = path.is_file()
        if not found:
            path = Path(self.directory) / "404.html"
        try:
            self._send(path, 200 if found else 404)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser went away: its right

    def _send(self, path: Path, status: int) -> None:
        compress = path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _gzipped(path, path.stat().st_mtime_ns) if compress else path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if compress:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest's output is for failures."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free local port while the block runs; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def build_specimen(folder: Path) -> Path:
    """Build a course of one page that holds every element of the look at its limit; return its site."""
    shutil.copytree(ROOT / "tests" / "site" / "specimen", folder, dirs_exist_ok=True)
    settings = re.sub(r"^nav:\n(?:[ ].*\n)+", "", (ROOT / "mkdocs.yml").read_text("utf-8"), flags=re.MULTILINE)
    settings = settings.replace("custom_dir: ", f"custom_dir: {ROOT}/").replace("- weave/hook", f"- {ROOT}/weave/hook")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    (folder / "requirements.txt").touch()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WEAVE_CACHE": "off"}
    command = [sys.executable, "-m", "weave", "site"]
    built = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder / "site"


def ensure_browsers() -> None:
    """Install what browsers are missing; where that fails too, the tests say what to do.

    Firefox is driven by a program from npm: without npm nobody asks for it.
    """
    missing = []
    with sync_playwright() as playwright:
        searches = {
            SHELL: lambda: find_chromium(playwright.chromium),
            FOX: find_firefox if shutil.which("npm") else str,
        }
        for name, search in searches.items():
            try:
                search()
            except NoBrowser:
                missing.append(name)
    if not missing:
        return
    print(f"Missing: {' and '.join(missing)}; installing.", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", *missing], check=False, stdout=subprocess.DEVNULL)
    elif SHELL in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    ensure_browsers()
