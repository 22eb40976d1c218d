"""When two statements are about one event, and what may be taken from each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from habeas.core.dates import PartialDate, parse_optional
from habeas.desk.sources.models import Sensitivity
from habeas.vocabulary import details_of

# A decided or differing field that is one of an event's details: "details.ground".
DETAIL = "details."
# Fields of an event that staff may decide, beside its details.
DECIDABLE = ("type", "date", "date_end", "place", "quantity", "articles")
# What a reviewer may correct before accepting.
CORRECTABLE = (
    "type",
    "persons",
    "organisations",
    "date",
    "date_end",
    "place",
    "quantity",
    "articles",
    "details",
)
# How far a perpetrator took part (HURIDOCS micro-thesaurus 18), or in which office.
DEGREES = {
    "involvement_degree": ("ordered", "carried_out", "present", "planned", "suspected"),
    "involvement_role": ("judge", "prosecutor", "investigator", "guard", "institution"),
}


@dataclass(frozen=True)
class Statement:
    """An event as a claim or a finding states it. Persons and bodies are row ids."""

    type: str
    persons: frozenset[int]
    organisations: frozenset[int]
    date: str
    place: str
    metric: str
    value: str


def same_event(claim: Statement, event: Statement, *, once: bool) -> bool:
    """Whether a claim speaks of an event that is already held.

    Dates must agree ("August" agrees with the 4th). Without a date on either
    side only what happens `once` in a phase of a case is taken for the same,
    or a count of the same number. Near in time is never enough.
    """
    if claim.type != event.type or not _same_parties(claim, event):
        return False
    if claim.type == "count":
        return _same_count(claim, event)
    ours, theirs = parse_optional(claim.date), parse_optional(event.date)
    if ours is None or theirs is None:
        return once
    return ours.agrees_with(theirs)


def _same_parties(claim: Statement, event: Statement) -> bool:
    if claim.persons or event.persons:
        return bool(claim.persons & event.persons)
    if claim.organisations and event.organisations:
        return bool(claim.organisations & event.organisations)
    return True


def _same_count(claim: Statement, event: Statement) -> bool:
    """One thing counted: the same number, or two numbers of one day, which then differ."""
    if claim.metric != event.metric:
        return False
    ours, theirs = parse_optional(claim.date), parse_optional(event.date)
    if ours is None or theirs is None:
        return claim.value == event.value
    return ours.agrees_with(theirs)


def sharper(held: str, claimed: str) -> str:
    """The more precise of two EDTF dates that agree; else the one held."""
    if not held or not claimed:
        return held or claimed
    ours, theirs = PartialDate.parse(held), PartialDate.parse(claimed)
    return claimed if ours.contains(theirs) else held


def differences(claim: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, str]:
    """Field by field, what a claim says otherwise than the finding that it bears on.

    Silence is no difference, and neither is less precision.
    """
    found: dict[str, str] = {}
    said, held = str(claim.get("date") or ""), str(event.get("date") or "")
    if said and held and not PartialDate.parse(said).agrees_with(PartialDate.parse(held)):
        found["date"] = said
    ours, theirs = claim.get("quantity"), event.get("quantity")
    if ours and theirs and ours["metric"] == theirs["metric"] and ours["value"] != theirs["value"]:
        found["quantity"] = str(ours["value"])
    return found | _other_details(claim, event)


def stated(row: Any) -> dict[str, Any]:
    """What a claim or an event says, field by field, as `differences` compares it."""
    fields = ("type", "date", "quantity", "details")
    return {field: getattr(row, field) for field in fields}


def _other_details(claim: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, str]:
    """Coded details that differ; free text is said in other words in every source."""
    coded = {
        key for key, detail in details_of(str(event.get("type") or "")).items() if detail.terms
    }
    said, held = claim.get("details") or {}, event.get("details") or {}
    return {
        DETAIL + key: str(said[key])
        for key in sorted(coded & set(said) & set(held))
        if said[key] != held[key]
    }


def place_key(name: str) -> str:
    """How a place is looked up: lower case, letters and figures only."""
    return " ".join(re.findall(r"\w+", name.casefold()))


def may_inform(source: Sensitivity, finding: Sensitivity) -> bool:
    """Whether a source's words may enter a finding: never the secret into the public."""
    return source.rank <= finding.rank


class Gap(StrEnum):
    """What keeps a finding from the public, gravest first."""

    RESTRICTED = "restricted"
    INTERNAL = "internal"
    CONSENT_ENDED = "consent_ended"
    NO_BASIS = "no_basis"
    UNSUPPORTED = "unsupported"


def publication_gaps(
    *, sensitivity: Sensitivity, basis: str, public_support: int, consent_holds: bool = True
) -> list[Gap]:
    """Say what keeps a finding private; empty means ready.

    `public_support` counts supporting accepted claims from public sources;
    `consent_holds` is false when the consent it rests on has run out or was withdrawn.
    """
    gaps = []
    if sensitivity == Sensitivity.RESTRICTED:
        gaps.append(Gap.RESTRICTED)
    if sensitivity == Sensitivity.INTERNAL:
        gaps.append(Gap.INTERNAL)
    if not consent_holds:
        gaps.append(Gap.CONSENT_ENDED)
    if not basis.strip():
        gaps.append(Gap.NO_BASIS)
    if not public_support:
        gaps.append(Gap.UNSUPPORTED)
    return gaps


NOT_FACTS: Collection[str] = frozenset({"denied", "demanded", "possible", "planned"})


# From this confidence on, "who" together with a whole date or an amount makes a claim worth
# taking in bulk: such a claim is easily checked. People review; this is for samples and tests.
TELLING = 0.25
# How the rule of a proposal ends that no pattern made, only the sentence model.
GUESSED = ": learned"


def reason_to_skip(
    *,
    type: str,
    lane: str,
    modality: str,
    confidence: float,
    least: float,
    is_anchored: bool,
    is_guess: bool = False,
) -> str:
    """Why bulk acceptance leaves a claim to a person; empty when it does not.

    What the engine is sure of passes; so does what names a person and a whole date or an
    amount (`is_anchored`) with at least some confidence. What no pattern tells, only the
    sentence model, is a guess: it never passes.
    """
    if not type:
        return "no event type: worth reading, for a person to decide"
    if is_guess:
        return "guessed from the words: for a person to decide"
    if lane != "sure" and not (is_anchored and confidence >= TELLING):
        return "not in the sure lane: for a person to decide"
    if modality in NOT_FACTS:
        return f"the source does not assert it: {modality}"
    if confidence < least:
        return f"confidence {confidence:.2f} is below {least:.2f}"
    return ""
