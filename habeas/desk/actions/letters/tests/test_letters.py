"""Letters: what passes the door, what a hold takes away, what is kept once a letter is posted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from habeas.core.documents import RecipientDocument
from habeas.desk.actions.letters import services
from habeas.desk.actions.letters.filing import file_letter
from habeas.desk.actions.letters.models import Letter, Recipient
from habeas.desk.actions.letters.services import NotPossible
from habeas.desk.casefiles.models import Claim, Consent, Person, Place
from habeas.desk.casefiles.services import (
    accept_claim,
    give_consent,
    open_place,
    set_address,
    withdraw_consent,
)
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.publishing import projection
from habeas.desk.publishing.services import Outdated, draft_edition, publish_edition
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests import makers
from habeas.desk.tests.makers import Home
from habeas.public.edition.store import Edition

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 1, 1, 12, tzinfo=UTC)
PATH = "letters/rudolf-rassendyll"
NAME = "Rassendyll Rudolf Georgevich"


def make_card(**fields: object) -> Recipient:
    """A card of somebody who is publicly held in Zenda, with a consent that holds."""
    zenda = open_place("Zenda", kind="prison", country="RU", by=editor())
    set_address(zenda, "Castle 1, Zenda", since="2020", by=editor())
    accept_claim(make_claim("arrest", date="2021-05-04", place="Zenda"), by=editor())
    person = Person.objects.get()
    values: dict[str, object] = {
        "name": NAME,
        "born": "1979-02-14",
        "interests": "Chess",
        "shown": "born",
    }
    values |= {"consent": make_consent(person), **fields}
    return services.keep_card(person, values, by=editor())


def make_consent(person: Person) -> Consent:
    return give_consent(
        person, [], given_by="His sister", purpose="letters", given_on=date(2021, 6, 1), by=editor()
    )


def projected() -> RecipientDocument | None:
    found = projection.project(on=NOW.date()).documents.get(PATH)
    assert found is None or isinstance(found, RecipientDocument)
    return found


def withheld() -> list[str]:
    return [one.reason for one in projection.project(on=NOW.date()).withheld]


def test_a_card_passes_with_the_address_of_the_place_and_only_the_year_of_birth() -> None:
    make_card(confirmed_by="His lawyer", note="Only the lawyer knows.")

    passed = projected()

    assert passed
    assert (passed.name, passed.born, passed.address) == (NAME, 1979, "Castle 1, Zenda")
    assert "lawyer" not in passed.model_dump_json()
    assert "02-14" not in passed.model_dump_json()


def test_only_what_somebody_agreed_to_show_is_told_of_a_person() -> None:
    make_card(avoid="His brother", languages="en")

    first = projected()
    make_again = {"name": NAME, "shown": "interests languages"}
    services.keep_card(Person.objects.get(), make_again, by=editor())
    then = projected()

    assert first and then
    assert (first.interests, first.languages, first.avoid) == (None, (), None)
    assert (then.interests, then.languages, then.born) == ("Chess", ("en",), None)


def test_the_rules_of_a_place_pass_with_where_they_are_written_and_when_they_were_checked() -> None:
    make_card()
    place, told = Place.objects.get(), {"channels": "post", "pages": 4, "source": "The prison"}

    services.set_rules(place, told, by=editor())
    unverified = projected()
    services.set_rules(place, {"checked_on": NOW.date()}, by=editor())
    verified = projected()

    assert unverified and unverified.rules and verified and verified.rules
    assert (unverified.rules.pages, unverified.rules.is_verified) == (4, False)
    assert verified.rules.is_verified


def test_a_way_that_no_list_names_is_refused() -> None:
    make_card()

    with pytest.raises(NotPossible, match="pigeon"):
        services.set_rules(Place.objects.get(), {"channels": "post pigeon"}, by=editor())


def test_without_a_consent_that_holds_nothing_of_a_card_passes() -> None:
    card = make_card()
    assert projected()

    assert card.consent
    withdraw_consent(card.consent, on=NOW.date(), by=editor())

    assert projected() is None
    assert "nobody has agreed to letters" in withheld()


def test_after_a_release_nobody_is_asked_to_write() -> None:
    make_card()
    accept_claim(make_claim("release", date="2021-12-30"), by=editor())

    assert projected() is None
    assert "no public event says where the person is held" in withheld()


def test_a_hold_takes_the_address_out_of_the_public_edition_at_once(stores: Home) -> None:
    card = make_card()
    publish_edition(draft_edition(now=NOW), by=editor(), now=NOW)
    drafted = draft_edition(now=NOW)

    services.hold(card, "punished", by=editor(), now=NOW)

    stored = Edition(stores.edition).document(PATH)
    assert stored
    public = RecipientDocument.model_validate_json(stored.body)
    assert (public.hold, public.address) == ("punished", None)
    with pytest.raises(Outdated):
        publish_edition(drafted, by=editor(), now=NOW)


def test_nothing_of_a_sender_has_a_place_in_the_log() -> None:
    card = make_card()

    services.count_posted(card, 3, None, on=NOW.date(), by=editor())

    fields = {field.name for field in Letter._meta.get_fields()}
    assert Letter.objects.filter(state="posted").count() == 3
    assert fields == {"id", "public_id", "recipient", "place", "state", "posted_on", "ended_on",
                      "capture"}  # fmt: skip


@pytest.mark.parametrize("number", [0, 501])
def test_a_number_of_letters_out_of_range_is_refused(number: int) -> None:
    card = make_card()

    with pytest.raises(NotPossible):
        services.count_posted(card, number, None, on=NOW.date(), by=editor())


def test_a_refused_letter_becomes_a_claim_once() -> None:
    card = make_card()
    (letter,) = services.count_posted(card, 1, None, on=date(2021, 11, 1), by=editor())
    refused = services.tell_outcome(letter, "refused", on=NOW.date(), by=editor())

    filed = file_letter(refused, "The envelope bore a stamp.", by=editor())

    claim = Claim.objects.get(capture=filed.capture)
    assert (claim.type, claim.date) == ("denial_of_contact", "2022-01-01")
    assert claim.capture.source.sensitivity == Sensitivity.INTERNAL
    with pytest.raises(NotPossible):
        file_letter(filed, "", by=editor())


def test_an_outcome_before_the_posting_is_refused() -> None:
    card = make_card()
    (letter,) = services.count_posted(card, 1, None, on=NOW.date(), by=editor())

    with pytest.raises(NotPossible):
        services.tell_outcome(letter, "delivered", on=date(2021, 12, 1), by=editor())


def test_who_may_not_conduct_actions_changes_nothing() -> None:
    card = make_card()

    with pytest.raises(PermissionDenied):
        services.hold(card, "asked", by=makers.reader(), now=NOW)

    assert Recipient.objects.get().hold == ""
