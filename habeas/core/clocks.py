"""Clocks of procedures: when something is due, in the calendar's own units.

A month is a calendar month and not thirty days: from 31 January, one month
ends on the last day of February. The day of the trigger itself is not counted.
A trigger that is known in part counts from its first possible day, so that
nobody is told a day that is too late.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from habeas.core.dates import PartialDate

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?\Z")


@dataclass(frozen=True)
class Length:
    """An ISO 8601 period in years, months, weeks and days: P6M, P60D."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Length:
        """Raises ValueError for what is no such period, or an empty one."""
        found = _LENGTH.match(text)
        if found is None or not any(found.groups()):
            raise ValueError(f"“{text}” is no period of years, months, weeks and days")
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(years * 12 + months, weeks * 7 + days)

    def after(self, day: date) -> date:
        """The day on which a period that is counted from `day` ends."""
        return _months_after(day, self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The last day from which the period still ends by `day`."""
        start = _months_after(day, -self.months) - timedelta(days=self.days)
        while self.after(start) > day:
            start -= timedelta(days=1)
        while self.after(start + timedelta(days=1)) <= day:
            start += timedelta(days=1)
        return start


def due(trigger: PartialDate, length: Length, *, extensions: tuple[Length, ...] = ()) -> date:
    """When it is due; each extension granted is counted from the end of the time before it."""
    day = length.after(trigger.earliest)
    for extension in extensions:
        day = extension.after(day)
    return day


def ends_at(day: date, zone: str) -> datetime:
    """The moment at which a day is over where the body sits. Raises ZoneInfoNotFoundError."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))


def is_over(day: date, zone: str, *, now: datetime) -> bool:
    """Whether a day is over at the body's seat; `now` carries a zone."""
    return now >= ends_at(day, zone)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
