"""Appeals: what passes the door, what a stop takes away, and what has changed since."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from habeas.core.documents import AppealDocument
from habeas.desk.actions import services
from habeas.desk.actions.models import Appeal, Update
from habeas.desk.actions.queries import changed_facts
from habeas.desk.actions.rules import filled, forms_of_address
from habeas.desk.casefiles.models import Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.publishing import projection
from habeas.desk.publishing.services import Outdated, draft_edition, publish_edition, roll_back
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests import makers
from habeas.desk.tests.makers import Home
from habeas.public.edition.store import Edition

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 1, 1, 12, tzinfo=UTC)


def arrested(**fields: object) -> None:
    values = {"date": "2021-05-04", "place": "Zenda", "sensitivity": Sensitivity.PUBLIC} | fields
    accept_claim(make_claim("arrest", **values), by=editor())  # type: ignore[arg-type]


def make_appeal(body: str = "Free {name}, held in {place} since {since}.") -> Appeal:
    person = Person.objects.get()
    case = person.cases.get()
    texts = {"slug": "free-rudolf", "title": "Free Rudolf", "summary": "He painted a wall."}
    made = services.draft_appeal(case, person, texts, by=editor(), on=NOW.date())
    services.add_addressee(
        made, {"name": "The Governor", "email": "governor@zenda.example"}, by=editor()
    )
    services.write_letter(made, "en", subject="About {name}", body=body, by=editor())
    return made


def projected() -> AppealDocument | None:
    found = projection.project(on=NOW.date()).documents.get("actions/free-rudolf")
    assert found is None or isinstance(found, AppealDocument)
    return found


def published(home: Home) -> AppealDocument:
    stored = Edition(home.edition).document("actions/free-rudolf")
    assert stored
    return AppealDocument.model_validate_json(stored.body)


def test_a_date_at_the_end_brings_its_full_stop_with_it() -> None:
    assert filled("Под стражей с {since}.", {"since": "4 мая 2021 г."}).endswith("2021 г.")


def test_an_opened_appeal_passes_the_door_with_its_letter_filled_from_public_facts() -> None:
    arrested()
    appeal = make_appeal()
    before = projected()

    services.open_appeal(appeal, by=editor(), on=NOW.date())

    after = projected()
    assert before is None
    assert after
    assert after.letters[0].subject == "About Rudolf Rassendyll"
    assert after.letters[0].body == ("Free Rudolf Rassendyll, held in Zenda since 4 May 2021.")


def test_a_letter_tells_the_day_of_arrest_and_the_last_place() -> None:
    arrested()
    moved = make_claim(
        "transfer", date="2021-09-01", place="Tarlenheim", sensitivity=Sensitivity.PUBLIC
    )
    accept_claim(moved, by=editor())
    appeal = make_appeal()
    services.open_appeal(appeal, by=editor(), on=NOW.date())

    after = projected()

    assert after
    assert after.letters[0].body == "Free Rudolf Rassendyll, held in Tarlenheim since 4 May 2021."


def test_an_appeal_for_somebody_who_is_not_public_is_withheld() -> None:
    arrested(sensitivity=Sensitivity.RESTRICTED)
    appeal = make_appeal()
    services.open_appeal(appeal, by=editor(), on=NOW.date())

    result = projection.project(on=NOW.date())

    assert "actions/free-rudolf" not in result.documents
    assert (f"appeal {appeal.public_id}", "the person is not public") in [
        (one.item, one.reason) for one in result.withheld
    ]


def test_an_appeal_whose_letter_asks_for_what_the_record_does_not_say_is_withheld() -> None:
    arrested(place="")
    appeal = make_appeal()
    services.open_appeal(appeal, by=editor(), on=NOW.date())

    result = projection.project(on=NOW.date())

    assert "its letter needs: place" in [one.reason for one in result.withheld]


def test_a_stop_takes_the_letters_away_at_once_and_lets_nothing_else_out(stores: Home) -> None:
    arrested()
    appeal = make_appeal()
    services.open_appeal(appeal, by=editor(), on=NOW.date())
    publish_edition(draft_edition(now=NOW), by=editor(), now=NOW)
    accept_claim(
        make_claim("release", date="2021-12-30", sensitivity=Sensitivity.PUBLIC), by=editor()
    )
    person = Person.objects.get()
    old = Edition(stores.edition).document(f"people/{person.slug}")

    services.update_appeal(appeal, Update.Kind.STOP, "He is free.", by=editor(), now=NOW)

    ended, new = published(stores), Edition(stores.edition).document(f"people/{person.slug}")
    assert (ended.state, ended.letters, ended.addressees) == ("stopped", (), ())
    assert [one.text for one in ended.updates] == ["He is free."]
    assert old and new and old.body == new.body
    assert projected() == ended


def test_what_was_stopped_is_not_opened_again(stores: Home) -> None:
    arrested()
    appeal = make_appeal()
    services.update_appeal(appeal, Update.Kind.STOP, "He is free.", by=editor(), now=NOW)
    appeal.refresh_from_db()

    with pytest.raises(services.NotPossible):
        services.open_appeal(appeal, by=editor(), on=NOW.date())


def test_a_release_is_flagged_until_somebody_has_checked_the_texts() -> None:
    arrested()
    appeal = make_appeal()
    on = date(2022, 1, 1)
    before = changed_facts(appeal, on=on)
    accept_claim(
        make_claim("release", date="2021-12-30", sensitivity=Sensitivity.PUBLIC), by=editor()
    )

    flagged = changed_facts(appeal, on=on)
    services.check_texts(appeal, by=editor(), on=on)

    assert before == []
    assert "status" in flagged
    assert changed_facts(appeal, on=on) == []


def test_a_letter_with_a_field_that_is_none_is_refused() -> None:
    arrested()

    with pytest.raises(services.NotPossible, match="diagnosis"):
        make_appeal("He has {diagnosis}.")


def test_a_reader_begins_no_appeal() -> None:
    arrested()
    appeal = make_appeal()

    with pytest.raises(PermissionDenied):
        services.update_appeal(appeal, Update.Kind.STOP, "No.", by=makers.reader(), now=NOW)
    assert Appeal.objects.get().state == Appeal.State.DRAFT


def test_a_publication_that_was_drafted_before_a_stop_opens_nothing_again(stores: Home) -> None:
    arrested()
    appeal = make_appeal()
    services.open_appeal(appeal, by=editor(), on=NOW.date())
    publish_edition(draft_edition(now=NOW), by=makers.editor(), now=NOW)
    early = draft_edition(now=NOW)

    services.update_appeal(appeal, "stop", "He was hurt for it.", by=makers.editor(), now=NOW)

    with pytest.raises(Outdated, match="free-rudolf"):
        publish_edition(early, by=makers.editor(), now=NOW)
    assert published(stores).state == "stopped"


def test_going_back_to_an_older_edition_leaves_a_stopped_appeal_stopped(stores: Home) -> None:
    arrested()
    appeal = make_appeal()
    services.open_appeal(appeal, by=editor(), on=NOW.date())
    first = publish_edition(draft_edition(now=NOW), by=makers.editor(), now=NOW)
    services.update_appeal(appeal, "stop", "He was hurt for it.", by=makers.editor(), now=NOW)

    roll_back(first.number, by=makers.editor())

    after = published(stores)
    assert (after.state, after.letters, after.addressees) == ("stopped", (), ())


def test_a_letter_begins_as_its_language_asks_for() -> None:
    arrested()
    appeal = make_appeal()
    governor = appeal.addressees.get()
    forms = "Your Excellency\nbe: Спадар губернатар"
    services.describe_addressee(governor, {"form_of_address": forms}, by=editor())
    services.open_appeal(appeal, by=editor(), on=NOW.date())

    after = projected()

    assert after
    assert after.addressees[0].form_of_address == "Your Excellency"
    assert after.addressees[0].forms_of_address == {"be": "Спадар губернатар"}


def test_a_colon_in_a_form_of_address_names_no_language() -> None:
    form, forms = forms_of_address("To the Governor: Sir")

    assert (form, forms) == ("To the Governor: Sir", {})
