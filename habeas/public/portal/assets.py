"""Stylesheet, fonts and a script, served from memory under addresses that name their content."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@lru_cache(maxsize=1)
def assets() -> dict[str, tuple[bytes, str]]:
    """Content and media type by name; the fonts' addresses in the stylesheet are filled in."""
    files = [file for file in sorted(STATIC.rglob("*")) if file.suffix in TYPES]
    found = {f.relative_to(STATIC).as_posix(): (f.read_bytes(), TYPES[f.suffix]) for f in files}
    style, kind = found["portal.css"]
    for name in [name for name in found if name.startswith("fonts/")]:
        style = style.replace(f'"{name}"'.encode(), f'"{_address(name, found[name][0])}"'.encode())
    return found | {"portal.css": (style, kind)}


def address(name: str) -> str:
    """The address of an asset. A changed file has another, so it may be kept for ever."""
    return _address(name, assets()[name][0])


def _address(name: str, content: bytes) -> str:
    return f"/static/{hashlib.sha256(content).hexdigest()[:10]}/{name}"
