"""Numbers over everybody in an edition, worked out of the periods in custody.

A person counts once, however many prosecutions there are. Dates that are
known in part make ranges; a month that is not known is counted in no month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from habeas.core import custody
from habeas.core.custody import DayCount, Ledger, Period
from habeas.core.dates import PartialDate

LONGEST = 40  # years back that a series goes at most
# Lengths of custody so far, in days, with the first length that belongs to the next band.
BANDS = (0, 30, 182, 365, 730, 1826)


@dataclass(frozen=True)
class Flow:
    """What came and went in a month; a move from one case into another is neither."""

    month: str
    arrested: int
    released: int


@dataclass(frozen=True)
class Series:
    """The headcount on the first day of each month and on the last day counted, and the flow."""

    headcount: tuple[tuple[date, DayCount], ...]
    flow: tuple[Flow, ...]
    without_month: int


def series(people: Iterable[Sequence[Period]], *, on: date) -> Series:
    """The series from the first arrest to the day `on`. `people` are each one's periods."""
    everybody = [Ledger("", tuple(periods), DayCount(0, 0), ()) for periods in people]
    stays = [stay for one in everybody for stay in custody.detentions(one.periods)]
    starts = [start.earliest for start, _ in stays if start.earliest <= on]
    if not starts:
        return Series((), (), 0)
    first = max(min(starts), date(on.year - LONGEST, 1, 1)).replace(day=1)
    counts = custody.headcounts(everybody, first, on)
    days = [day for day in counts if day.day == 1 or day == on]
    arrested = _by_month(start for start, _ in stays)
    released = _by_month(end for _, end in stays if end)
    months = [day.strftime("%Y-%m") for day in days if day.day == 1]
    flow = tuple(Flow(month, arrested[month], released[month]) for month in months)
    return Series(tuple((day, counts[day]) for day in days), flow, arrested[""] + released[""])


def band_of(days: int) -> int:
    """The number of the band of BANDS that so many days belong to."""
    for number, (_, following) in enumerate(pairwise(BANDS)):
        if days < following:
            return number
    return len(BANDS) - 1


def _by_month(dates: Iterable[PartialDate]) -> Counter[str]:
    """How many dates lie in each month; under "" those whose month is not known."""
    found: Counter[str] = Counter()
    for one in dates:
        start, end = one.earliest, one.latest
        is_known = (start.year, start.month) == (end.year, end.month)
        found[start.strftime("%Y-%m") if is_known else ""] += 1
    return found
