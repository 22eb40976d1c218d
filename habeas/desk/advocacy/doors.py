"""Which door is open? A procedure held against what is known of a case. Pure rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from habeas.core.clocks import Length, due
from habeas.core.dates import PartialDate
from habeas.vocabulary.procedures import Procedure, Rule, procedures


class Verdict(StrEnum):
    OPEN = "open"
    MISSING = "missing"
    BLOCKED = "blocked"
    CLOSED = "closed"


@dataclass(frozen=True)
class Known:
    """What is known of a case on a day. `under_way` are procedures that examine it already."""

    on: date
    state: str = ""
    is_held: bool = False
    types: Collection[str] = ()
    facts: Collection[str] = ()
    remedies_ended: PartialDate | None = None
    under_way: Collection[str] = ()


@dataclass(frozen=True)
class Door:
    """How one procedure stands: why, what is missing, and the last day that is surely in time.

    `rules` are those that decided; one of them that nobody verified makes the verdict so.
    """

    procedure: Procedure
    verdict: Verdict
    reasons: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    last_day: date | None = None
    rules: tuple[Rule, ...] = field(default=(), repr=False)

    @property
    def is_verified(self) -> bool:
        return all(rule.is_verified for rule in self.rules)


_ORDER = list(Verdict)


def doors(known: Known, *, among: Iterable[Procedure] | None = None) -> list[Door]:
    """Every procedure that could concern the case: the open ones first."""
    asked = procedures().values() if among is None else among
    found = [door(procedure, known) for procedure in asked]
    return sorted(found, key=lambda one: _ORDER.index(one.verdict))


def door(procedure: Procedure, known: Known) -> Door:
    """Closed before blocked before missing: what cannot be mended is said first."""
    closed, last_day, rules = _closed(procedure, known)
    if closed:
        return Door(procedure, Verdict.CLOSED, closed, last_day=last_day, rules=rules)
    others = sorted(set(procedure.excludes) & set(known.under_way))
    if others:
        reasons = tuple(("same_matter", code) for code in others)
        return Door(procedure, Verdict.BLOCKED, reasons, last_day=last_day, rules=rules)
    missing = tuple(code for code in procedure.facts if code not in known.facts)
    reasons = ()
    if procedure.needs_remedies and known.remedies_ended is None:
        reasons = (("remedies_open", ""),)
    verdict = Verdict.MISSING if missing or reasons else Verdict.OPEN
    return Door(procedure, verdict, reasons, missing, last_day, rules)


Closed = tuple[tuple[tuple[str, str], ...], date | None, tuple[Rule, ...]]


def _closed(procedure: Procedure, known: Known) -> Closed:
    reasons: list[tuple[str, str]] = []
    rules: list[Rule] = []
    days: list[date] = []
    if procedure.states and known.state and known.state not in procedure.states:
        reasons.append(("other_state", known.state))
    window = procedure.windows.get(known.state)
    if window:
        rules.append(window)
        if window.last_safe:
            days.append(window.last_safe)
        if window.closes and known.on >= window.closes:
            reasons.append(("window_closed", window.closes.isoformat()))
        if window.opens and known.on < window.opens:
            reasons.append(("window_not_open", window.opens.isoformat()))
    if procedure.latest and known.remedies_ended:
        rules.append(procedure.latest)
        last = due(known.remedies_ended, Length.parse(procedure.latest.length))
        days.append(last)
        if known.on > last:
            reasons.append(("too_late", last.isoformat()))
    if procedure.concerns and not set(procedure.concerns) & set(known.types):
        reasons.append(("does_not_concern", ""))
    if procedure.held and not known.is_held:
        reasons.append(("not_held", ""))
    return tuple(reasons), min(days, default=None), tuple(rules)
