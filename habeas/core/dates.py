"""Partial dates: what is known of a day, no more.

The text form is EDTF (ISO 8601-2:2019): `2011`, `2011-08`, `2011-08-04`,
`2011-08~` (approximate), `2011-08-04/2014-06-21` (an interval).
"""

from __future__ import annotations

import calendar
import re
import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year or interval, with the days between which it lies.

    `earliest` and `latest` are inclusive. For an approximate date they
    include the margin that EDTF gives it (a month either side of `2011-08~`).
    """

    text: str
    earliest: date
    latest: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read EDTF text. Raises ValueError that quotes the text."""
        return _parse(text.strip())

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.isoformat(), day, day)

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def is_approximate(self) -> bool:
        return any(mark in self.text for mark in "~?%")

    def agrees_with(self, other: PartialDate) -> bool:
        """Whether both can be the same day: "August" agrees with the 4th of August."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def contains(self, other: PartialDate) -> bool:
        return self.earliest <= other.earliest and other.latest <= self.latest

    def __str__(self) -> str:
        return self.text


def parse_optional(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


@lru_cache(maxsize=4096)
def _parse(text: str) -> PartialDate:
    plain = _PLAIN.match(text)
    return _from_parts(text, *plain.groups()) if plain else _from_library(text)


def _from_parts(text: str, year: str, month: str | None, day: str | None) -> PartialDate:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as problem:
        raise ValueError(f"“{text}” is not a date: {problem}") from None
    if day:
        return PartialDate(text, first, first)
    last_month = int(month or 12)
    last = date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    return PartialDate(text, first, last)


def _from_library(text: str) -> PartialDate:
    try:
        value = parse_edtf(text)
        earliest, latest = _day(value.lower_fuzzy()), _day(value.upper_fuzzy())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError):
        raise ValueError(
            f"“{text}” is not a date; write 2011, 2011-08, 2011-08-04 or another EDTF form"
        ) from None
    return PartialDate(text, earliest, latest)


def _day(moment: time.struct_time | float) -> date:
    if isinstance(moment, float):  # an open interval has no outer day
        return date.max if moment > 0 else date.min
    return date(*moment[:3])
