"""From events to periods: the walk behind `custody.fold`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from habeas.core import entering, judging, leaving
from habeas.core.custody_events import (
    ACCUSES,
    CHANGES,
    CLOSES,
    CODES,
    OPENS,
    RESTRICTS,
    CustodyEvent,
    Step,
)
from habeas.core.holds import State
from habeas.core.ordering import walk_through
from habeas.core.periods import RESTRICTION, Period

__all__ = ["ACCUSES", "CHANGES", "CLOSES", "CODES", "OPENS", "folded"]


def folded(events: Iterable[CustodyEvent], *, on: date) -> State:
    """Walk through the events and say what they come to on the day `on`."""
    walk = walk_through(events, on=on)
    state = State(warnings=list(walk.warnings))
    for step in walk.steps:
        _take(state, step)
        if state.current is not None:
            state.seen = max(state.seen, step.day.earliest)
    for event in walk.undated:
        if event.type in CLOSES:
            leaving.close_some_day(state, event)
    return state


def _take(state: State, step: Step) -> None:
    if state.died and step.day.earliest > state.died.day.latest:
        state.warn("after_death", state.died.event.id, step.event.id)
    elif step.is_end:
        leaving.end(state, step)
    else:
        _TURNS[step.type](state, step)


def _restrict(state: State, step: Step) -> None:
    if state.current and state.concerned(step):
        state.warn("restriction_while_held", state.current.because[0], step.event.id)
    end, place = step.event.date_end, step.event.place
    state.restrictions.append(Period(step.day, end, RESTRICTION, place, step.ids))


def _accuse(state: State, step: Step) -> None:
    if not state.concerned(step):
        state.leave(step.event.case, "awaiting")


_TURNS: dict[str, Callable[[State, Step], None]] = {
    **dict.fromkeys(OPENS, entering.open_custody),
    **dict.fromkeys(CLOSES, leaving.close),
    **dict.fromkeys(ACCUSES, _accuse),
    "verdict_sentence": judging.judge,
    "appeal_decision": judging.judge,
    "transfer": entering.transfer,
    "hospitalisation": entering.to_hospital,
    RESTRICTS: _restrict,
}
