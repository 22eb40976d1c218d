"""What the details of an event say of the kind of custody."""

from __future__ import annotations

import pytest

from habeas.core.custody import custody_kind


@pytest.mark.parametrize(
    ("type", "details", "kind"),
    [
        ("verdict_sentence", {"kind": "suspended"}, "suspended"),
        ("verdict_sentence", {"kind": "colony", "regime": "strict"}, "colony"),
        ("verdict_sentence", {"kind": "Open facility"}, "open_facility"),
        ("verdict_sentence", {"kind": "imprisonment"}, "sentence"),
        ("verdict_sentence", {"kind": "imprisonment", "regime": "medium"}, "colony"),
        ("verdict_sentence", {"regime": "prison"}, "prison"),
        ("verdict_sentence", {"kind": "life_imprisonment"}, "sentence"),
        ("verdict_sentence", {"kind": "something else"}, None),
        ("verdict_sentence", {}, None),
        ("appeal_decision", {"outcome": "upheld"}, None),
        ("appeal_decision", {"outcome": "reduced", "kind": "open_facility"}, "open_facility"),
        ("appeal_decision", {"outcome": "quashed"}, "pretrial"),
        ("appeal_decision", {"outcome": "quashed", "kind": "acquittal"}, "acquittal"),
        ("arrest", {"kind": "house_arrest"}, "house_arrest"),
        ("arrest", {"detention_type": "administrative"}, "administrative"),
        ("arrest", {"kind": "in the street"}, None),
        ("pretrial_detention", {"kind": "house_arrest"}, "house_arrest"),
        ("transfer", {"kind": "prison"}, "prison"),
        ("transfer", {"regime": "strict"}, "colony"),
        ("hospitalisation", {"kind": "psychiatric"}, "psychiatric"),
        ("release", {"ground": "bail"}, "awaiting"),
        ("release", {"ground": "lesser_sentence"}, "sentenced"),
        ("release", {"ground": "lesser_sentence", "kind": "open_facility"}, "open_facility"),
        ("release", {"ground": "term_served"}, None),
        ("exile_or_deportation", {"kind": "internal_exile"}, "exile"),
        ("exile_or_deportation", {"kind": "deportation"}, None),
        ("post_release_restriction", {"kind": "curfew"}, None),
    ],
)
def test_details_come_to_the_kind_that_the_ledger_wants(
    type: str, details: dict[str, str], kind: str | None
) -> None:
    assert custody_kind(type, details) == kind
