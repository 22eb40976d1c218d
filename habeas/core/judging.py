"""What a judgment, and the decision on an appeal, do to custody."""

from __future__ import annotations

from dataclasses import replace

from habeas.core.custody_events import CHANGES, Step
from habeas.core.custody_kinds import NO_CUSTODY
from habeas.core.holds import Hold, State, change, drop, let_go, moved, show
from habeas.core.periods import NOT_CUSTODY

_FREE = {"acquittal", "dropped"}
_UNDER_TRIAL = {"awaiting", "awaiting_sentence", "sentenced"}


def judge(state: State, step: Step) -> None:
    held, kind = state.concerned(step), step.event.kind
    if not held:
        _judge_free(state, step)
    elif kind in NO_CUSTODY:
        state.warn("sentence_ends_custody", held[0].by.event.id, step.event.id)
        let_go(state, step, held)
        state.leave(step.event.case, "released" if kind in _FREE else "sentenced")
    else:
        given = kind or CHANGES[step.type]
        lasting = _lasting(state, step, held)
        change(state, lasting, lambda hold: moved(hold, step, given or hold.kind))
        show(state, step)


def _lasting(state: State, step: Step, held: list[Hold]) -> list[Hold]:
    """What still holds the person: the end of detention before trial no longer ends custody."""
    before_trial = [hold for hold in held if hold.by.type == "pretrial_detention"]
    if len(before_trial) == len(held):
        change(state, held[:1], lambda hold: replace(hold, by=step))
        before_trial = held[1:]
    drop(state, before_trial)
    return state.concerned(step)


def _judge_free(state: State, step: Step) -> None:
    """A verdict opens no custody by itself, but keeps in it who is held in another case."""
    kind, case = step.event.kind, step.event.case
    is_served = kind is not None and kind not in NO_CUSTODY
    if kind in _FREE:
        state.leave(case, "released")
    elif step.type == "appeal_decision":
        if kind and _UNDER_TRIAL & set(state.after.values()):
            state.leave(case, _after_appeal(kind))
    elif is_served and kind not in NOT_CUSTODY and state.shown and state.shown.is_custody:
        state.holds.append(Hold(step, str(kind), state.shown.place, case))
        show(state, step)
    else:
        state.leave(case, "awaiting_sentence" if is_served else "sentenced")
        if kind not in NO_CUSTODY:
            state.verdicts.append(step)


def _after_appeal(kind: str) -> str:
    if kind == "pretrial":  # quashed: to be tried again
        return "awaiting"
    return "sentenced" if kind in NO_CUSTODY else "awaiting_sentence"
