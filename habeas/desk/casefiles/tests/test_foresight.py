"""What is foretold of a claim is what comes of it."""

from typing import Any

import pytest

from habeas.desk.casefiles.foresight import would_join
from habeas.desk.casefiles.models import Event, Finding, Organisation, Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.sources.models import Sensitivity

pytestmark = pytest.mark.django_db

HELD: list[dict[str, Any]] = [
    {"type": "arrest", "date": "2021-05", "place": "Strelsau"},
    {"type": "meeting", "date": "2021-06-23", "organisations": ["The Court"]},
    {"type": "birth", "date": "1961-05-04"},
    {"type": "open_letter_or_call", "date": "2021-07-01", "persons": [],
     "organisations": ["The Court"]},
    {"type": "release", "date": "2021-09-01", "sensitivity": Sensitivity.RESTRICTED},
]  # fmt: skip
SAID: list[dict[str, Any]] = [
    {"type": "arrest", "date": "2021-05-04"},
    {"type": "arrest", "date": "2021-08-04"},
    {"type": "arrest"},
    {"type": "arrest", "persons": ["Рудольф Рассендилл"], "language": "ru", "date": "2021-05-04"},
    {"type": "arrest", "persons": ["Rupert Hentzau"], "date": "2021-05-04"},
    {"type": "meeting", "date": "2021-06-23", "organisations": ["The Court"]},
    {"type": "meeting", "date": "2021-06-24"},
    {"type": "birth", "date": "1961-05-04"},
    {"type": "birth", "date": "1962-05-04"},
    {"type": "open_letter_or_call", "date": "2021-07-01", "persons": [],
     "organisations": ["The Court"]},
    {"type": "open_letter_or_call", "date": "2021-07-01", "persons": [],
     "organisations": ["The Bishop"]},
    {"type": "open_letter_or_call", "date": "2021-07-01", "persons": []},
    {"type": "release", "date": "2021-09-01"},
    {"type": "release", "date": "2021-09-01", "sensitivity": Sensitivity.RESTRICTED},
]  # fmt: skip


@pytest.mark.parametrize("said", SAID, ids=lambda said: "-".join(map(str, said.values())))
def test_the_finding_foretold_is_the_one_that_the_claim_joins(said: dict[str, Any]) -> None:
    for held in HELD:
        accept_claim(make_claim(**held), by=editor())
    claim = make_claim(**said)

    foretold = would_join(claim).joins

    result = accept_claim(claim, by=editor())
    assert result.finding is not None
    expected = None if result.outcome == "new" else result.finding.pk
    assert (foretold and foretold.pk) == expected


def test_looking_ahead_changes_nothing() -> None:
    claim = make_claim(persons=["Rupert Hentzau"], organisations=["The Court"])

    would_join(claim)

    assert not Person.objects.exists()
    assert not Organisation.objects.exists()
    assert not Finding.objects.exists()


def test_what_a_claim_says_otherwise_is_named() -> None:
    term = {"metric": "term", "value": "P4Y6M", "unit": None}
    accept_claim(make_claim("verdict_sentence", date="2021-11-24", quantity=term), by=editor())
    claim = make_claim("verdict_sentence", date="2021-11-24", quantity=term | {"value": "P5Y"})

    assert would_join(claim).differences == {"quantity": "P5Y"}


def test_other_findings_of_the_type_are_offered() -> None:
    accept_claim(make_claim("meeting", date="2021-06-23"), by=editor())
    accept_claim(make_claim("meeting", date="2021-06-27"), by=editor())

    ahead = would_join(make_claim("meeting", date="2021-06-27"))

    assert isinstance(ahead.joins, Event)
    assert [event.date for event in ahead.others] == ["2021-06-23"]
