"""What of a case file passes the door, and what stops passing it."""

from datetime import date

import pytest

from habeas.desk.casefiles import overview
from habeas.desk.casefiles.models import Event, Person
from habeas.desk.casefiles.services import (
    accept_claim,
    give_consent,
    merge_people,
    record_event,
    set_sensitivity,
    set_team,
    withdraw_consent,
)
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.publishing import projection
from habeas.desk.sources.models import Sensitivity

pytestmark = pytest.mark.django_db


def hold(name: str, type: str = "arrest") -> Person:
    claim = make_claim(type, persons=[name], date="2021-05-04")
    person = accept_claim(claim, by=editor()).person
    assert person is not None
    return person


def test_the_old_address_leads_to_the_kept_file() -> None:
    kept, emptied = hold("Rudolf Rassendyll"), hold("Rudi Rass", "release")
    merge_people(kept, emptied, reason="", by=editor())

    documents = projection.project(on=date(2022, 1, 1)).documents

    assert documents["people/rudi-rass"].model_dump() == {
        "document": "moved",
        "slug": "rudi-rass",
        "to": "rudolf-rassendyll",
    }


def test_an_event_that_staff_enter_waits_for_a_claim_before_it_is_public() -> None:
    person = hold("Rudolf Rassendyll")

    event = record_event("release", [person], {"date": "2022-01-01"}, by=editor())
    set_sensitivity(event, Sensitivity.PUBLIC, basis="public record", by=editor())

    withheld = {one.item: one.reason for one in projection.project(on=date(2022, 2, 1)).withheld}
    assert withheld[f"event {event.public_id}"] == "unsupported"
    assert overview.case_file(person, on=date(2022, 2, 1), member=editor()).ledger.status == (
        "released"
    )


def test_what_rests_on_a_withdrawn_consent_leaves_the_public() -> None:
    person = hold("Rudolf Rassendyll")
    event = Event.objects.get()
    consent = give_consent(
        person,
        [event],
        given_by="the sister",
        purpose="the portal",
        given_on=date(2021, 6, 1),
        until=date(2023, 1, 1),
        by=editor(),
    )

    def reasons(day: date) -> dict[str, str]:
        return {one.item: one.reason for one in projection.project(on=day).withheld}

    assert f"event {event.public_id}" not in reasons(date(2022, 1, 1))
    assert reasons(date(2023, 1, 1))[f"event {event.public_id}"] == "consent_ended"
    withdraw_consent(consent, on=date(2021, 12, 1), by=editor())
    assert reasons(date(2022, 1, 1))[f"event {event.public_id}"] == "consent_ended"


def test_what_happened_in_a_restricted_case_does_not_pass() -> None:
    person = hold("Rudolf Rassendyll")
    case = person.cases.get()

    set_team(case, [], restricted=True, by=editor())

    assert not projection.project(on=date(2022, 1, 1)).documents
