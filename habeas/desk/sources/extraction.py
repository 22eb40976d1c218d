"""Bytes in, text out: what a captured file says, and what it says of itself.

Plain text is decoded here. HTML is foreign code's favourite food, so it is
parsed in a separate process that is killed from outside when it takes too
long, and that can open no connection.
"""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import sys
from dataclasses import dataclass

import puremagic

HTML_SECONDS = 30
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class Refused(ValueError):
    """The file cannot be taken in; the message says why and what to do."""


@dataclass(frozen=True)
class Extracted:
    """`text` is what offsets count in; the rest is what a page says of itself."""

    text: str
    media_type: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""


def extract(data: bytes) -> Extracted:
    """Take the text out of plain text or HTML. Raises Refused."""
    if not data.strip():
        raise Refused("the file is empty")
    if _HTML.search(data[:4096]):
        return _from_html(_decode(data, declared=_declared(data)))
    text = _decode(data, declared=None)
    return Extracted(text=text, media_type="text/plain", title=_first_line(text))


def extract_or_keep(data: bytes) -> Extracted:
    """As `extract`; what has no text for us is kept without one. Raises Refused if empty."""
    try:
        return extract(data)
    except Refused:
        if not data.strip():
            raise
        return Extracted(text="", media_type=_kind(data) or "application/octet-stream")


def _kind(data: bytes) -> str:
    try:
        return str(puremagic.from_string(data[:4096], mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def _decode(data: bytes, *, declared: str | None) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), declared or "utf-8")
    try:
        text = data.decode(encoding)
    except LookupError:
        raise Refused(f"the page names an unknown encoding, “{encoding}”") from None
    except UnicodeDecodeError as problem:
        raise Refused(_not_text(data, encoding, problem.start)) from None
    if "\0" in text:
        raise Refused(_not_text(data, encoding, text.index("\0")))
    if not any(character.isalpha() for character in text):
        raise Refused("the file holds no words")
    return text


def _not_text(data: bytes, encoding: str, offset: int) -> str:
    kind = _kind(data)
    if kind and not kind.startswith("text/"):
        return f"this is not text but {kind}; text and HTML files are taken"
    return f"byte {offset} is not valid {encoding}; save the file as UTF-8 and collect it again"


def _first_line(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if line), "")[:300]


def _from_html(page: str) -> Extracted:
    try:
        run = subprocess.run(
            [sys.executable, "-m", "habeas.desk.sources.html_reader"],
            input=page.encode("utf-8"),
            capture_output=True,
            timeout=HTML_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"the page could not be read within {HTML_SECONDS} seconds") from None
    except subprocess.CalledProcessError as problem:
        last = problem.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise Refused(f"the page could not be read: {''.join(last)[:200]}") from None
    found = json.loads(run.stdout)
    if not found["text"].strip():
        raise Refused("no text was found in the page")
    return Extracted(media_type="text/html", **found)
