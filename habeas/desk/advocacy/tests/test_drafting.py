from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any

import docx
import pytest

from habeas.desk.advocacy import drafting, knowing, rendering, services
from habeas.desk.advocacy.models import Draft, Proceeding
from habeas.desk.casefiles.models import Case, Event, Involvement, Organisation
from habeas.desk.casefiles.services import (
    accept_claim,
    give_consent,
    involve,
    revise_event,
    withdraw_consent,
)
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.models import Sensitivity
from habeas.desk.sources.services import collect_text
from habeas.desk.tests.makers import Home

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def hold(type: str, **claim: Any) -> Event:
    filed = accept_claim(make_claim(type, **claim), by=editor())
    assert filed.finding is not None
    return Event.objects.get(pk=filed.finding.pk)


@pytest.fixture
def proceeding() -> Proceeding:
    hold("arrest", date="2026-05-04", place="Strelsau", articles=["369"])
    hold("verdict_sentence", date="2026-09-01")
    hold("appeal_decision", date="2026-10-30")
    return services.open_proceeding(Case.objects.get(), "wgad_regular", by=editor())


def made(proceeding: Proceeding, *, language: str = "en") -> Draft:
    body = drafting.draft(proceeding, "wgad", language=language, on=ON, by=editor())
    return services.keep_draft(proceeding, body, language=language, by=editor())


def paragraphs(draft: Draft) -> list[dict[str, Any]]:
    return [one for section in draft.body["sections"] for one in section["paragraphs"]]


def test_what_the_record_holds_is_filled_with_numbered_references(proceeding: Proceeding) -> None:
    draft = made(proceeding)

    texts = [one["text"] for one in paragraphs(draft)]
    assert "Rudolf Rassendyll" in texts
    assert "4 May 2026" in texts
    assert any("articles of law: 369" in text for text in texts)
    numbers = [number for one in paragraphs(draft) for number in one["references"]]
    assert set(numbers) == {row["number"] for row in draft.body["evidence"]}
    assert min(numbers) == 1


def test_gaps_are_listed_and_nothing_is_invented(proceeding: Proceeding) -> None:
    draft = made(proceeding)

    assert {"birth", "categories", "danger", "submitter", "consent"} <= set(draft.body["gaps"])
    gaps = [one for one in paragraphs(draft) if one["gap"]]
    assert all(one["text"] == "" and one["findings"] == [] for one in gaps)


def test_what_staff_entered_fills_a_gap(proceeding: Proceeding) -> None:
    services.enter_facts(proceeding, {"categories": "II and III"}, by=editor())

    draft = made(proceeding)

    assert "categories" not in draft.body["gaps"]
    assert any(one["text"] == "II and III" for one in paragraphs(draft))


def test_headings_are_french_where_the_body_wants_it(proceeding: Proceeding) -> None:
    headings = [section["heading"] for section in made(proceeding, language="fr").body["sections"]]

    assert headings[1] == "II. Arrestation"


def test_a_paragraph_says_when_its_finding_has_changed_since(proceeding: Proceeding) -> None:
    draft = made(proceeding)
    assert drafting.changed_since(draft) == []

    arrest = Event.objects.get(type="arrest")
    revise_event(arrest, {"place": "Zenda"}, reason="the warrant", by=editor())

    changed = drafting.changed_since(draft)
    assert [key for key, _text in changed] == [arrest.public_id]


def test_each_private_item_that_leaves_the_house_is_warned_of(proceeding: Proceeding) -> None:
    hold("ill_treatment", date="2026-06-01", sensitivity=Sensitivity.INTERNAL)

    warnings = made(proceeding).body["warnings"]

    assert {"internal", "source_internal"} <= {one["why"] for one in warnings}


def test_a_consent_that_was_withdrawn_is_warned_of(proceeding: Proceeding) -> None:
    arrest = Event.objects.get(type="arrest")
    person = proceeding.case.persons.get()
    consent = give_consent(
        person, [arrest], given_by="his sister", purpose="all", given_on=date(2026, 5, 5),
        by=editor(),
    )  # fmt: skip
    assert made(proceeding).body["warnings"] == []

    withdraw_consent(consent, on=date(2026, 6, 1), by=editor())

    assert {one["why"] for one in made(proceeding).body["warnings"]} == {"consent_ended"}


def test_docx_and_pdf_say_the_same(proceeding: Proceeding) -> None:
    services.enter_facts(proceeding, {"submitter": "#panic() \\ $x$ *Anna*"}, by=editor())
    draft = made(proceeding)

    document = docx.Document(io.BytesIO(rendering.as_docx(draft)))
    lines = [one.text for one in document.paragraphs]

    assert "II. Arrest" in lines
    assert any(line.startswith("4 May 2026 [") for line in lines)
    assert "#panic() \\ $x$ *Anna*" in lines
    assert rendering.as_pdf(draft).startswith(b"%PDF-")
    assert json.dumps(draft.body)


def test_annexes_are_the_preserved_originals_with_an_index(own_home: Home) -> None:
    text = "Rudolf Rassendyll was arrested on 4 May 2026 in Strelsau."
    capture = collect_text(
        text, by=editor(), sensitivity=Sensitivity.PUBLIC,
        described=Description(file="", title="A note", kind="", published="", basis=""),
    ).capture  # fmt: skip
    accept_claim(make_claim("arrest", capture=capture, quote=text, date="2026-05-04"), by=editor())
    proceeding = services.open_proceeding(Case.objects.get(), "wgad_urgent", by=editor())

    pack = zipfile.ZipFile(io.BytesIO(rendering.annexes(made(proceeding))))

    assert sorted(pack.namelist()) == ["annex-01.txt", "index.txt"]
    assert pack.read("annex-01.txt") == text.encode()
    assert capture.sha256 in pack.read("index.txt").decode()


def test_who_is_only_named_with_an_act_is_not_called_responsible(proceeding: Proceeding) -> None:
    arrest = Event.objects.get(type="arrest")
    court = Organisation.objects.create(name="Court of Strelsau")
    police = Organisation.objects.create(name="Police of Strelsau")
    involve(arrest, court, Involvement.Role.NAMED, by=editor())
    assert "forces" in made(proceeding).body["gaps"]

    involve(arrest, police, Involvement.Role.PERPETRATOR, by=editor())

    texts = [one["text"] for one in paragraphs(made(proceeding))]
    assert "Police of Strelsau" in texts
    assert "Court of Strelsau" not in texts


def test_a_response_belongs_to_the_case_of_the_person_whom_it_concerns(
    proceeding: Proceeding,
) -> None:
    hold("statement_by_body", date="2026-11-01")
    assert Event.objects.get(type="statement_by_body").case is None

    found = knowing.events_of(proceeding.case, member=editor())

    assert found[-1].type == "statement_by_body"
