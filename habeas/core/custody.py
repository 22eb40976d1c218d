"""The custody ledger: events folded into periods, a status and honest day counts.

Pure and total: whatever the order of events, there is an answer, and what is
odd becomes a warning that names both records. Nothing is ever refused, for
true histories are odd. The day of arrest is day 0, as campaigns count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from habeas.core.custody_kinds import custody_kind
from habeas.core.folding import CustodyEvent, Folding, OddOrder
from habeas.core.periods import (
    NOT_CUSTODY,
    RESTRICTION,
    DayCount,
    Period,
    day_number,
    days_held,
    detentions,
    held_on,
    milestones,
    total_days,
)

__all__ = [
    "NOT_CUSTODY",
    "RESTRICTION",
    "CustodyEvent",
    "DayCount",
    "Ledger",
    "OddOrder",
    "Period",
    "custody_kind",
    "day_number",
    "days_held",
    "detentions",
    "fold",
    "headcount",
    "held_on",
    "milestones",
    "total_days",
]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the events come to: `days` counts custody, not restrictions after it."""

    status: str
    periods: tuple[Period, ...]
    days: DayCount
    warnings: tuple[OddOrder, ...]


def fold(events: Iterable[CustodyEvent], *, on: date) -> Ledger:
    """Fold events into the ledger as it stands on the day `on`."""
    walk = Folding(events, on)
    periods = walk.periods()
    days = total_days(periods, on=on)
    return Ledger(walk.status(), periods, days, tuple(walk.warnings))


def headcount(ledgers: Iterable[Ledger], *, on: date) -> DayCount:
    """How many were held on a day, at least and at most. The day of release counts as free."""
    count = DayCount(0, 0)
    for ledger in ledgers:
        count += held_on(ledger.periods, on=on)
    return count
