"""Makers of events and ledgers for tests; each names only what its test is about."""

from __future__ import annotations

from datetime import date

from habeas.core.custody import CustodyEvent, Ledger, fold
from habeas.core.dates import parse_optional

ON = date(2035, 1, 1)


def make_event(
    type: str, day: str | None, end: str | None = None, **more: str | None
) -> CustodyEvent:
    named = {"id": f"{type}:{day}", **more}
    return CustodyEvent(type, parse_optional(day), parse_optional(end), **named)  # type: ignore[arg-type]


def make_ledger(*events: CustodyEvent, on: date = ON) -> Ledger:
    return fold(events, on=on)


def codes(ledger: Ledger) -> list[str]:
    return [warning.code for warning in ledger.warnings]


def kinds(ledger: Ledger) -> list[tuple[str, str, str | None]]:
    """Each period as its kind, first day and end."""
    return [(p.kind, str(p.start), str(p.end) if p.end else None) for p in ledger.periods]
