"""Petitions at the desk: frozen before they are signed, public by an edition, stopped at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pyrage import x25519

from habeas.core.documents import PetitionDocument, petition_sha256
from habeas.desk.casefiles.models import Event, Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.petitions import queries, services
from habeas.desk.petitions.models import Petition
from habeas.desk.petitions.rules import goals_of, languages_without_consent
from habeas.desk.publishing.services import Outdated, draft_edition, publish_edition
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests import makers
from habeas.desk.tests.makers import Home
from habeas.public.edition.store import Edition

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 1, 1, 12, tzinfo=UTC)
ON = NOW.date()
KEY = str(x25519.Identity.generate().to_public())
FIELDS: dict[str, Any] = {
    "slug": "free-rudolf",
    "addressees": "The Governor of Zenda\n",
    "goals": "100, 1000",
    "opens_on": date(2022, 1, 1),
    "closes_on": None,
}
HOUSE = {"slug": "house", "name": "The House", "key": KEY, "consent": {"en": "may keep my name"}}


def drafted() -> Petition:
    claim = make_claim(date="2021-05-04", place="Zenda", sensitivity=Sensitivity.PUBLIC)
    accept_claim(claim, by=editor())
    person = Person.objects.get()
    case = person.cases.get()
    return services.draft_petition(case, person, FIELDS, house=HOUSE, by=editor(), on=ON)


def opened() -> Petition:
    petition = drafted()
    services.write_words(petition, "en", title="Free him", text="We ask.\r\n", by=editor())
    services.freeze_words(petition, by=editor(), on=ON)
    return services.open_petition(petition, by=editor())


def public(home: Home) -> PetitionDocument | None:
    stored = Edition(home.edition).document("actions/free-rudolf")
    return PetitionDocument.model_validate_json(stored.body) if stored else None


def publish() -> None:
    publish_edition(draft_edition(now=NOW), by=editor(), now=NOW)


def test_only_frozen_words_are_opened_and_each_has_its_hash() -> None:
    petition = drafted()
    services.write_words(petition, "en", title="Free him", text="We ask.\r\n", by=editor())
    with pytest.raises(services.NotPossible, match="freeze the words first"):
        services.open_petition(petition, by=editor())

    version = services.freeze_words(petition, by=editor(), on=ON)

    assert version.texts[0]["sha256"] == petition_sha256("Free him", "We ask.")
    assert services.freeze_words(petition, by=editor(), on=ON) == version
    assert services.open_petition(petition, by=editor()).state == "open"


def test_other_words_are_another_version_and_the_first_stays() -> None:
    petition = opened()
    services.write_words(petition, "en", title="Free him now", text="We ask.", by=editor())

    assert not queries.is_frozen(petition)
    services.freeze_words(petition, by=editor(), on=ON)

    titles = [one.texts[0]["title"] for one in petition.versions.all()]
    assert titles == ["Free him", "Free him now"]


def test_without_consent_in_its_language_no_text_is_frozen() -> None:
    petition = drafted()
    services.write_words(petition, "be", title="Волю", text="Просім.", by=editor())

    with pytest.raises(services.NotPossible, match="no consent in be"):
        services.freeze_words(petition, by=editor(), on=ON)


def test_a_partner_needs_a_key_that_is_one() -> None:
    petition = drafted()

    with pytest.raises(services.NotPossible, match="not an age public key"):
        services.add_recipient(petition, HOUSE | {"slug": "league", "key": "age1x"}, by=editor())


def test_an_open_petition_passes_the_door_and_a_draft_does_not(stores: Home) -> None:
    petition = drafted()
    publish()
    assert public(stores) is None

    services.write_words(petition, "en", title="Free him", text="We ask.", by=editor())
    services.freeze_words(petition, by=editor(), on=ON)
    services.open_petition(petition, by=editor())
    paper = {"kind": "paper", "by": "The House", "number": 230, "counted_on": ON}
    services.count_elsewhere(petition, paper, by=editor())
    services.count_elsewhere(petition, paper | {"number": 231}, by=editor())
    publish()

    document = public(stores)
    assert document is not None
    assert (document.goals, document.addressees) == ((100, 1000), ("The Governor of Zenda",))
    assert [one.number for one in document.elsewhere] == [231]
    assert document.recipients[0].key == KEY


def test_a_stop_takes_the_form_away_at_once_and_nothing_else_goes_out(stores: Home) -> None:
    petition = opened()
    publish()
    Event.objects.update(sensitivity=Sensitivity.INTERNAL)

    services.update_petition(petition, "stop", "The family asks.", by=editor(), now=NOW)

    document = public(stores)
    assert document is not None
    assert (document.state, document.updates[0].text) == ("stopped", "The family asks.")
    assert Edition(stores.edition).document("people/rudolf-rassendyll") is not None
    with pytest.raises(services.NotPossible, match="stopped"):
        services.open_petition(petition, by=editor())


def test_a_stop_holds_against_a_publication_that_was_drafted_before_it(stores: Home) -> None:
    petition = opened()
    publish()
    draft = draft_edition(now=NOW)

    services.update_petition(petition, "stop", "The family asks.", by=editor(), now=NOW)
    with pytest.raises(Outdated, match="free-rudolf"):
        publish_edition(draft, by=editor(), now=NOW)

    document = public(stores)
    assert document is not None
    assert document.state == "stopped"


def test_a_delivery_and_its_answer_are_public(stores: Home) -> None:
    petition = opened()
    fields = {"to": "The Governor", "on": ON, "number": 1052, "proof": "receipt 7"}
    delivery = services.deliver_petition(petition, fields, by=editor())
    with pytest.raises(services.NotPossible, match="before the delivery"):
        services.note_answer(delivery, "No.", date(2021, 1, 1), by=editor())
    services.note_answer(delivery, "No.", date(2022, 2, 11), by=editor())
    publish()

    document = public(stores)
    assert document is not None
    assert document.state == "delivered"
    assert (document.deliveries[0].number, document.deliveries[0].answer) == (1052, "No.")


def test_a_fact_that_changed_is_flagged() -> None:
    petition = drafted()
    assert queries.changed_facts(petition, on=ON) == []

    Event.objects.update(place="Strelsau")
    assert "place" in queries.changed_facts(petition, on=ON)

    services.check_words(petition, by=editor(), on=ON)
    assert queries.changed_facts(petition, on=ON) == []


def test_only_who_may_conduct_actions_does() -> None:
    petition = drafted()

    with pytest.raises(PermissionDenied):
        services.open_petition(petition, by=makers.reader())


@pytest.mark.parametrize("goals", ["a", "5, 3", "0", "3, 3"])
def test_goals_rise(goals: str) -> None:
    with pytest.raises(ValueError, match="goals"):
        goals_of(goals)


def test_languages_that_lack_a_consent() -> None:
    assert languages_without_consent(["en", "be"], [{"en": "yes", "be": "так"}, {"en": "yes"}]) == [
        "be"
    ]


def test_a_petition_is_begun_written_frozen_and_opened_on_its_screen(
    editor: Client, stores: Home
) -> None:
    from habeas.desk.casefiles.tests.makers import editor as anna

    accept_claim(make_claim(date="2021-05-04", sensitivity=Sensitivity.PUBLIC), by=anna())
    page = editor.get(reverse("begin_petition")).content.decode()
    who = page.split('<option value="')[1].split('"')[0]
    said = {
        "who": who, "slug": "free-rudolf", "addressees": "The Governor", "goals": "100",
        "opens_on": "2022-01-01", "closes_on": "", "organisation": "The House", "key": KEY,
        "consent_en": "may keep it", "consent_be": "", "consent_ru": "",
    }  # fmt: skip
    wrong = editor.post(reverse("begin_petition"), said | {"key": "age1"})
    assert wrong.status_code == 422
    assert "not an age public key" in wrong.content.decode()

    answer = editor.post(reverse("begin_petition"), said)
    screen = answer["Location"]
    words = {"write-language": "en", "write-title": "Free him", "write-text": "We ask."}
    editor.post(screen, words | {"do": "write"})
    for do in ("freeze", "open"):
        editor.post(screen, {"do": do})

    petition = Petition.objects.get()
    assert petition.state == "open"
    html = editor.get(screen).content.decode()
    assert petition_sha256("Free him", "We ask.") in html
    assert "free-rudolf" in editor.get(reverse("petitions")).content.decode() or "Free him" in html
    assert editor.post(screen, {"do": "nothing"}).status_code == 404


def test_strangers_and_readers_find_nothing(stranger: Client, reader: Client) -> None:
    petition = drafted()

    for address in (reverse("petitions"), reverse("petition", args=[petition.public_id])):
        assert stranger.get(address).status_code == 302
        assert reader.get(address).status_code in (302, 403, 404)
