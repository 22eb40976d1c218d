"""What may follow what on the way of a letter, and how long letters take; plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

# Days without a word after which nobody expects one.
SILENCE = 90
POSTED, UNKNOWN = "posted", "unknown"
TOLD = ("delivered", "replied", "returned", "refused")
# A letter that came back or was stopped tells something of how the person is held.
EVIDENCE = ("returned", "refused")
_AFTER = {
    POSTED: (*TOLD, UNKNOWN),
    "delivered": ("replied",),
    # A word may still come when nobody expects one any more.
    UNKNOWN: TOLD,
}


def may_become(state: str) -> tuple[str, ...]:
    """What a letter in this state may still become."""
    return _AFTER.get(state, ())


def is_silent(posted: date, *, on: date) -> bool:
    return on - posted > timedelta(SILENCE)


def days_to_arrive(ways: Iterable[tuple[date, date]]) -> tuple[int, int] | None:
    """The median of days from posting to delivery, and of how many letters; None without any."""
    days = [(arrived - posted).days for posted, arrived in ways]
    return (round(median(days)), len(days)) if days else None
