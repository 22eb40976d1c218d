"""What may follow what on the way of a letter, and what of a card somebody should look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
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


class Concern(StrEnum):
    """What somebody should look at, gravest first."""

    NO_CONSENT = "no_consent"
    NOWHERE = "nowhere"
    MOVED = "moved"
    TO_FILE = "to_file"
    SILENT = "silent"


def concerns(
    *,
    has_consent: bool,
    is_held_back: bool,
    has_place: bool,
    since: date | None,
    confirmed_on: date | None,
    silent: int,
    to_file: int,
) -> list[Concern]:
    """Gravest first; empty means all is well.

    `since` is the last day on which the present stay may have begun. A card that was confirmed
    before it has to be confirmed again. While nobody should write, only letters matter.
    """
    moved = since is not None and confirmed_on is not None and confirmed_on < since
    found = {
        Concern.NO_CONSENT: not is_held_back and not has_consent,
        Concern.NOWHERE: not is_held_back and not has_place,
        Concern.MOVED: not is_held_back and moved,
        Concern.TO_FILE: to_file > 0,
        Concern.SILENT: silent > 0,
    }
    return [one for one, is_so in found.items() if is_so]
