"""Partial dates: what is known of a day, no more.

The text form is EDTF (ISO 8601-2:2019): `2011`, `2011-08`, `2011-08-04`,
`2011-08~` (approximate), `2011-08-04/2014-06-21` (an interval).
"""

from __future__ import annotations

import calendar
import re
import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, cast

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)\Z")
_SEASONS = re.compile(r"\d{4}-2[1-4]([~?%]?)\Z")
_OPEN = ("", "..")
# How far beyond its own days an approximate date may lie.
_DAYS_AROUND = timedelta(days=7)

Precision = Literal["day", "month", "season", "year", "interval", "range"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year or interval, with the days between which it lies.

    `earliest` and `latest` are inclusive. For an approximate date they
    include a margin: a week either side of a day, a month either side of a
    month, a year either side of a year. "Uncertain" (`?`) has no margin: the
    source gives that very date and is doubted.
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
    def precision(self) -> Precision:
        """What is known: a day, month, season or year; an interval; or another range (`201X`)."""
        if self.is_interval:
            return "interval"
        plain = self.text.strip().rstrip("~?%")
        if _SEASONS.match(plain):
            return "season"
        known = {4: "year", 7: "month", 10: "day"} if _PLAIN.match(plain) else {}
        return cast(Precision, known.get(len(plain), "range"))

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Chronological order; of two that begin together the more exact one is first."""
        return (self.earliest, self.latest, self.text)

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
    if plain and not _SEASONS.match(text):
        return _from_parts(text, *plain.groups())
    if "/" in text:
        return _from_ends(text)
    return _from_library(text)


def _from_parts(text: str, year: str, month: str | None, day: str | None, mark: str) -> PartialDate:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last = first if day else _last_day(first, int(month or 12))
        return _with_margin(PartialDate(text, first, last), mark, bool(month), bool(day))
    except (ValueError, OverflowError) as problem:
        raise ValueError(f"“{text}” is not a date: {problem}") from None


def _last_day(first: date, month: int) -> date:
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def _with_margin(exact: PartialDate, mark: str, has_month: bool, has_day: bool) -> PartialDate:
    # The library pads a month by 16.5 days and a year by 365.25, which nobody means.
    if mark not in ("~", "%"):
        return exact
    if has_day:
        around = exact.earliest - _DAYS_AROUND, exact.latest + _DAYS_AROUND
        return PartialDate(exact.text, *around)
    months = 1 if has_month else 12
    earliest = _months_on(exact.earliest, -months)
    latest = _months_on(exact.latest, months)
    return PartialDate(exact.text, earliest, _last_day(latest, latest.month))


def _months_on(day: date, months: int) -> date:
    """The first day of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _from_ends(text: str) -> PartialDate:
    """An interval lies from the first day of its start to the last day of its end."""
    start, end = (part.strip() for part in text.split("/", maxsplit=1))
    if "/" in end or (start in _OPEN and end in _OPEN):
        raise ValueError(f"“{text}” is not a date: an interval has two ends")
    first = date.min if start in _OPEN else _parse(start).earliest
    last = date.max if end in _OPEN else _parse(end).latest
    if last < first:
        raise ValueError(f"“{text}” is not a date: it ends before it starts")
    return PartialDate(text, first, last)


def _from_library(text: str) -> PartialDate:
    try:
        value = parse_edtf(text)
        earliest, latest = _day(value.lower_strict()), _day(value.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError):
        raise ValueError(
            f"“{text}” is not a date; write 2011, 2011-08, 2011-08-04 or another EDTF form"
        ) from None
    return PartialDate(text, earliest, latest)


def _day(moment: time.struct_time | float) -> date:
    if isinstance(moment, float):  # an open interval has no outer day
        return date.max if moment > 0 else date.min
    return date(*moment[:3])
