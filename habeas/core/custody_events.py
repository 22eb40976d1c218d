"""Events as the custody ledger sees them, and what each type does to custody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from habeas.core.dates import PartialDate

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
RESTRICTS = "post_release_restriction"
# What one event is, is also said by other records of it that agree in date.
ONCE = {"arrest", "enforced_disappearance", "verdict_sentence", *CLOSES}
# On one day, what opens comes first and what closes last.
RANK = {**dict.fromkeys(OPENS, 0), **dict.fromkeys(ACCUSES, 1), **dict.fromkeys(CHANGES, 2)}
RANK |= {**dict.fromkeys(CLOSES, 3), RESTRICTS: 4}
CODES = (
    "undated", "future_date", "ends_before_start", "same_event_twice", "arrest_while_held",
    "overlap", "release_without_arrest", "release_not_dated", "verdict_before_arrest",
    "custody_without_arrest", "restriction_while_held", "sentence_ends_custody", "after_death",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """An event as the ledger sees it.

    `kind` is that of custody or of the sentence, if known (`custody_kind`).
    `case` tells proceedings apart that run beside each other: who is let go
    in one stays held in the other. Without one an event may be of any case.
    """

    type: str
    date: PartialDate | None
    date_end: PartialDate | None = None
    id: str = ""
    place: str | None = None
    kind: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class OddOrder:
    """Something that a person should look at: a code, and the records that it concerns."""

    code: str
    events: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "events": list(self.events)}


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of the walk: an event on its day, or the end of one that lasted.

    `ids` are those of all records of the event.
    """

    event: CustodyEvent
    day: PartialDate
    ids: tuple[str, ...]
    is_end: bool = False

    @property
    def type(self) -> str:
        return self.event.type

    @property
    def closes(self) -> bool:
        return self.event.type in CLOSES or self.is_end

    @property
    def opens(self) -> bool:
        return self.event.type in OPENS and not self.is_end


def may_be_one_case(one: Step, other: Step) -> bool:
    """Whether two events belong to one case, or may: of one it is not known."""
    return len({one.event.case, other.event.case} - {None}) < 2
