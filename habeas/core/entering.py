"""Into custody, and from one place or kind of it to another."""

from __future__ import annotations

from dataclasses import replace

from habeas.core.custody_events import OPENS, Step, may_be_one_case
from habeas.core.dates import PartialDate
from habeas.core.holds import Hold, State, change, drop, moved, show
from habeas.core.periods import Period

# To be arrested from this is nothing odd: it changes how the person is held.
_LOOSE = {"house_arrest", "disappearance"}


def open_custody(state: State, step: Step) -> None:
    held = [hold for hold in state.concerned(step) if hold.is_custody]
    if not held:
        begin(state, step, step.event.kind or OPENS[step.type])
    elif step.type == "arrest" and held[0].kind not in _LOOSE:
        _arrest_again(state, step, held)
    else:
        _hold_otherwise(state, step, held)
    show(state, step)


def _hold_otherwise(state: State, step: Step, held: list[Hold]) -> None:
    kind = step.event.kind or OPENS[step.type]
    here = replace(moved(held[0], step, kind), by=step)
    if step.type == "arrest":  # it takes the place of house arrest, whose end no longer matters
        change(state, held[:1], lambda _: here)
        drop(state, held[1:])
        return
    change(state, held, lambda hold: moved(hold, step, kind))
    if step.event.date_end:
        state.holds.append(here)


def begin(state: State, step: Step, kind: str) -> None:
    """Into custody; an open facility or exile in the same case is over, and so are restrictions."""
    drop(state, state.concerned(step))
    if not state.done:
        for verdict in (v for v in state.verdicts if may_be_one_case(v, step)):
            state.warn("verdict_before_arrest", verdict.event.id, step.event.id)
    state.verdicts = [v for v in state.verdicts if not may_be_one_case(v, step)]
    state.restrictions = [_cut(period, step.day) for period in state.restrictions]
    elsewhere = state.shown
    there = elsewhere.place if elsewhere and elsewhere.is_custody else None
    hold = Hold(step, kind, step.event.place or there, step.event.case)
    # Of somebody held in another case it is only told where this one says where or how.
    says_more = step.event.kind or step.event.place
    state.holds = [hold, *state.holds] if says_more else [*state.holds, hold]


def _arrest_again(state: State, step: Step, held: list[Hold]) -> None:
    first = held[0].by.event
    state.warn("overlap" if first.date_end else "arrest_while_held", first.id, step.event.id)
    state.holds.append(replace(held[0], by=step, case=step.event.case))


def transfer(state: State, step: Step) -> None:
    if not state.holds:
        state.warn("custody_without_arrest", step.event.id)
        begin(state, step, step.event.kind or "custody")
    concerned = state.concerned(step) or state.holds
    kind = step.event.kind
    state.holds = [  # a person is in one place, in however many cases
        moved(hold, step, (hold in concerned and kind) or (hold.before_hospital or hold).kind)
        for hold in state.holds
    ]
    show(state, step)


def to_hospital(state: State, step: Step) -> None:
    kind = step.event.kind or "hospital"

    def admitted(hold: Hold) -> Hold:
        there = moved(hold, step, kind if hold.is_custody else hold.kind)
        return replace(there, before_hospital=hold.before_hospital or hold)

    if state.holds:
        change(state, state.holds, admitted)
        show(state, step)


def _cut(restriction: Period, day: PartialDate) -> Period:
    """A new arrest ends restrictions that still ran."""
    end = restriction.end
    return (
        replace(restriction, end=day) if end is None or end.earliest > day.latest else restriction
    )
