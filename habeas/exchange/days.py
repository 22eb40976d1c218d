"""Dates as lists write them, made EDTF without adding anything: what names no day gets none.

Raises ValueError, with the reason in words, for what is impossible, cannot be
read, or could be two dates; the caller keeps the text and reports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from babel.dates import get_month_names

from habeas.core.dates import PartialDate

Order = Literal["dmy", "mdy", "ymd", ""]
LANGUAGES = ("en", "be", "ru", "uk", "pl", "de", "fr")

_YEAR = r"(?P<y>\d{4})"
_TAIL = r"(?:\s*(?:г|год|года|г\.|year|р|р\.))?\.?"
_ISO = re.compile(rf"{_YEAR}(?:-(?P<m>\d\d?)(?:-(?P<d>\d\d?))?)?")
_CLOCK = re.compile(
    r"(?<=\d)[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AaPp][Mm])?(?:Z|[+-]\d\d:?\d\d)?$"
)
_FIGURES = re.compile(
    rf"(?P<a>\d\d?)\s*(?P<sign>[./-])\s*(?P<b>\d\d?)\s*(?P=sign)\s*{_YEAR}{_TAIL}"
)
_YEAR_FIRST = re.compile(rf"{_YEAR}\s*[./]\s*(?P<m>\d\d?)(?:\s*[./]\s*(?P<d>\d\d?))?{_TAIL}")
_MONTH_YEAR = re.compile(rf"(?P<m>\d\d?)\s*[./-]\s*{_YEAR}{_TAIL}")
_YEAR_ONLY = re.compile(rf"{_YEAR}{_TAIL}")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
_WORDS = re.compile(
    rf"(?:(?P<d>\d\d?)(?:st|nd|rd|th|-га|-го)?\.?\s+)?(?P<w>[^\W\d]+)\.?,?\s+{_YEAR}{_TAIL}"
)
_MONTH_FIRST = re.compile(rf"(?P<w>[^\W\d]+)\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}")
_SHORT_YEAR = re.compile(r"\d\d?[./-]\d\d?[./-]\d\d")
_ABOUT = re.compile(
    r"^(?:~|≈|c\.|ca\.?|circa|about|around|approx\.?|приблизительно|примерно|около|ок\.|"
    r"прыкладна|каля)\s*|\s*(?:\(?(?:approx\.?|примерно|прыкладна)\)?|~)$",
    re.IGNORECASE,
)


def as_edtf(text: str, *, order: Order = "") -> str:
    """The date that a cell names, as EDTF: `2011`, `2011-08`, `2011-08-04`, `2011-08~`.

    `order` says how figures are meant where they could be two dates: 04/05/2021.
    """
    plain = _CLOCK.sub("", " ".join(text.split()))
    stripped = _ABOUT.sub("", plain)
    mark = "~" if stripped != plain else ""
    if stripped.endswith("?"):
        stripped, mark = stripped.rstrip("? "), mark or "?"
    year, month, day = _parts(stripped, order)
    if year is None:
        return _other(text, stripped)
    written = _written(year, month, day)
    try:
        return PartialDate.parse(written + mark).text
    except ValueError:
        raise ValueError(f"there is no such date: {written}") from None


def _parts(text: str, order: Order) -> tuple[int | None, int, int]:
    """Year, month and day; 0 for what the text leaves out, as databases write "2021-00-00"."""
    for pattern in (_ISO, _YEAR_FIRST, _MONTH_YEAR, _YEAR_ONLY):
        if found := pattern.fullmatch(text):
            said = found.groupdict()
            return int(said["y"]), int(said.get("m") or 0), int(said.get("d") or 0)
    if found := _FIGURES.fullmatch(text):
        month, day = _in_order(int(found["a"]), int(found["b"]), found["sign"], order)
        return int(found["y"]), month, day
    for pattern in (_WORDS, _MONTH_FIRST):
        if (found := pattern.fullmatch(text)) and (number := _months().get(found["w"].lower())):
            return int(found["y"]), number, int(found["d"] or 0)
    return None, 0, 0


def _in_order(first: int, second: int, sign: str, order: Order) -> tuple[int, int]:
    """Month and day of two figures before a year. Points mean day first; a slash says nothing."""
    if order == "mdy" or (not order and sign != "." and second > 12 >= first):
        return first, second
    if order == "dmy" or sign == "." or first > 12 or first == second:
        return second, first
    raise ValueError("day or month first? the mapping can say so: “dates: dmy” or “dates: mdy”")


def _written(year: int, month: int, day: int) -> str:
    if day and not month:
        raise ValueError("a day without a month")
    parts = [f"{year:04}", *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])]
    return "-".join(parts)


def _other(text: str, stripped: str) -> str:
    """An interval or another EDTF form. Raises ValueError that says what is in the way."""
    if years := _YEARS.fullmatch(stripped):
        return PartialDate.parse(f"{years[1]}/{years[2]}").text
    if _SHORT_YEAR.fullmatch(stripped):
        raise ValueError("a year of two figures could be of either century")
    if stripped.isdigit():
        raise ValueError("a bare number is no date")
    try:
        return PartialDate.parse(text).text
    except ValueError:
        raise ValueError("this cannot be read as a date") from None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Months by their names and abbreviations, of the Unicode CLDR."""
    return {name: number for name, number in _month_names() if not name.isdigit()}


def _month_names() -> Iterator[tuple[str, int]]:
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, language).items():
                    yield name.lower().rstrip("."), number
    # Names that live beside those of the CLDR.
    yield from (("sept", 9), ("травень", 5), ("траўня", 5))
