"""Which encoding a text file is in, and the file opened in it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from habeas.exchange.tables.shape import Unreadable

SAMPLE = 256 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One-byte encodings of Cyrillic, the commonest first.
_CYRILLIC = ("windows-1251", "koi8-u", "cp866", "iso8859-5")
# In running text small letters follow one another; in a wrong encoding they seldom do.
_RUNNING = re.compile("[а-яёіўїєґ]{2,}|[А-ЯЁІЎЇЄҐ][а-яёіўїєґ]+")


def encoding_of(file: Path) -> str:
    """The name of the encoding that the whole file can be read in. Raises Unreadable."""
    with file.open("rb") as handle:
        start = handle.read(SAMPLE)
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name
    if b"\0" in start:
        raise Unreadable("this is no text; save the table as CSV in UTF-8, or as XLSX")
    return "utf-8" if _is_utf8(file) else _one_byte(start)


def _is_utf8(file: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as handle:
            while chunk := handle.read(SAMPLE):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _one_byte(start: bytes) -> str:
    """The Cyrillic encoding in which the text runs best; else that of Western Europe."""
    high = sum(byte >= 0x80 for byte in start)
    running = {
        name: sum(map(len, _RUNNING.findall(start.decode(name, errors="replace"))))
        for name in _CYRILLIC
    }
    best = max(_CYRILLIC, key=running.__getitem__)
    return best if running[best] * 2 > high else "windows-1252"
