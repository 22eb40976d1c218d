"""Search over everything, places of detention, and the days to come."""

from datetime import date

import pytest
from django.test import Client

from habeas.desk.casefiles import anniversaries, custodians, finding, queries
from habeas.desk.casefiles.models import Event, NameWord, Place
from habeas.desk.casefiles.services import (
    NotPossible,
    accept_claim,
    call_place,
    open_place,
    set_address,
    set_sensitivity,
)
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.sources.descriptions import Description
from habeas.desk.sources.models import Sensitivity
from habeas.desk.sources.services import collect_text, describe_source

pytestmark = pytest.mark.django_db


def hold(type: str = "arrest", **claim: object) -> Event:
    filed = accept_claim(make_claim(type, **claim), by=make_editor())  # type: ignore[arg-type]
    assert filed.finding is not None
    return Event.objects.get(pk=filed.finding.pk)


def test_a_person_is_found_in_another_script_and_by_the_beginning_of_a_name() -> None:
    hold(persons=["Ivan Karavai"])

    for words in ("Іван Каравай", "Карава", "ivan"):
        hits = finding.search(words, member=make_editor())
        assert [hit.words for hit in hits["people"]] == ["Ivan Karavai"], words


def test_a_restricted_name_is_in_no_index() -> None:
    hold(persons=["Ivan Karavai"], sensitivity=Sensitivity.RESTRICTED)

    assert not NameWord.objects.exists()


def test_a_name_that_becomes_restricted_leaves_the_index() -> None:
    hold(persons=["Ivan Karavai"])
    name = NameWord.objects.first().name  # type: ignore[union-attr]

    set_sensitivity(name, Sensitivity.RESTRICTED, basis="", by=make_editor())

    assert not NameWord.objects.exists()


def test_a_text_is_found_by_its_words_until_it_is_restricted() -> None:
    collected = collect_text(
        "The barge sank near Hentzau.",
        by=make_editor(),
        sensitivity=Sensitivity.INTERNAL,
        described=Description(file="", title="A note"),
    )

    before = finding.search("barge", member=make_editor())
    describe_source(
        collected.capture.source, {"sensitivity": Sensitivity.RESTRICTED}, by=make_editor()
    )

    assert [hit.words for hit in before["sources"]] == ["A note"]
    assert finding.search("barge", member=make_editor()) == {}


def test_the_search_page_keeps_a_search(editor: Client) -> None:
    hold(persons=["Ivan Karavai"], place="Zenda")

    page = editor.get("/desk/find/", {"q": "Zenda"}).content.decode()
    editor.post("/desk/find/keep/", {"q": "Zenda", "kind": "", "do": "keep"})
    kept = editor.get("/desk/find/").content.decode()

    assert "Ivan Karavai" in page
    assert "?q=Zenda" in kept


def test_a_place_knows_who_is_there_now_and_who_was() -> None:
    hold(persons=["Ivan Karavai"], date="2021-05-04")
    hold("transfer", persons=["Ivan Karavai"], date="2021-06-01", place="Zenda Castle")
    hold(persons=["Nina Vogel"], date="2021-05-04")
    hold("transfer", persons=["Nina Vogel"], date="2021-07-01", place="the castle of Zenda")
    hold("release", persons=["Nina Vogel"], date="2021-08-01")
    castle = open_place("Zenda Castle", by=make_editor())
    call_place(castle, ["The castle of Zenda"], by=make_editor())

    stays = custodians.stays(
        castle, people=queries.people_visible_to(make_editor()), on=date(2022, 1, 1)
    )

    assert [(str(stay.person), stay.is_there) for stay in stays] == [
        ("Nina Vogel", False),
        ("Ivan Karavai", True),
    ]


def test_a_name_leads_to_one_place_alone() -> None:
    open_place("Zenda Castle", by=make_editor())

    with pytest.raises(NotPossible, match="Zenda Castle"):
        open_place("zenda castle", by=make_editor())

    assert Place.objects.count() == 1


def test_a_new_address_ends_the_last_one() -> None:
    castle = open_place("Zenda Castle", by=make_editor())

    set_address(castle, "1 Moat Lane", since="2020", by=make_editor())
    set_address(castle, "2 Moat Lane", since="2022-03", by=make_editor())

    rows = castle.addresses.values_list("text", "since", "until")
    assert list(rows) == [("1 Moat Lane", "2020", "2022-03"), ("2 Moat Lane", "2022-03", "")]


def test_the_pages_of_a_place_and_a_body_open(editor: Client) -> None:
    event = hold("transfer", place="Zenda Castle", organisations=["Strelsau Prison Service"])
    body = event.involvements.get(organisation__isnull=False).organisation
    assert body is not None

    opened = editor.post("/desk/places/open/", {"name": "Zenda Castle"})

    assert "Held here" in editor.get(opened.headers["Location"]).content.decode()
    assert "Zenda Castle" in editor.get("/desk/places/").content.decode()
    page = editor.get(f"/desk/bodies/{body.public_id}/").content.decode()
    assert "Rudolf Rassendyll" in page


def test_places_their_people_bodies_and_what_was_found_are_taken_away(editor: Client) -> None:
    hold(date="2021-05-04")
    event = hold("transfer", place="Zenda Castle", date="2021-06-01", organisations=["Black Guard"])
    castle = open_place("Zenda Castle", by=make_editor())
    body = event.involvements.get(organisation__isnull=False).organisation
    assert body is not None

    def last_line(address: str) -> str:
        return editor.get(address).content.decode().splitlines()[-1]

    person = "http://testserver/desk/people/rudolf-rassendyll/"
    assert last_line("/desk/places/?export=csv").startswith("Zenda Castle,")
    assert last_line(f"/desk/places/{castle.slug}/?export=csv").endswith(person)
    assert last_line(f"/desk/bodies/{body.public_id}/?export=csv").endswith(
        f"/desk/events/edit/{event.pk}/"
    )
    assert last_line("/desk/find/?q=Rassendyll&kind=people&export=csv").endswith(f",{person}")


def test_anniversaries_come_by_whole_dates_only() -> None:
    hold(date="2021-05-04")
    hold("verdict_sentence", date="2021-05")
    accept_claim(make_claim("birth", date="1980-05-10"), by=make_editor())

    coming = anniversaries.coming(member=make_editor(), on=date(2024, 5, 1))

    assert [(str(one.day), one.years) for one in coming] == [("2024-05-04", 3), ("2024-05-10", 44)]
