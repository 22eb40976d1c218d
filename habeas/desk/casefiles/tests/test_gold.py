"""Decisions of review: not proposed again, and gold for the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.desk.casefiles.gold import decided_texts
from habeas.desk.casefiles.models import Claim
from habeas.desk.casefiles.services import (
    accept_claim,
    correct_claim,
    propose_claims,
    reject_claim,
    reopen_claim,
)
from habeas.desk.casefiles.tests.makers import editor, make_capture, make_claim
from habeas.desk.sources.models import Capture, Sensitivity
from habeas.reading.evaluate import evaluate

pytestmark = pytest.mark.django_db
TEXT = "Rudolf Rassendyll was arrested on 4 May 2021 in Strelsau."


def arrests(capture: Capture) -> list[Claim]:
    return [one for one in propose_claims(capture) if one.type == "arrest"]


def moved(claim: Claim) -> None:
    """The reader of another day cuts the passage otherwise, so the claim has another id."""
    Claim.objects.filter(pk=claim.pk).update(engine_id="of another day")


def test_what_was_rejected_is_not_proposed_again() -> None:
    capture = make_capture(TEXT)
    (claim,) = arrests(capture)
    reject_claim(claim, by=editor())
    moved(claim)

    assert [one.state for one in arrests(capture)] == [Claim.State.REJECTED]


def test_nor_in_a_copy_of_the_text() -> None:
    (claim,) = arrests(make_capture(TEXT))
    reject_claim(claim, by=editor())

    assert arrests(make_capture(f"From the news of today. {TEXT}")) == []
    assert len(arrests(make_capture(TEXT.replace("Rudolf Rassendyll", "Flavia Elphberg")))) == 1


def test_nothing_undecided_is_lost_beside_a_rejection() -> None:
    capture = make_capture("Rudolf Rassendyll was arrested on 4 May 2021 and on 6 June 2021.")
    claims = propose_claims(capture)
    before = {one.engine_id for one in claims}
    reject_claim(claims[0], by=editor())

    again = propose_claims(capture)

    assert {one.engine_id for one in again} == before
    assert sum(one.state == Claim.State.REJECTED for one in again) == 1


def test_another_day_is_another_claim_and_a_short_quote_holds_within_its_source() -> None:
    text = "On 4 May 2021 Flavia Elphberg was detained."
    (claim,) = arrests(make_capture(text))
    reject_claim(claim, by=editor())
    assert len(arrests(make_capture(text.replace("4 May", "5 May")))) == 1

    short = "Flavia Elphberg was detained."
    one = make_capture(short)
    for found in arrests(one):
        reject_claim(found, by=editor())
    other = Capture.objects.create(
        source=one.source, sha256="0" * 64, media_type="text/plain", size=1,
        text=f"Noon. {short}", captured_by=editor(),
    )  # fmt: skip
    assert arrests(other) == []


def test_a_rejection_that_is_taken_back_holds_nothing() -> None:
    (claim,) = arrests(make_capture(TEXT))
    reopen_claim(reject_claim(claim, by=editor()), by=editor())

    assert len(arrests(make_capture(f"From the news of today. {TEXT}"))) == 1


def test_decided_texts_are_gold_that_the_reader_is_measured_with(tmp_path: Path) -> None:
    capture = make_capture(TEXT)
    (claim,) = arrests(capture)
    correct_claim(claim, {"date": "2021-05"}, by=editor())
    accept_claim(Claim.objects.get(pk=claim.pk), by=editor())
    arrests(make_capture("Flavia Elphberg was arrested on 5 May 2021."))  # nobody has decided
    file = tmp_path / "gold.jsonl"

    (text,) = decided_texts()
    file.write_text(json.dumps(text) + "\n", "utf-8")

    (said,) = [one for one in text["claims"] if one["type"] == "arrest"]
    assert (said["decision"], said["proposed"]["date"]) == ("corrected", "2021-05-04")
    (row,) = [one for one in evaluate(file).rows() if one["language"] == "all"]
    assert (row["cases"], row["recall"], row["dates_right"]) == (1, 1.0, 0.0)


def test_a_rejected_claim_is_a_trap_only_where_nothing_beside_it_was_right() -> None:
    capture = make_capture(TEXT)
    wrong, right = (
        make_claim(type, capture=capture, quote="was arrested on 4 May 2021")
        for type in ("release", "arrest")
    )
    Capture.objects.update(read_at="2026-03-02T00:00Z")
    reject_claim(wrong, by=editor())

    assert list(decided_texts()) == []  # one of them waits
    accept_claim(right, by=editor())
    (text,) = decided_texts()
    assert [(one["type"], one["tier"]) for one in text["claims"]] == [
        ("release", "rejected"),
        ("arrest", "core"),
    ]


def test_texts_of_restricted_sources_are_asked_for_by_name() -> None:
    claim = make_claim("arrest", sensitivity=Sensitivity.RESTRICTED)
    Capture.objects.update(read_at="2026-03-02T00:00Z")
    reject_claim(claim, by=editor())

    assert list(decided_texts()) == []
    (text,) = decided_texts(restricted=True)
    assert [one["tier"] for one in text["claims"]] == ["none"]
