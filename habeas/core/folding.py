"""From events to periods: the walk behind `custody.fold`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from habeas.core.custody_kinds import NO_CUSTODY
from habeas.core.dates import PartialDate
from habeas.core.periods import NOT_CUSTODY, RESTRICTION, Period

# What opens custody, and its kind when the event itself names none.
OPENS = {
    "arrest": "pretrial",
    "pretrial_detention": "pretrial",
    "enforced_disappearance": "disappearance",
}
# What changes custody that is open; None keeps the kind and changes the place.
CHANGES = {
    "verdict_sentence": "sentence",
    "appeal_decision": None,
    "transfer": None,
    "hospitalisation": "hospital",
}
# What ends custody, and the status that follows.
CLOSES = {"release": "released", "exile_or_deportation": "exiled", "death_in_custody": "died"}
ACCUSES = ("charge", "new_case", "trial_hearing")
# What one event is, is also said by other records of it that agree in date.
_ONCE = {"arrest", "enforced_disappearance", "verdict_sentence", *CLOSES}
_RESTRICTS = "post_release_restriction"
# On one day, what opens comes first and what closes last.
_RANK = {**dict.fromkeys(OPENS, 0), **dict.fromkeys(ACCUSES, 1), **dict.fromkeys(CHANGES, 2)}
_RANK |= {**dict.fromkeys(CLOSES, 3), _RESTRICTS: 4}
_STATUS_OF_KIND = {
    "house_arrest": "house_arrest",
    "home_confinement": "house_arrest",
    "disappearance": "disappeared",
    "open_facility": "open_facility",
    "exile": "exiled",
}
CODES = (
    "undated", "future_date", "ends_before_start", "same_event_twice", "arrest_while_held",
    "overlap", "release_without_arrest", "release_not_dated", "verdict_before_arrest",
    "custody_without_arrest", "restriction_while_held", "sentence_ends_custody", "after_death",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """An event as the ledger sees it. `kind` is that of custody or of the sentence, if known."""

    type: str
    date: PartialDate | None
    date_end: PartialDate | None = None
    id: str = ""
    place: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class OddOrder:
    """Something that a person should look at: a code, and the records that it concerns."""

    code: str
    events: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "events": list(self.events)}


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of the walk: an event on its day, or the end of one that lasted."""

    event: CustodyEvent
    day: PartialDate
    is_end: bool = False

    @property
    def closes(self) -> bool:
        return self.event.type in CLOSES or self.is_end

    @property
    def opens(self) -> bool:
        return self.event.type in OPENS and not self.is_end


class Folding:
    """One walk through the events of a person."""

    def __init__(self, events: Iterable[CustodyEvent], on: date) -> None:
        self.on = on
        self.done: list[Period] = []
        self.open: Period | None = None
        self.before_hospital: Period | None = None
        self.holders: dict[str, Step] = {}  # what keeps the person in custody, by event id
        self.restrictions: list[Period] = []
        self.warnings: list[OddOrder] = []
        self.after = ""  # the status that the last way out, charge or sentence left behind
        self.died: Step | None = None
        self.verdicts: list[Step] = []  # passed while free
        self.also: dict[str, tuple[str, ...]] = {}  # other records of an event, by its id
        self.undated: list[CustodyEvent] = []
        self.has_dated_release = False
        self.seen = date.min  # the last day on which custody is attested
        for step in in_order(self._steps(self._distinct(events))):
            self._take(step)
            self._see(step)
        self._use_undated_release()

    def periods(self) -> tuple[Period, ...]:
        return (*self.done, *([self.open] if self.open else []), *self.restrictions)

    def status(self) -> str:
        if self.open is not None:
            return _STATUS_OF_KIND.get(self.open.kind, "held")
        if self.after in ("died", "exiled", "awaiting", "awaiting_sentence"):
            return self.after
        if any(r.end is None or r.end.latest > self.on for r in self.restrictions):
            return "under_restriction"
        return self.after or "unknown"

    # --- What to walk through ---

    def _distinct(self, events: Iterable[CustodyEvent]) -> list[CustodyEvent]:
        """The events that count, several records of one event made one, the exactest first."""
        kept: list[CustodyEvent] = []
        relevant = [event for event in events if event.type in _RANK]
        for event in sorted(relevant, key=_exactness):
            if event.date is None:
                self._warn("undated", event.id)
                self.undated.append(event)
            elif event.date.earliest > self.on:
                self._warn("future_date", event.id)
            elif not self._joined(event, event.date, kept):
                kept.append(event)
        return kept

    def _joined(self, event: CustodyEvent, day: PartialDate, kept: list[CustodyEvent]) -> bool:
        for index, other in enumerate(kept):
            same = other.type == event.type and other.date and other.date.agrees_with(day)
            if same and event.type in _ONCE:
                self._warn("same_event_twice", other.id, event.id)
                self.also[other.id] = (*self.also.get(other.id, ()), event.id)
                kept[index] = replace(
                    other,
                    date_end=other.date_end or event.date_end,
                    place=other.place or event.place,
                    kind=other.kind or event.kind,
                )
                return True
        return False

    def _steps(self, events: Iterable[CustodyEvent]) -> Iterable[Step]:
        for event in events:
            if event.date is None:
                continue
            yield Step(event, event.date)
            lasts = event.type in OPENS or event.type == "hospitalisation"
            if not event.date_end or event.type == _RESTRICTS:
                continue
            if event.date_end.latest < event.date.earliest:
                self._warn("ends_before_start", event.id)
            elif lasts and event.date_end.earliest <= self.on:
                yield Step(event, event.date_end, is_end=True)

    # --- The walk ---

    def _take(self, step: Step) -> None:
        event = step.event
        if self.died and step.day.earliest > self.died.day.latest:
            self._warn("after_death", self.died.event.id, event.id)
        elif step.is_end:
            self._let_go(step)
        elif event.type in OPENS:
            self._start(step)
        elif event.type in CHANGES:
            self._change(step)
        elif event.type in CLOSES:
            self._close(step)
        elif event.type == _RESTRICTS:
            self._restrict(step)
        elif self.open is None:
            self.after = "awaiting"

    def _see(self, step: Step) -> None:
        if self.open is not None:
            self.seen = max(self.seen, step.day.earliest)

    def _start(self, step: Step) -> None:
        event, kind = step.event, step.event.kind or OPENS[step.event.type]
        if self.open is None or not self.open.is_custody:
            self._begin(step, kind)
        elif event.type != "arrest":
            self._split(step, kind if event.kind or self.open.kind != "police" else "pretrial")
            if event.date_end:
                self.holders[event.id] = step
        else:
            first = next(iter(self.holders.values()), step)
            code = "overlap" if first.event.date_end else "arrest_while_held"
            self._warn(code, first.event.id, event.id)
            self.holders[event.id] = step
            self._support(step)

    def _begin(self, step: Step, kind: str) -> None:
        if not self.done:
            for verdict in self.verdicts:
                self._warn("verdict_before_arrest", verdict.event.id, step.event.id)
        self.verdicts = []
        self._end_restriction(step)
        if self.open is not None:  # from an open facility back behind bars
            self.done.append(replace(self.open, end=step.day))
        self.open = Period(step.day, None, kind, step.event.place, self._ids(step))
        self.holders = {step.event.id: step}

    def _change(self, step: Step) -> None:
        event = step.event
        decides = event.type in ("verdict_sentence", "appeal_decision")
        if self.open is None:
            self._change_while_free(step, decides)
        elif decides and event.kind in NO_CUSTODY:
            self._warn("sentence_ends_custody", event.id)
            self._finish(step, "released" if event.kind == "acquittal" else "sentenced")
        else:
            if event.type == "hospitalisation":
                self.before_hospital = self.open
            self._split(step, event.kind or CHANGES[event.type] or self.open.kind)
            if decides:  # an end of detention before trial no longer ends custody
                others = {k: s for k, s in self.holders.items() if not _is_pretrial(s)}
                self.holders = others or {event.id: step}

    def _change_while_free(self, step: Step, decides: bool) -> None:
        event = step.event
        if event.type == "transfer":
            self._warn("custody_without_arrest", event.id)
            self._begin(step, event.kind or "custody")
        elif decides and event.kind in ("acquittal", "dropped"):
            self.after = "released"
        elif event.type == "verdict_sentence":
            serves = event.kind and event.kind not in NO_CUSTODY
            self.after = "awaiting_sentence" if serves else "sentenced"
            if event.kind not in NO_CUSTODY:
                self.verdicts.append(step)

    def _close(self, step: Step) -> None:
        self.has_dated_release = True
        if self.open is not None:
            if step.event.kind in NOT_CUSTODY | {"house_arrest"} and step.event.type == "release":
                self._split(step, str(step.event.kind))
                return
            self._finish(step, CLOSES[step.event.type])
        else:
            self._close_unopened(step)
        self.after = CLOSES[step.event.type]
        if step.event.type == "death_in_custody":
            self.died = step

    def _close_unopened(self, step: Step) -> None:
        if step.event.type == "death_in_custody":
            self._warn("custody_without_arrest", step.event.id)
        elif step.event.type == "release":
            verdict = self.verdicts.pop() if self.verdicts else None
            of = (verdict.event.id,) if verdict else ()
            self._warn("release_without_arrest", *of, step.event.id)
            if verdict:  # taken into custody some day between the two
                start = PartialDate.parse(f"{verdict.day.earliest}/{step.day.latest}")
                because = (*self._ids(verdict), *self._ids(step))
                self.done.append(Period(start, step.day, "sentence", step.event.place, because))

    def _let_go(self, step: Step) -> None:
        """What had a last day is over; custody ends when nothing else holds the person."""
        if step.event.type == "hospitalisation":
            if self.open and self.open.kind == "hospital" and self.before_hospital:
                place = self.before_hospital.place
                self._split(step, self.before_hospital.kind, back_to=place)
        elif self.holders.pop(step.event.id, None) and not self.holders and self.open:
            self._finish(step, "released")

    def _finish(self, step: Step, after: str) -> None:
        if self.open is not None:
            because = dict.fromkeys((*self.open.because, *self._ids(step)))
            self.done.append(replace(self.open, end=step.day, because=tuple(because)))
        self.open, self.holders, self.after = None, {}, after

    def _restrict(self, step: Step) -> None:
        if self.open is not None:
            self._warn("restriction_while_held", self.open.because[0], step.event.id)
        self.restrictions.append(
            Period(step.day, step.event.date_end, RESTRICTION, step.event.place, self._ids(step))
        )

    def _end_restriction(self, step: Step) -> None:
        """A new arrest ends restrictions that still ran."""
        self.restrictions = [
            replace(r, end=step.day) if r.end is None or r.end.earliest > step.day.latest else r
            for r in self.restrictions
        ]

    def _split(self, step: Step, kind: str, *, back_to: str | None = None) -> None:
        """Custody goes on in another kind or place from that day."""
        held = self.open
        if held is None:
            return
        place = back_to or step.event.place or held.place
        if (kind, place) == (held.kind, held.place):
            self._support(step)
        elif held.start.agrees_with(step.day):
            because = tuple(dict.fromkeys((*held.because, *self._ids(step))))
            self.open = replace(held, kind=kind, place=place, because=because)
        else:
            self.done.append(replace(held, end=step.day))
            self.open = Period(step.day, None, kind, place, self._ids(step))

    def _support(self, step: Step) -> None:
        if self.open is not None:
            because = dict.fromkeys((*self.open.because, *self._ids(step)))
            self.open = replace(self.open, because=tuple(because))

    def _use_undated_release(self) -> None:
        """An undated release ends open custody some day after its last event: no endless count."""
        release = next((event for event in self.undated if event.type in CLOSES), None)
        if release is None or self.open is None or self.has_dated_release:
            return
        self._warn("release_not_dated", self.open.because[0], release.id)
        end = PartialDate.parse(f"{max(self.seen, self.open.start.earliest)}/..")
        self._finish(Step(release, end), CLOSES[release.type])

    def _ids(self, step: Step) -> tuple[str, ...]:
        return (step.event.id, *self.also.get(step.event.id, ()))

    def _warn(self, code: str, *events: str) -> None:
        self.warnings.append(OddOrder(code, events))


def in_order(steps: Iterable[Step]) -> list[Step]:
    """The steps in the least odd of the orders that their dates allow.

    Whole days stand fast; "released in 2014" goes where custody was open.
    """
    placed: list[Step] = []
    for step in sorted(steps, key=_step_exactness):
        lowest = max(
            (i + 1 for i, s in enumerate(placed) if s.day.latest < step.day.earliest), default=0
        )
        highest = min(
            (i for i, s in enumerate(placed) if s.day.earliest > step.day.latest),
            default=len(placed),
        )
        choices = [[*placed[:i], step, *placed[i:]] for i in range(lowest, highest + 1)]
        # Of equally odd orders, what closes custody comes late and what opens it early.
        placed = min(choices[:: -1 if not step.opens else 1], key=oddities)
    return placed


def oddities(steps: Iterable[Step]) -> int:
    """How many steps do not fit what went before."""
    held, odd = False, 0
    for step in steps:
        if step.opens:
            odd += held and step.event.type == "arrest"
            held = True
        elif step.closes:
            odd += not held
            held = False
        elif step.event.type in CHANGES:
            odd += not held
        elif step.event.type == _RESTRICTS:
            odd += held
    return odd


def _is_pretrial(step: Step) -> bool:
    return step.event.type == "pretrial_detention"


def _exactness(event: CustodyEvent) -> tuple[int, date, int, str]:
    if event.date is None:
        return (10**9, date.max, _RANK[event.type], event.id)
    width = (event.date.latest - event.date.earliest).days
    return (width, event.date.earliest, _RANK[event.type], event.id)


def _step_exactness(step: Step) -> tuple[int, date, int, str]:
    width = (step.day.latest - step.day.earliest).days
    rank = 3 if step.is_end else _RANK[step.event.type]
    return (width, step.day.earliest, rank, step.event.id)
