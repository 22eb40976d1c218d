"""From the details of an event to the kind of custody that the ledger reckons with."""

from __future__ import annotations

import re
from collections.abc import Mapping

from habeas.core.periods import NOT_CUSTODY

# The codes of the vocabulary's list `custody_kinds`.
KINDS = NOT_CUSTODY | {
    "custody", "police", "administrative", "pretrial", "sentence", "arrest_sentence", "colony",
    "prison", "psychiatric", "hospital", "disappearance", "house_arrest",
}  # fmt: skip
# Outcomes of a trial that keep nobody in custody.
NO_CUSTODY = frozenset(
    {"fine", "suspended", "deferred", "correctional_labour", "community_service", "discharge"}
    | {"acquittal", "dropped"}
)
# Sentences that do not say where they are served.
_SOMEWHERE = {"imprisonment", "life_imprisonment", "death_penalty"}
_OF_REGIME = {
    **dict.fromkeys(("settlement", "general", "medium", "strict", "special"), "colony"),
    "prison": "prison",
}
# Grounds on which somebody goes home while the case or the sentence goes on: the status then.
_OF_GROUND = {
    **dict.fromkeys(("bail", "own_recognisance", "under_investigation", "on_trial"), "awaiting"),
    "lesser_sentence": "sentenced",
}


def custody_kind(type: str, details: Mapping[str, str]) -> str | None:
    """The `kind` of a `CustodyEvent`, as the event's details give it; None when they do not.

    For a sentence it is where it is served, or that it is served in no
    custody (`suspended`, `fine` …); for a release what custody was changed
    for, or the status that it left behind.
    """
    codes = {key: _code(value) for key, value in details.items() if isinstance(value, str)}
    match type:
        case "verdict_sentence" | "appeal_decision":
            # Whoever stays in custody after a judgment is quashed is held for a new trial.
            quashed = codes.get("outcome") == "quashed"
            return _of_sentence(codes) or ("pretrial" if quashed else None)
        case "arrest" | "pretrial_detention" | "transfer" | "hospitalisation":
            return _known(codes) or _of_regime(codes) or _if_administrative(codes)
        case "release":
            return _known(codes) or _OF_GROUND.get(codes.get("ground", ""))
        case "exile_or_deportation":
            return "exile" if codes.get("kind") == "internal_exile" else None
    return None


def _of_sentence(codes: Mapping[str, str]) -> str | None:
    kind = codes.get("kind", "")
    if kind in _SOMEWHERE:
        return _of_regime(codes) or "sentence"
    return kind if kind in KINDS | NO_CUSTODY else _of_regime(codes)


def _of_regime(codes: Mapping[str, str]) -> str | None:
    return _OF_REGIME.get(codes.get("regime", ""))


def _known(codes: Mapping[str, str]) -> str | None:
    kind = codes.get("kind")
    return kind if kind in KINDS else None


def _if_administrative(codes: Mapping[str, str]) -> str | None:
    return "administrative" if codes.get("detention_type") == "administrative" else None


def _code(value: str) -> str:
    """A code, also where it was written with spaces, hyphens or capitals."""
    return re.sub(r"[\s-]+", "_", value.strip().lower())
