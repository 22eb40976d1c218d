"""Of what staff noted about a response, only what public events show passes the door."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from habeas.core.documents import EventDocument, Intervention
from habeas.desk.advocacy.services import describe_intervention
from habeas.desk.casefiles.models import Event, Involvement, Organisation
from habeas.desk.casefiles.services import accept_claim, involve
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.publishing import projection
from habeas.desk.sources.models import Sensitivity

pytestmark = pytest.mark.django_db


def hold(type: str, **claim: Any) -> Event:
    values = {"sensitivity": Sensitivity.PUBLIC} | claim
    filed = accept_claim(make_claim(type, **values), by=editor())
    assert filed.finding is not None
    return Event.objects.get(pk=filed.finding.pk)


def published(event: Event) -> tuple[Intervention | None, str]:
    document = projection.project(on=date(2031, 1, 1)).documents[f"events/{event.public_id}"]
    assert isinstance(document, EventDocument)
    return document.event.intervention, document.model_dump_json()


@pytest.fixture
def asked() -> Event:
    hold("arrest", date="2030-05-04")
    return hold("open_letter_or_call", date="2030-06-01", organisations=["Tulip Centre"])


def test_an_answer_that_is_public_is_told_with_the_days_it_took(asked: Event) -> None:
    answer = hold("statement_by_body", date="2030-07-12", organisations=["Ministry of Justice"])
    noted = {"asked": "Quokkatext", "response": "denied", "answer": answer, "follow_up": "Quokka"}
    describe_intervention(asked, noted, by=editor())

    told, body = published(asked)

    assert told is not None
    assert (told.answer, told.response, told.days) == (answer.public_id, "denied", 41)
    assert "Quokka" not in body


def test_an_answer_that_is_private_is_no_answer(asked: Event) -> None:
    private = {"sensitivity": Sensitivity.INTERNAL}
    answer = hold("statement_by_body", date="2030-07-12", organisations=["Quokka"], **private)
    describe_intervention(asked, {"response": "denied", "answer": answer}, by=editor())

    told, body = published(asked)

    assert told is not None
    assert (told.answer, told.response, told.days) == (None, None, None)
    assert answer.public_id not in body


def test_who_was_asked_is_told_only_where_it_took_part(asked: Event) -> None:
    ministry = Organisation.objects.create(name="Quokka Ministry")
    describe_intervention(asked, {"addressed": ministry}, by=editor())
    assert "Quokka" not in published(asked)[1]

    involve(asked, ministry, Involvement.Role.ADDRESSED, by=editor())

    told, _body = published(asked)
    assert told is not None
    assert told.addressed == "Quokka Ministry"
