"""The screens of letters: a card, a hold, a pack of labels, and what came of letters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from habeas.desk.actions.letters import printing, rules, services
from habeas.desk.actions.letters.models import Letter, PlaceRules, Recipient
from habeas.desk.actions.letters.tests.test_letters import NAME, make_card
from habeas.desk.casefiles.models import Claim, Person
from habeas.desk.casefiles.services import accept_claim, open_place
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.tests.makers import Home

pytestmark = pytest.mark.django_db
LIST = "/desk/letters/"
CARD = "/desk/letters/to/rudolf-rassendyll/"
LABELS = "/desk/letters/labels.pdf"


def today(*, ago: int = 0) -> str:
    return (timezone.now().date() - timedelta(ago)).isoformat()


def test_a_card_is_begun_from_the_list_and_kept(editor: Client) -> None:
    accept_claim(make_claim("arrest", date="2021-05-04", place="Zenda"), by=make_editor())
    assert CARD in editor.get(LIST).content.decode()

    said = {"name": NAME, "born": "1979", "languages": "be ru", "shown": ["born", "languages"]}
    answer = editor.post(CARD, {"do": "keep", **said})

    card = Recipient.objects.get()
    assert answer.status_code == 302
    assert (card.name, card.shown) == (NAME, "born languages")
    assert "Internal: no consent holds" in editor.get(LIST).content.decode()


def test_a_consent_of_somebody_else_is_not_offered(editor: Client) -> None:
    card = make_card()
    accept_claim(make_claim("arrest", persons=["Flavia Elphberg"]), by=make_editor())
    other = Person.objects.exclude(pk=card.person_id).get()
    assert card.consent

    answer = editor.post(
        f"/desk/letters/to/{other.slug}/",
        {"do": "keep", "name": "Flavia", "consent": card.consent.pk},
    )

    assert answer.status_code == 422
    assert not Recipient.objects.filter(person=other).exists()


def test_a_language_that_is_no_code_is_named_and_nothing_typed_is_lost(editor: Client) -> None:
    make_card()

    answer = editor.post(CARD, {"do": "keep", "name": "Rudolf Y", "languages": "Belarusian"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Belarusian: a language is written with two or three small letters" in html
    assert 'value="Rudolf Y"' in html
    assert Recipient.objects.get().name == NAME


def test_a_hold_and_its_end(editor: Client, stores: Home) -> None:
    make_card()

    editor.post(CARD, {"do": "hold", "hold-reason": "asked"})
    held = editor.get(CARD).content.decode()
    editor.post(CARD, {"do": "release"})

    assert "The person or the family asks for it" in held
    assert Recipient.objects.get().hold == ""


def test_rules_without_a_source_are_said_to_be_unverified(editor: Client) -> None:
    make_card()

    editor.post(CARD, {"do": "rules", "rules-channels": ["post", "telegram"], "rules-pages": "4"})

    assert PlaceRules.objects.get().channels == "post telegram"
    assert "Shown as unverified" in editor.get(CARD).content.decode()


def test_letters_are_counted_and_one_that_is_refused_becomes_a_claim(editor: Client) -> None:
    make_card()
    editor.post(CARD, {"do": "posted", "posted-number": "2", "posted-on": today(ago=20)})
    letter = Letter.objects.first()
    assert letter

    outcome = {"do": "outcome", "letter": letter.public_id, "on": today()}
    editor.post(CARD, outcome | {"state": "refused"})
    assert "letters to propose as claims" in editor.get(LIST).content.decode()
    editor.post(CARD, {"do": "file", "letter": letter.public_id, "note": "A stamp."})

    letter.refresh_from_db()
    assert Claim.objects.get(capture=letter.capture).type == "denial_of_contact"
    assert "Proposed as a claim" in editor.get(CARD).content.decode()


def test_an_outcome_before_the_posting_is_said_to_be_wrong(editor: Client) -> None:
    make_card()
    editor.post(CARD, {"do": "posted", "posted-number": "1", "posted-on": today()})
    letter = Letter.objects.get()

    outcome = {"do": "outcome", "letter": letter.public_id, "state": "delivered"}
    answer = editor.post(CARD, outcome | {"on": today(ago=3)}, follow=True)

    assert "when the letter was posted" in answer.content.decode()
    assert Letter.objects.get().state == Letter.State.POSTED


def test_letters_of_which_nobody_heard_are_given_up_together(editor: Client) -> None:
    make_card()
    long_ago = today(ago=rules.SILENCE + 1)
    editor.post(CARD, {"do": "posted", "posted-number": "3", "posted-on": long_ago})
    editor.post(CARD, {"do": "posted", "posted-number": "1", "posted-on": today()})

    editor.post(CARD, {"do": "give_up"})

    assert Letter.objects.filter(state=Letter.State.UNKNOWN).count() == 3


def test_labels_are_printed_for_those_who_were_ticked(editor: Client) -> None:
    card = make_card()

    answer = editor.get(LABELS, {"card": card.public_id, "each": "30"})

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_label_tells_the_year_only_if_that_was_agreed() -> None:
    card = make_card(unit="Unit 4")

    (label,), without = printing.labels_for([card], member=make_editor(), at=timezone.now())
    services.keep_card(card.person, {"shown": ""}, by=make_editor())
    again = Recipient.objects.get()
    (bare,), _ = printing.labels_for([again], member=make_editor(), at=timezone.now())

    assert label == {"name": NAME, "born": "1979", "lines": ["Unit 4", "Castle 1, Zenda"]}
    assert without == []
    assert bare["born"] == ""


def test_no_label_is_printed_for_somebody_held_back(editor: Client, stores: Home) -> None:
    card = make_card()
    editor.post(CARD, {"do": "hold", "hold-reason": "moved"})

    answer = editor.get(LABELS, {"card": card.public_id}, follow=True)

    assert NAME in answer.content.decode().split("No label")[1]


@pytest.mark.parametrize("each", ["0", "51", "many"])
def test_a_number_of_labels_that_makes_no_sense_is_refused(editor: Client, each: str) -> None:
    answer = editor.get(LABELS, {"card": make_card().public_id, "each": each}, follow=True)

    assert "Between 1 and 50 labels each." in answer.content.decode()


def test_a_button_that_is_not_there_is_404(editor: Client) -> None:
    assert editor.post(CARD, {"do": "dance"}).status_code == 404


def test_who_may_not_conduct_actions_finds_nothing(reader: Client) -> None:
    make_card()

    assert [reader.get(page).status_code for page in (LIST, CARD, LABELS)] == [404, 404, 404]


def test_the_list_asks_the_database_as_often_for_many_cards_as_for_one(
    editor: Client, django_assert_max_num_queries: Any
) -> None:
    make_card()
    editor.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        editor.get(LIST)
    for name in ("Flavia Elphberg", "Antonia Mauban", "Fritz Tarlenheim"):
        accept_claim(
            make_claim("arrest", persons=[name], date="2021-05-04", place="Zenda"), by=make_editor()
        )
    for person in Person.objects.filter(recipient=None):
        services.keep_card(person, {"name": str(person)}, by=make_editor())

    with django_assert_max_num_queries(len(for_one)):
        html = editor.get(LIST).content.decode()

    assert html.count("Zenda</td>") == 4


def test_what_has_to_be_looked_at_stands_on_today(editor: Client) -> None:
    card = make_card(confirmed_on=date(2021, 6, 2))
    assert "letters-today" not in editor.get("/desk/").content.decode()

    moved = make_claim("transfer", date="2021-11-03", place="Hentzau")
    accept_claim(moved, by=make_editor())
    today_then = editor.get("/desk/").content.decode()
    services.keep_card(card.person, {"confirmed_on": date(2021, 12, 1)}, by=make_editor())
    place = open_place("Hentzau", kind="prison", country="RU", by=make_editor())

    assert "moved since the card was confirmed" in today_then
    assert "it is not known where the person is held" in today_then
    assert "letters-today" not in editor.get("/desk/").content.decode()
    assert place.name in editor.get(CARD).content.decode()


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"has_consent": False}, ["no_consent"]),
        ({"has_consent": False, "is_held_back": True}, []),
        ({"has_place": False}, ["nowhere"]),
        ({"since": date(2031, 5, 2), "confirmed_on": date(2031, 5, 1)}, ["moved"]),
        ({"since": date(2031, 5, 2), "confirmed_on": date(2031, 5, 2)}, []),
        ({"silent": 1, "to_file": 1, "is_held_back": True}, ["to_file", "silent"]),
    ],
)
def test_what_of_a_card_has_to_be_looked_at(fields: dict[str, Any], found: list[str]) -> None:
    well = {
        "has_consent": True, "is_held_back": False, "has_place": True, "since": None,
        "confirmed_on": None, "silent": 0, "to_file": 0,
    }  # fmt: skip

    assert rules.concerns(**well | fields) == found
