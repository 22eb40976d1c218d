"""Joint statements: lists taken in, counted honestly, public by an edition, withdrawn at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from habeas.core.documents import StatementDocument
from habeas.core.statements import numbers_of
from habeas.desk.casefiles.models import Organisation, Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.publishing.services import draft_edition, publish_edition
from habeas.desk.sources.models import Sensitivity
from habeas.desk.statements import services
from habeas.desk.statements.lists import read_list
from habeas.desk.statements.models import Signatory, Statement
from habeas.desk.statements.projection import signatories_of
from habeas.desk.statements.rules import nearest
from habeas.desk.tests import makers
from habeas.desk.tests.makers import Home
from habeas.public.edition.store import Edition

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[5] / "shared/seeds"
NOW = datetime(2022, 1, 10, 12, tzinfo=UTC)
FIELDS: dict[str, Any] = {"slug": "joint-call", "addressees": "The Governor of Zenda"}
CANARY = "the third lamp from the gate"
TEXT = """We ask for the release of the painter of Zenda.

Signed by:
Human Rights House Zenda on behalf of the following NGOs:
- Zenda School of Law (Germany)
- Clinic for the Wounded
- Strelsau Lawyers Union

Strelsau Lawyers Union (Austria)
Tarlenheim Helsinki Committee (Poland)
Hentzau Association of Journalists
"""


def drafted(**fields: Any) -> Statement:
    claim = make_claim(date="2021-05-04", place="Zenda", sensitivity=Sensitivity.PUBLIC)
    accept_claim(claim, by=make_editor())
    case = Person.objects.get().cases.get()
    made = services.draft_statement(case, FIELDS | fields, by=make_editor())
    services.write_words(made, "en", title="Let him go", text="We ask.\r\n", by=make_editor())
    return made


def with_list(**fields: Any) -> Statement:
    made = drafted(**fields)
    services.take_list(made, read_list(TEXT).lines, {}, by=make_editor(), on=date(2022, 1, 5))
    return made


def publish() -> None:
    publish_edition(draft_edition(now=NOW), by=make_editor(), now=NOW)


def public(home: Home) -> StatementDocument | None:
    stored = Edition(home.edition).document("actions/joint-call")
    return StatementDocument.model_validate_json(stored.body) if stored else None


def numbers(statement: Statement) -> tuple[int, int, int]:
    made = numbers_of(signatories_of(statement))
    return made.direct, made.represented, made.distinct


def test_a_house_signs_for_its_members_and_a_member_counts_once() -> None:
    made = with_list()

    # The house and three more signed; three are represented, one of them signed itself as well.
    assert numbers(made) == (4, 3, 6)
    assert str(made.signatories.get(name="Clinic for the Wounded").parent).endswith("House Zenda")


def test_the_same_list_again_adds_nobody() -> None:
    made = with_list()

    again = services.take_list(made, read_list(TEXT).lines, {}, by=make_editor(), on=None)

    assert again == []


def test_another_name_of_one_organisation_counts_once() -> None:
    made = with_list()
    other = Organisation.objects.get(name="Tarlenheim Helsinki Committee")
    fields = {"name": "Komitet Helsiński w Tarlenheim", "signs_as": "own"}
    services.add_signatory(made, fields, by=make_editor())
    assert numbers(made) == (5, 3, 7)

    same = made.signatories.get(name=fields["name"])
    services.is_the_same(same, other, by=make_editor())

    assert numbers(made) == (4, 3, 6)


def test_names_are_compared_without_case_articles_and_brackets() -> None:
    held = {"helsinki committee", "rafto foundation"}

    assert nearest("The Rafto Foundation (Norway)", held) == ("rafto foundation", True)
    assert nearest("Rafto Fundation", held) == ("rafto foundation", False)
    assert nearest("Choir of Zenda", held) is None


def test_csv_names_what_it_could_not_take() -> None:
    found = read_list("Name;Country;House\nChoir;Ruritania;\n;PL;\nClinic;de;House Zenda\n")

    assert [(one.name, one.country, one.under) for one in found.lines] == [
        ("Choir", "", None),
        ("House Zenda", "", None),
        ("Clinic", "DE", 1),
    ]
    assert found.lines[1].signs_as == "house"
    assert found.problems == (
        "row 2: Ruritania is no country that we know; left open",
        "row 3: no name",
    )


def test_words_that_were_signed_are_kept_and_a_change_begins_a_version() -> None:
    made = with_list()

    services.write_words(made, "en", title="Let him go", text="We ask again.", by=make_editor())

    assert [one.version for one in made.wordings.all()] == [1, 2]
    assert {one.version for one in made.signatories.all()} == {1}
    assert made.wordings.get(version=1).text == "We ask."


def test_what_passes_is_the_list_and_not_whose_word_it_was(stores: Home) -> None:
    made = with_list()
    fields = {"name": "Choir of Zenda", "signs_as": "own", "authorised_by": CANARY}
    services.add_signatory(made, fields, by=make_editor())
    hidden = made.signatories.get(name="Clinic for the Wounded")
    hidden.is_named = False
    hidden.save()
    services.let_through(made, "issued", by=make_editor(), on=NOW.date())
    publish()

    document = public(stores)

    assert document is not None
    assert document.numbers == numbers_of(document.signatories)
    assert document.numbers.distinct == 7
    held = stores.edition.read_bytes()
    assert CANARY.encode() not in held
    assert b"Clinic for the Wounded" not in held


def test_an_embargo_holds_it_back_until_its_moment(stores: Home) -> None:
    made = with_list(embargo_until=datetime(2022, 1, 10, 12, 1, tzinfo=UTC))
    services.let_through(made, "issued", by=make_editor(), on=NOW.date())

    draft = draft_edition(now=NOW)

    reasons = [one.reason for one in draft.withheld]
    assert "it is under embargo" in reasons
    later = datetime(2022, 1, 10, 12, 1, tzinfo=UTC)
    publish_edition(draft_edition(now=later), by=make_editor(), now=later)
    assert public(stores) is not None


def test_withdrawing_takes_the_names_away_at_once(stores: Home) -> None:
    made = with_list()
    services.let_through(made, "issued", by=make_editor(), on=NOW.date())
    publish()

    services.withdraw_statement(made, "A house had not agreed.", by=make_editor(), now=NOW)

    document = public(stores)
    assert document is not None
    assert (document.state, document.signatories) == ("withdrawn", ())
    assert document.updates[-1].text == "A house had not agreed."


def test_late_is_told_by_the_day_in_the_statement_s_own_zone() -> None:
    made = drafted(deadline=datetime(2022, 1, 5, 22, 30, tzinfo=UTC), zone="Europe/Vilnius")
    for name, day in (("Choir", date(2022, 1, 6)), ("Clinic", date(2022, 1, 7))):
        fields = {"name": name, "signs_as": "own", "signed_on": day}
        services.add_signatory(made, fields, by=make_editor())

    assert [one.is_late for one in made.signatories.all()] == [False, True]


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(services.NotPossible, match="Moon is no time zone"):
        drafted(zone="Moon")


def test_readers_may_not_add_signatories() -> None:
    made = drafted()
    with pytest.raises(PermissionDenied):
        services.take_list(made, (), {}, by=makers.reader(), on=None)


def test_a_list_comes_in_through_the_screen(editor: Client, stores: Home) -> None:
    made = drafted()
    Organisation.objects.create(name="Hentzau Association of Journalist")
    screen = reverse("statement", args=[made.public_id])
    taking = reverse("take_list", args=[made.public_id])

    seen = editor.post(taking, {"list": TEXT}).content.decode()

    assert "the same as Hentzau Association of Journalist" in seen
    assert not made.signatories.exists()
    place = seen.split('name="same-')[1].split('"')[0]
    editor.post(taking, {"list": TEXT, "do": "take", f"same-{place}": "on"})
    assert made.signatories.count() == 7
    assert not Organisation.objects.filter(name="Hentzau Association of Journalists").exists()
    editor.post(screen, {"do": "issue"})
    made.refresh_from_db()
    assert made.state == Statement.State.ISSUED
    table = editor.get(screen, {"export": "csv"}).content.decode()
    assert "Zenda School of Law" in table


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not beside this checkout")
def test_the_call_of_78_organisations_is_counted_as_its_list_stands() -> None:
    made = drafted()
    found = read_list((SEEDS / "4-joint-call-78-organisations.txt").read_text("utf-8"))

    services.take_list(made, found.lines, {}, by=make_editor(), on=None)

    assert found.claimed == 78
    assert "80 listed (87 lines, 7 of them headings)" in found.difference
    houses = made.signatories.filter(signs_as=Signatory.As.HOUSE).count()
    assert houses == 7
    direct, represented, distinct = numbers(made)
    assert direct + represented == distinct == 87
