"""Ledgers, and what is counted over them: gaps, overlaps and headcounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from habeas.core.custody_events import OddOrder
from habeas.core.dates import PartialDate
from habeas.core.periods import DayCount, Period, days_held, detentions, held_on
from habeas.core.spans import Span, certain_spans, possible_spans

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the events come to: `days` counts custody, not restrictions after it."""

    status: str
    periods: tuple[Period, ...]
    days: DayCount
    warnings: tuple[OddOrder, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Time between two stays in custody: from the first free day to the next first day of one."""

    start: PartialDate
    end: PartialDate
    days: DayCount


def gaps(ledger: Ledger) -> list[Gap]:
    """When the person was out of custody between two stays in it, as far as dates tell."""
    found = []
    for (_, out), (back, _) in pairwise(detentions(ledger.periods)):
        if out and out.earliest < back.latest:
            found.append(Gap(out, back, days_held(out, back, on=date.max)))
    return found


def overlaps(ledgers: Iterable[Ledger], *, on: date) -> list[Span]:
    """The days up to `on` that surely lie in custody in more than one of the ledgers, half-open.

    Meant for the ledgers of one person's cases; to fold all cases together
    counts such a day once.
    """
    turns: Counter[date] = Counter()
    for ledger in ledgers:
        _add(turns, certain_spans(detentions(ledger.periods), on), date.min, on)
    several, found, since = 0, list[Span](), date.min
    for day in sorted(turns):
        before, several = several, several + turns[day]
        if before < 2 <= several:
            since = day
        elif several < 2 <= before:
            found.append((since, day))
    return found


def headcount(ledgers: Iterable[Ledger], *, on: date) -> DayCount:
    """How many were held on a day, at least and at most. The day of release counts as free."""
    count = DayCount(0, 0)
    for ledger in ledgers:
        count += held_on(ledger.periods, on=on)
    return count


def headcounts(ledgers: Iterable[Ledger], start: date, end: date) -> dict[date, DayCount]:
    """How many were held on each day from `start` to `end`, both included.

    The ledgers are to be folded on `end` or later. Each period is looked at
    once, whatever its length: comings and goings are summed up, not days.
    """
    after = end + _ONE_DAY
    surely: Counter[date] = Counter()
    perhaps: Counter[date] = Counter()
    for ledger in ledgers:
        spans = detentions(ledger.periods)
        _add(surely, certain_spans(spans, after), start, after)
        _add(perhaps, possible_spans(spans, after), start, after)
    counts, least, most = {}, 0, 0
    for number in range((after - start).days):
        day = start + timedelta(days=number)
        least, most = least + surely[day], most + perhaps[day]
        counts[day] = DayCount(least, most)
    return counts


def _add(turns: Counter[date], spans: Iterable[Span], start: date, after: date) -> None:
    """Note where spans begin and end within the days from `start` to before `after`."""
    for first, last in spans:
        if max(first, start) < min(last, after):
            turns[max(first, start)] += 1
            turns[min(last, after)] -= 1
