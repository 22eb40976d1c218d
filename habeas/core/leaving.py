"""Out of custody: releases, exile, death and the ends of what lasted."""

from __future__ import annotations

from habeas.core.custody_events import CLOSES, CustodyEvent, Step, may_be_one_case
from habeas.core.dates import PartialDate
from habeas.core.holds import Hold, State, change, let_go, moved, show
from habeas.core.periods import NOT_CUSTODY, Period


def close(state: State, step: Step) -> None:
    case = step.event.case if step.type == "release" else None
    held = state.concerned(step) if step.type == "release" else state.holds
    state.let_go_in.add(case)
    if _goes_on(step) and (held or step.type != "release"):
        _go_on(state, step, held)
        return
    if held:
        let_go(state, step, held)
    else:
        _close_unopened(state, step)
    left = step.event.kind if step.event.kind in ("awaiting", "sentenced") else None
    state.leave(case, left or CLOSES[step.type])
    if step.type == "death_in_custody":
        state.died = step


def _goes_on(step: Step) -> bool:
    """Whether it is no way out but into a milder kind: house arrest, an open facility, exile."""
    milder = NOT_CUSTODY | {"house_arrest"} if step.type == "release" else {"exile"}
    return step.event.kind in milder


def _go_on(state: State, step: Step, held: list[Hold]) -> None:
    kind = str(step.event.kind)
    change(state, held, lambda hold: moved(hold, step, kind))
    if not state.holds:
        state.holds = [Hold(step, kind, step.event.place, step.event.case)]
    show(state, step)


def _close_unopened(state: State, step: Step) -> None:
    if step.type == "death_in_custody":
        state.warn("custody_without_arrest", step.event.id)
    if step.type != "release":
        return
    others = [hold.by.event.id for hold in state.holds[:1]]
    verdict = next((v for v in reversed(state.verdicts) if may_be_one_case(v, step)), None)
    of = [verdict.event.id] if verdict else others
    state.warn("release_without_arrest", *of, step.event.id)
    if verdict:
        state.verdicts.remove(verdict)
    if verdict and not others:  # taken into custody some day between the two
        start = PartialDate.parse(f"{verdict.day.earliest}/{step.day.latest}")
        because = (*verdict.ids, *step.ids)
        state.done.append(Period(start, step.day, "sentence", step.event.place, because))


def close_some_day(state: State, event: CustodyEvent) -> None:
    """An undated way out ends open custody some day after its last event: no endless count."""
    known = state.let_go_in
    if state.current is None or None in known or event.case in known or (known and not event.case):
        return
    day = PartialDate.parse(f"{max(state.seen, state.current.start.earliest)}/..")
    step = Step(event, day, (event.id,))
    if state.concerned(step):
        state.warn("release_not_dated", state.current.because[0], event.id)
        close(state, step)


def end(state: State, step: Step) -> None:
    """What had a last day is over; custody ends when nothing else holds the person."""
    if step.type == "hospitalisation":
        _back_from_hospital(state, step)
        return
    over = [hold for hold in state.holds if hold.by.event.id == step.event.id]
    let_go(state, step, over)
    if over and not state.concerned(step):
        state.leave(step.event.case, "released")


def _back_from_hospital(state: State, step: Step) -> None:
    inside = [hold for hold in state.holds if hold.before_hospital]
    change(state, inside, lambda hold: hold.before_hospital or hold)
    if inside:
        show(state, step)
