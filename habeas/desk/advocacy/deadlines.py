"""What is due in a proceeding. Computed from its steps each time, so a moved date moves all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from habeas.core.clocks import Length, due, is_over
from habeas.core.dates import PartialDate
from habeas.vocabulary.procedures import Clock, Procedure


@dataclass(frozen=True)
class Taken:
    """A step that was taken, or an extension that was granted to a clock."""

    code: str
    date: PartialDate
    extends: str = ""


@dataclass(frozen=True)
class Deadline:
    """A clock that runs or ran. Without `due` the body sets the day, and nobody has entered it."""

    code: str
    clock: Clock
    began: PartialDate
    due: date | None
    met: PartialDate | None
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.met is None

    def days_left(self, on: date) -> int | None:
        """Negative once it has passed."""
        return (self.due - on).days if self.due else None


def deadlines(procedure: Procedure, steps: Iterable[Taken], *, now: datetime) -> list[Deadline]:
    """Every clock whose first step was taken, by due date; `now` carries a zone."""
    taken = sorted(steps, key=lambda step: step.date.sort_key)
    first = {step.code: step.date for step in reversed(taken) if step.code}
    found = [
        _deadline(procedure, code, first=first, taken=taken, now=now)
        for code, clock in procedure.clocks.items()
        if clock.start in first
    ]
    return sorted(found, key=lambda one: (one.due or date.max, one.code))


def _deadline(
    procedure: Procedure,
    code: str,
    *,
    first: dict[str, PartialDate],
    taken: list[Taken],
    now: datetime,
) -> Deadline:
    clock = procedure.clocks[code]
    granted = [step for step in taken if step.extends == code]
    extensions = tuple(Length.parse(clock.extension) for _ in granted if clock.extension)
    ends = None
    if clock.length:
        ends = due(first[clock.start], Length.parse(clock.length), extensions=extensions)
    met = first.get(clock.until)
    late = met is None and ends is not None and is_over(ends, procedure.zone, now=now)
    return Deadline(code, clock, first[clock.start], ends, met, late)
