"""Why a person is held, case by case, and the periods that this comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from habeas.core.custody_events import OddOrder, Step
from habeas.core.dates import PartialDate
from habeas.core.periods import NOT_CUSTODY, Period

STATUS_OF_KIND = {
    "house_arrest": "house_arrest",
    "home_confinement": "house_arrest",
    "disappearance": "disappeared",
    "open_facility": "open_facility",
    "exile": "exiled",
}
# Statuses of somebody free: the first that holds in any case is shown, restrictions between.
_FIRST = ("died", "exiled", "awaiting_sentence", "awaiting")
_LAST = ("sentenced", "released")


@dataclass(frozen=True, slots=True)
class Hold:
    """One thing that keeps somebody in custody: what opened it, in which case, how and where."""

    by: Step
    kind: str
    place: str | None
    case: str | None
    before_hospital: Hold | None = None

    @property
    def is_custody(self) -> bool:
        return self.kind not in NOT_CUSTODY


@dataclass(slots=True)
class State:
    """What is known of a person up to one step of the walk."""

    holds: list[Hold] = field(default_factory=list)
    current: Period | None = None
    done: list[Period] = field(default_factory=list)
    restrictions: list[Period] = field(default_factory=list)
    warnings: list[OddOrder] = field(default_factory=list)
    after: dict[str | None, str] = field(default_factory=dict)  # status when free, by case
    verdicts: list[Step] = field(default_factory=list)  # passed while free
    let_go_in: set[str | None] = field(default_factory=set)  # cases with a dated way out
    died: Step | None = None
    seen: date = date.min  # the last day on which custody is attested

    @property
    def shown(self) -> Hold | None:
        """The hold that says how and where the person is held; custody goes before the rest."""
        return next((hold for hold in self.holds if hold.is_custody), next(iter(self.holds), None))

    def concerned(self, step: Step) -> list[Hold]:
        """The holds of the step's case. What names no case may be of any."""
        case = step.event.case
        return [hold for hold in self.holds if case is None or hold.case in (case, None)]

    def warn(self, code: str, *events: str) -> None:
        self.warnings.append(OddOrder(code, events))

    def leave(self, case: str | None, status: str) -> None:
        """Note the status that follows in a case; what names no case replaces all."""
        if case is None:
            self.after.clear()
        self.after.pop(None, None)
        self.after[case] = status


def drop(state: State, holds: list[Hold]) -> None:
    state.holds = [hold for hold in state.holds if hold not in holds]


def change(state: State, holds: list[Hold], to: Callable[[Hold], Hold]) -> None:
    state.holds = [to(hold) if hold in holds else hold for hold in state.holds]


def moved(hold: Hold, step: Step, kind: str) -> Hold:
    """The same hold in another kind, and in the place that the step names."""
    return replace(hold, kind=kind, place=step.event.place or hold.place, before_hospital=None)


def show(state: State, step: Step) -> None:
    """Let the periods say what the holds come to from the day of this step."""
    hold, held = state.shown, state.current
    because = tuple(dict.fromkeys((*(held.because if held else ()), *step.ids)))
    if held is None:
        state.current = _period(step, hold) if hold else None
    elif hold is None:
        state.done.append(replace(held, end=step.day, because=because))
        state.current = None
    elif (hold.kind, hold.place) == (held.kind, held.place):
        state.current = replace(held, because=because)
    elif hold.is_custody == held.is_custody and held.start.agrees_with(step.day):
        state.current = replace(held, kind=hold.kind, place=hold.place, because=because)
    else:
        state.done.append(replace(held, end=step.day))
        state.current = _period(step, hold)


def let_go(state: State, step: Step, holds: list[Hold]) -> None:
    """End these holds. Another may hold the person still, and show how.

    Where partial dates allow that this other began only after the end, each
    keeps its own dates, so that no day between them is taken for certain.
    """
    before, held = state.shown, state.current
    drop(state, holds)
    hold = state.shown
    if hold is None or held is None or hold.by.day.latest <= step.day.earliest:
        if hold != before:
            show(state, step)
    elif hold != before:
        because = tuple(dict.fromkeys((*held.because, *step.ids)))
        state.done.append(replace(held, end=step.day, because=because))
        state.current = _period(hold.by, hold)
    elif state.done and state.done[-1].end == held.start:
        state.done[-1] = replace(state.done[-1], end=step.day)


def _period(step: Step, hold: Hold) -> Period:
    return Period(step.day, None, hold.kind, hold.place, step.ids)


def periods(state: State) -> tuple[Period, ...]:
    return (*state.done, *([state.current] if state.current else []), *state.restrictions)


def status(state: State, *, on: date) -> str:
    """Where the person stands on the day `on`: a code of the list `person_status`."""
    if state.current is not None:
        return STATUS_OF_KIND.get(state.current.kind, "held")
    known = set(state.after.values())
    restricted = any(_runs(period.end, on) for period in state.restrictions)
    ranked = (*_FIRST, *(["under_restriction"] if restricted else []), *_LAST)
    return next((s for s in ranked if s in known or s == "under_restriction"), "unknown")


def _runs(end: PartialDate | None, on: date) -> bool:
    return end is None or end.latest > on
