"""The screens of advocacy, without JavaScript."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from habeas.desk.advocacy import services
from habeas.desk.advocacy.models import Draft, Intervention, Proceeding
from habeas.desk.casefiles.models import Case, Event
from habeas.desk.casefiles.services import accept_claim, set_team
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.casefiles.tests.makers import make_claim

pytestmark = pytest.mark.django_db
BOARD = "/desk/advocacy/"


def hold(type: str, **claim: Any) -> Event:
    filed = accept_claim(make_claim(type, **claim), by=make_editor())
    assert filed.finding is not None
    return Event.objects.get(pk=filed.finding.pk)


@pytest.fixture
def case() -> Case:
    hold("arrest", date="2026-05-04", place="Minsk")
    hold("pretrial_detention", date="2026-05-06", place="Minsk")
    return Case.objects.get()


def text(answer: Any) -> str:
    return str(answer.content.decode())


def begin(case: Case, procedure: str = "wgad_regular") -> Proceeding:
    return services.open_proceeding(case, procedure, by=make_editor(), state="BY")


def test_a_case_shows_which_doors_are_open_and_why_others_are_not(
    editor: Client, case: Case
) -> None:
    page = text(editor.get(f"{BOARD}cases/{case.public_id}/"))

    assert 'name="state" value="BY"' in page
    assert "The State left it on 8 February 2023" in page
    assert "Consent of the person or the family" in page
    assert "It is not for this State (BY)." in page
    assert "(not verified)" in page


def test_a_proceeding_is_begun_and_its_deadline_appears_on_the_board(
    editor: Client, case: Case
) -> None:
    begun = editor.post(
        f"{BOARD}cases/{case.public_id}/begin/", {"procedure": "wgad_regular", "state": "BY"}
    )
    proceeding = Proceeding.objects.get()
    assert begun["Location"] == f"{BOARD}proceedings/{proceeding.public_id}/"

    sent = {"do": "step", "step": "step:transmitted", "date": "2026-01-10", "note": ""}
    editor.post(begun["Location"], sent)

    board = text(editor.get(BOARD))
    assert "11 March 2026" in board
    assert "days overdue" in board
    assert "WGAD, methods of work, para. 15" in board


def test_a_step_that_is_moved_moves_its_deadline(editor: Client, case: Case) -> None:
    proceeding = begin(case)
    address = f"{BOARD}proceedings/{proceeding.public_id}/"
    services.take_step(proceeding, "transmitted", "2026-01-10", by=make_editor())

    step = proceeding.steps.get()
    editor.post(address, {"do": "move", "pk": step.pk, "date": "2026-01-31"})
    assert "1 April 2026" in text(editor.get(address))

    editor.post(address, {"do": "step", "step": "extends:reply", "date": "2026-03-01", "note": ""})
    assert "1 May 2026" in text(editor.get(address))

    editor.post(address, {"do": "take_back", "pk": step.pk})
    assert "No clock runs yet" in text(editor.get(address))


def test_a_wrong_date_is_refused_and_what_was_typed_stays(editor: Client, case: Case) -> None:
    proceeding = begin(case)
    address = f"{BOARD}proceedings/{proceeding.public_id}/"

    answer = editor.post(
        address, {"do": "step", "step": "step:submitted", "date": "soon", "note": "by courier"}
    )

    assert answer.status_code == 422
    assert 'value="by courier"' in text(answer)
    assert not proceeding.steps.exists()


def test_from_case_to_finished_questionnaire(editor: Client, case: Case) -> None:
    proceeding = begin(case)
    address = f"{BOARD}proceedings/{proceeding.public_id}/"
    facts = {"categories": "II, III", "submitter": "The Tulip Centre"}
    editor.post(address, {"do": "facts", **facts})
    editor.post(address, {"do": "draft", "frame": "wgad", "language": "fr"})

    draft = Draft.objects.get()
    page = text(editor.get(f"{BOARD}drafts/{draft.public_id}/"))
    assert "II. Arrestation" in page
    assert "The Tulip Centre" in page
    assert "Gaps" in page
    for made, media in (("docx", "wordprocessingml"), ("pdf", "pdf")):
        answer = editor.get(f"{BOARD}drafts/{draft.public_id}/", {"as": made})
        assert media in answer["Content-Type"]
        assert len(answer.content) > 1000


def test_the_answer_and_the_silence_both_count(editor: Client, case: Case) -> None:
    asked = hold("open_letter_or_call", date="2026-06-01")
    later = hold("statement_by_body", date="2026-07-12")
    case.events.add(asked, later)
    address = reverse("intervention", args=[asked.public_id])

    editor.post(address, {"addressed": "Ministry of Justice", "asked": "Release him"})
    page = text(editor.get(f"{BOARD}cases/{case.public_id}/"))
    assert "no reply for" in page

    said = {"addressed": "Ministry of Justice", "asked": "Release him", "response": "denied"}
    editor.post(address, {**said, "answer": later.public_id})
    page = text(editor.get(f"{BOARD}cases/{case.public_id}/"))
    assert "answered after 41 days" in page
    assert "Denied" in page
    person = asked.involvements.filter(person__isnull=False).get().person
    assert person is not None
    assert "answered after 41 days" in text(editor.get(f"/desk/people/{person.slug}/"))


def test_an_arrest_is_no_intervention(editor: Client, case: Case) -> None:
    arrest = Event.objects.get(type="arrest")

    assert editor.get(reverse("intervention", args=[arrest.public_id])).status_code == 404
    with pytest.raises(services.NotPossible):
        services.describe_intervention(arrest, {}, by=make_editor())
    assert not Intervention.objects.exists()


def test_the_calendar_has_stable_ids_and_names_nobody(editor: Client, case: Case) -> None:
    proceeding = begin(case)
    services.take_step(proceeding, "transmitted", "2026-10-10", by=make_editor())

    answer = editor.get(BOARD, {"as": "ics"})

    calendar = icalendar.Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert event["uid"] == f"{proceeding.public_id}-reply@habeas"
    assert event.decoded("dtstart").isoformat() == "2026-12-09"
    assert b"Rassendyll" not in answer.content


def test_what_belongs_to_a_closed_team_is_not_there_for_others(editor: Client, case: Case) -> None:
    proceeding = begin(case)
    other = type(make_editor()).objects.create(username="vera", is_superuser=True)
    set_team(case, [other], restricted=True, by=other)

    for address in (
        f"{BOARD}cases/{case.public_id}/",
        f"{BOARD}proceedings/{proceeding.public_id}/",
    ):
        assert editor.get(address).status_code == 404
    assert proceeding.public_id not in text(editor.get(BOARD))


def test_a_reader_finds_no_advocacy(reader: Client, case: Case) -> None:
    assert reader.get(BOARD).status_code == 404
