"""Which records the ledger walks through, and in which order their partial dates allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from habeas.core.custody_events import (
    CHANGES,
    ONCE,
    OPENS,
    RANK,
    RESTRICTS,
    CustodyEvent,
    OddOrder,
    Step,
    may_be_one_case,
)


@dataclass(frozen=True, slots=True)
class Walk:
    """The steps to take, the records that have no day, and what was odd about them."""

    steps: Sequence[Step]
    undated: Sequence[CustodyEvent]
    warnings: Sequence[OddOrder]


def walk_through(events: Iterable[CustodyEvent], *, on: date) -> Walk:
    """Set out the events known on the day `on`; several records of one event are one step."""
    relevant = sorted((event for event in events if event.type in RANK), key=_exactness)
    undated = [event for event in relevant if event.date is None]
    warnings = [OddOrder("undated", (event.id,)) for event in undated]
    kept: list[Step] = []
    for event in relevant:
        if event.date is not None and event.date.earliest > on:
            warnings.append(OddOrder("future_date", (event.id,)))
        elif event.date is not None:
            step = Step(event, event.date, (event.id,))
            warnings += _joined(step, kept)
    warnings += [OddOrder("ends_before_start", (s.event.id,)) for s in kept if _ends_before(s)]
    ends = [end for step in kept for end in _end(step, on)]
    return Walk(in_order([*kept, *ends]), undated, warnings)


def _joined(step: Step, kept: list[Step]) -> list[OddOrder]:
    """Put a step with those kept, or into the one that is a record of the same event."""
    for index, other in enumerate(kept):
        if _same(step, other):
            event, known = step.event, other.event
            whole = replace(
                known,
                date_end=known.date_end or event.date_end,
                place=known.place or event.place,
                kind=known.kind or event.kind,
                case=known.case or event.case,
            )
            kept[index] = replace(other, event=whole, ids=(*other.ids, *step.ids))
            return [OddOrder("same_event_twice", (known.id, event.id))]
    kept.append(step)
    return []


def _same(one: Step, other: Step) -> bool:
    is_one_type = one.type == other.type and one.type in ONCE
    return is_one_type and may_be_one_case(one, other) and other.day.agrees_with(one.day)


def _ends_before(step: Step) -> bool:
    end = step.event.date_end
    return end is not None and step.type != RESTRICTS and end.latest < step.day.earliest


def _end(step: Step, on: date) -> list[Step]:
    """The end of what lasted, where it has come by the day `on`."""
    end = step.event.date_end
    lasts = step.type in OPENS or step.type == "hospitalisation"
    if end is None or not lasts or _ends_before(step) or end.earliest > on:
        return []
    return [replace(step, day=end, is_end=True)]


def in_order(steps: Iterable[Step]) -> list[Step]:
    """The steps in the least odd of the orders that their dates allow.

    Whole days stand fast; "released in 2014" goes where custody was open.
    """
    placed: list[Step] = []
    for step in sorted(steps, key=_step_exactness):
        choices = _with(step, placed)
        # Of equally odd orders, what closes custody comes late and what opens it early.
        in_turn = choices if step.opens else choices[::-1]
        placed = min(in_turn, key=oddities) if len(choices) > 1 else choices[0]
    return placed


def _with(step: Step, placed: Sequence[Step]) -> list[list[Step]]:
    """Every order in which a step may stand among those placed."""
    lowest = max(
        (i + 1 for i, s in enumerate(placed) if s.day.latest < step.day.earliest), default=0
    )
    highest = min(
        (i for i, s in enumerate(placed) if s.day.earliest > step.day.latest),
        default=len(placed),
    )
    return [[*placed[:i], step, *placed[i:]] for i in range(lowest, highest + 1)]


def oddities(steps: Iterable[Step]) -> int:
    """How many steps do not fit what went before."""
    held: set[str | None] = set()  # the cases in which the person is held
    odd = 0
    for step in steps:
        case = step.event.case
        concerned = held if case is None else held & {case, None}
        if step.opens:
            odd += bool(concerned) and step.type == "arrest"
            held = held | {case}
        elif step.closes:
            odd += not concerned
            held = held - concerned
        elif step.type in CHANGES:
            odd += not held
        elif step.type == RESTRICTS:
            odd += bool(concerned)
    return odd


def _exactness(event: CustodyEvent) -> tuple[int, date, int, str]:
    if event.date is None:
        return (10**9, date.max, RANK[event.type], event.id)
    width = (event.date.latest - event.date.earliest).days
    return (width, event.date.earliest, RANK[event.type], event.id)


def _step_exactness(step: Step) -> tuple[int, date, int, str]:
    width = (step.day.latest - step.day.earliest).days
    rank = 3 if step.is_end else RANK[step.type]
    return (width, step.day.earliest, rank, step.event.id)
