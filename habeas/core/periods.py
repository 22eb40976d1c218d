"""Stretches of custody, and honest counts of their days.

Pure; today is always an argument. The day of arrest is day 0, as campaigns
count, so a period is half-open: the day of release is the first free one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.core.dates import PartialDate
from habeas.core.spans import Span, Stay, certain_spans, possible_spans

RESTRICTION = "restriction"
# Kinds of period that are not custody: their days are shown but not counted. House arrest
# counts, as deprivation of liberty (Working Group on Arbitrary Detention, deliberation no. 1).
NOT_CUSTODY = frozenset({RESTRICTION, "open_facility", "home_confinement", "exile"})


@dataclass(frozen=True, slots=True)
class DayCount:
    """A count, at least and at most; the same when the dates are whole."""

    at_least: int
    at_most: int

    def __add__(self, other: DayCount) -> DayCount:
        return DayCount(self.at_least + other.at_least, self.at_most + other.at_most)

    @property
    def is_exact(self) -> bool:
        return self.at_least == self.at_most


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of one kind in one place; `end` is None while it lasts.

    `because` holds the ids of the events that it rests on.
    """

    start: PartialDate
    end: PartialDate | None
    kind: str
    place: str | None = None
    because: tuple[str, ...] = ()

    @property
    def is_custody(self) -> bool:
        return self.kind not in NOT_CUSTODY


def days_held(start: PartialDate, end: PartialDate | None, *, on: date) -> DayCount:
    """Count the days of one detention, as known on the day `on`.

    The day of arrest is day 0, as campaigns count: 2011-08-04 to 2014-06-21
    is 1052. A partial date gives a range. Without `end`, still held on `on`.
    Raises ValueError if the end lies wholly before the start.
    """
    if end and end.latest < start.earliest:
        raise ValueError(f"{end} is before {start}")
    if start.earliest > on:
        return DayCount(0, 0)
    first_way_out = min(end.earliest, on) if end else on
    last_way_out = min(end.latest, on) if end else on
    # "April" may still lie ahead on 10 April, so such a start promises no day.
    at_least = max(0, (first_way_out - min(start.latest, on)).days)
    return DayCount(at_least, (last_way_out - start.earliest).days)


def total_days(periods: Iterable[Period], *, on: date) -> DayCount:
    """All days in custody up to `on`; a day in two periods counts once.

    Periods that touch are one detention, so an unknown day of transfer
    between them takes nothing from the certain count.
    """
    return _count(detentions(periods), on)


def _count(spans: Sequence[Stay], on: date) -> DayCount:
    return DayCount(
        sum((end - start).days for start, end in certain_spans(spans, on)),
        sum((end - start).days for start, end in possible_spans(spans, on)),
    )


def detentions(periods: Iterable[Period]) -> list[Stay]:
    """From first day to last of each unbroken stay, whatever kinds and places it went through."""
    return _joined(period for period in periods if period.is_custody)


def days_by_kind(periods: Iterable[Period], *, on: date) -> dict[str, DayCount]:
    """The days of each kind of period up to `on`, also of those that are not custody.

    A day of transfer that is not known exactly may belong to either kind, so
    the least of the kinds together can be less than `total_days`.
    """
    found = sorted(periods, key=lambda period: period.start.sort_key)
    kinds = dict.fromkeys(period.kind for period in found)
    return {kind: _count(_joined(p for p in found if p.kind == kind), on) for kind in kinds}


def _joined(periods: Iterable[Period]) -> list[Stay]:
    """Periods that touch as one span each."""
    spans: list[Stay] = []
    for period in sorted(periods, key=lambda period: period.start.sort_key):
        if spans and spans[-1][1] == period.start:
            spans[-1] = (spans[-1][0], period.end)
        else:
            spans.append((period.start, period.end))
    return spans


def day_number(periods: Iterable[Period], n: int) -> PartialDate | None:
    """The day on which the n-th day in custody fell, or will fall while held.

    With partial dates an interval from the first such day to the last. None
    when it was never reached, or when it is not certain that it was.
    """
    spans = detentions(periods)
    first = _nth_day(possible_spans(spans, date.max), n)
    last = _nth_day(certain_spans(spans, date.max), n)
    if first is None or last is None:
        return None
    return PartialDate.of(first) if first == last else PartialDate.parse(f"{first}/{last}")


def milestones(periods: Sequence[Period], *, on: date) -> list[tuple[int, PartialDate]]:
    """Days 100, 500, 1000, 2000 … that have been reached, with their dates."""
    most = total_days(periods, on=on).at_most
    numbers = [100, 500, *range(1000, most + 1, 1000)]
    dated = [(n, day_number(periods, n)) for n in numbers if n <= most]
    return [(n, day) for n, day in dated if day and day.latest <= on]


def held_on(periods: Iterable[Period], *, on: date) -> DayCount:
    """1 when held on that day, 0 when free; 0 to 1 when dates leave it open."""
    spans = detentions(periods)
    after = on + timedelta(days=1)
    surely = any(start <= on < end for start, end in certain_spans(spans, after))
    perhaps = any(start <= on < end for start, end in possible_spans(spans, after))
    return DayCount(int(surely), int(surely or perhaps))


def _nth_day(spans: Iterable[Span], n: int) -> date | None:
    left = n
    for start, end in spans:
        length = (end - start).days
        if left <= length:
            return start + timedelta(days=left)
        left -= length
    return None
