"""The custody ledger: events folded into periods, a status and honest day counts.

Pure and total: whatever the order of events, there is an answer, and what is
odd becomes a warning that names both records. Nothing is ever refused, for
true histories are odd. The day of arrest is day 0, as campaigns count.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from habeas.core.custody_events import CustodyEvent, OddOrder
from habeas.core.custody_kinds import custody_kind
from habeas.core.folding import folded
from habeas.core.holds import periods, status
from habeas.core.ledger import Gap, Ledger, gaps, headcount, headcounts, overlaps
from habeas.core.periods import (
    NOT_CUSTODY,
    RESTRICTION,
    DayCount,
    Period,
    day_number,
    days_by_kind,
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
    "Gap",
    "Ledger",
    "OddOrder",
    "Period",
    "custody_kind",
    "day_number",
    "days_by_kind",
    "days_held",
    "detentions",
    "fold",
    "gaps",
    "headcount",
    "headcounts",
    "held_on",
    "milestones",
    "overlaps",
    "total_days",
]


def fold(events: Iterable[CustodyEvent], *, on: date) -> Ledger:
    """Fold the events of one person into the ledger as it stands on the day `on`.

    All cases together make one ledger in which a day counts once; the ledger
    of a case is that of its own events.
    """
    state = folded(events, on=on)
    found = periods(state)
    days = total_days(found, on=on)
    return Ledger(status(state, on=on), found, days, tuple(state.warnings))
