"""What a page may load and run: its Content-Security-Policy, which names the scripts in it by their hashes."""

import base64
import hashlib
import re

SCRIPT = re.compile(r"<script(?P<about>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
DATA = ('type="application/json"', 'type="application/ld+json"')  # is read, never run
POLICY = re.compile(r'\n<meta http-equiv="Content-Security-Policy" content="[^"]*">')
HEAD = '<meta charset="utf-8">'
# Drawings carry their colors as attributes; a reader's pictures, and the studio's worker once it is kept, are blobs.
RULES = (
    "default-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)


def guarded(page: str) -> str:
    """The HTML of a finished page with its policy, which a browser obeys from there on. Raises ValueError."""
    if page.count(HEAD) != 1:
        raise ValueError(f"a page must have {HEAD} once, for its policy to follow it")
    hashes = {digest(found["text"]): "" for found in SCRIPT.finditer(page) if runs(found["about"])}
    rules = "; ".join((*RULES, " ".join(["script-src 'self'", *hashes])))
    return page.replace(HEAD, f'{HEAD}\n<meta http-equiv="Content-Security-Policy" content="{rules}">', 1)


def runs(about: str) -> bool:
    """Whether a script with these attributes stands in the page and is run."""
    return " src=" not in about and not any(kind in about for kind in DATA)


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def anywhere(page: str) -> str:
    """The page for missing addresses, whose own address is any: its links hang on the base that its script finds."""
    linked = re.sub(r'((?<!<base) (?:href|src)=|"search": )"/(?!/)', r'\1"./', page)
    return linked.replace('new URL("/",location)', "new URL(document.baseURI)")
