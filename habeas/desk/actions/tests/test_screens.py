"""The screens of appeals: from a draft to a public page, a stop and an outcome."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from habeas.desk.accounts.models import User
from habeas.desk.actions import services
from habeas.desk.actions.models import Appeal, Embassy
from habeas.desk.advocacy.models import Intervention
from habeas.desk.casefiles.models import Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests.makers import Home

pytestmark = pytest.mark.django_db
LIST = "/desk/actions/"
TEXTS = {
    "title": "Free Rudolf",
    "slug": "free-rudolf",
    "language": "en",
    "summary": "He painted a wall.",
    "demands": "Release him\nLet a doctor see him",
    "tone": "Polite, in your own words",
    "unsaid": "His party",
}


@pytest.fixture
def person(db: None) -> Person:
    values = {"date": "2021-05-04", "place": "Zenda", "sensitivity": Sensitivity.PUBLIC}
    accept_claim(make_claim("arrest", **values), by=make_editor())  # type: ignore[arg-type]
    return Person.objects.get()


def begun(editor: Client, person: Person) -> str:
    address = reverse("begin_appeal", args=[person.cases.get().public_id, person.slug])
    answer = editor.post(address, TEXTS)
    assert answer.status_code == 302
    return answer.headers["Location"]


def opened(editor: Client, person: Person) -> str:
    page = begun(editor, person)
    editor.post(page, {"do": "address", "name": "The Governor", "email": "g@zenda.example"})
    letter = {"language": "en", "subject": "About {name}", "body": "Free {name}."}
    editor.post(page, {"do": "letter", **letter})
    editor.post(page, {"do": "open"})
    return page


def test_an_appeal_comes_from_the_list_to_the_public(
    editor: Client, person: Person, stores: Home
) -> None:
    before = editor.get(LIST, {"person": person.slug}).content.decode()

    page = opened(editor, person)

    held = Appeal.objects.get()
    assert "Begin an appeal for" in before
    assert held.state == Appeal.State.OPEN
    assert held.opened_on
    assert "The Governor" in editor.get(page).content.decode()
    assert "Free Rudolf" in editor.get(LIST).content.decode()


def test_a_letter_with_braces_that_are_no_field_is_refused_in_words(
    editor: Client, person: Person
) -> None:
    page = begun(editor, person)

    letter = {"do": "letter", "language": "en", "subject": "x", "body": "{shoe_size}"}
    answer = editor.post(page, letter, follow=True)

    assert "shoe_size" in answer.content.decode()
    assert not Appeal.objects.get().letters.exists()


def test_a_form_that_lacks_something_says_what_and_keeps_the_rest(
    editor: Client, person: Person
) -> None:
    page = begun(editor, person)

    answer = editor.post(page, {**TEXTS, "do": "texts", "title": "", "summary": "He sang."})

    assert answer.status_code == 422
    assert "Not kept yet" in answer.content.decode()
    assert "He sang." in answer.content.decode()
    assert Appeal.objects.get().title == "Free Rudolf"


def test_the_address_of_another_page_is_refused(editor: Client, person: Person) -> None:
    case = person.cases.get()
    appeal = reverse("begin_appeal", args=[case.public_id, person.slug])
    screens = (appeal, reverse("begin_petition"), reverse("begin_statement"))

    for screen in screens:
        answer = editor.post(screen, TEXTS | {"slug": "letters"})
        assert answer.status_code == 422, screen
        assert "stands at “letters”" in answer.content.decode(), screen


def test_a_transfer_flags_the_appeal_until_somebody_checks(editor: Client, person: Person) -> None:
    page = begun(editor, person)
    values = {"date": "2021-07-01", "place": "Hentzau", "sensitivity": Sensitivity.PUBLIC}
    accept_claim(make_claim("transfer", **values), by=make_editor())  # type: ignore[arg-type]

    flagged = editor.get(page).content.decode()
    editor.post(page, {"do": "check"})

    assert "Changed since the texts were checked" in flagged
    assert "Changed since the texts were checked" not in editor.get(page).content.decode()


def test_a_channel_that_does_not_work_stays_inside(
    editor: Client, person: Person, stores: Home
) -> None:
    page = opened(editor, person)
    row = Appeal.objects.get().addressees.get()
    said = {"do": "address", "pk": row.pk, "name": "The Governor", "email": "g@zenda.example"}

    editor.post(page, {**said, "broken": ["email"], "phone": "+99 1"})

    row.refresh_from_db()
    assert (row.channel("email"), row.channel("phone")) == ("", "+99 1")


def test_what_came_of_it_is_an_intervention_of_the_case(
    editor: Client, person: Person, stores: Home
) -> None:
    page = opened(editor, person)

    editor.post(page, {"do": "outcome", "response": "denied", "impact": "none"})
    editor.post(page, {"do": "outcome", "response": "denied", "impact": "minor_positive"})

    row = Intervention.objects.get()
    assert row.impact == "minor_positive"
    assert str(row.addressed) == "The Governor"
    assert row.event.case == person.cases.get()
    assert Appeal.objects.get().event == row.event


def test_the_same_embassy_again_changes_it_and_without_address_it_goes(editor: Client) -> None:
    pair = {"state": "by", "country": "pl"}

    editor.post(f"{LIST}embassies/", {**pair, "email": "a@embassy.example"})
    editor.post(f"{LIST}embassies/", {**pair, "email": "b@embassy.example"})
    rows = list(Embassy.objects.values_list("state", "country", "email"))
    editor.post(f"{LIST}embassies/", pair)

    assert rows == [("BY", "PL", "b@embassy.example")]
    assert not Embassy.objects.exists()


def test_who_may_not_conduct_actions_finds_nothing(reader: Client, person: Person) -> None:
    assert reader.get(LIST).status_code == 404
    assert User.objects.filter(username="anna").exists()


def test_who_says_that_they_wrote_stands_on_the_screen(editor: Client, person: Person) -> None:
    page = opened(editor, person)
    appeal = Appeal.objects.get()
    by, on = make_editor(), date(2026, 3, 2)
    services.keep_written(appeal, {"email": 2, "embassy": 1}, {"AT": 2, "ZZ": 1}, by=by, on=on)

    html = editor.get(page).content.decode()

    assert "3 people say that they wrote, as of 2026-03-02." in html
    assert "Through an embassy" in html
    assert "Austria 2 · not said 1" in html
