"""The case file changed where it is read, without JavaScript."""

import pytest
from django.test import Client

from habeas.desk.casefiles import together
from habeas.desk.casefiles.models import Event, Name, Person
from habeas.desk.casefiles.services import (
    NotPossible,
    accept_claim,
    merge_people,
    revise_event,
    set_team,
)
from habeas.desk.casefiles.tests.makers import editor as make_editor
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests.makers import reader as make_reader

pytestmark = pytest.mark.django_db
PAGE = "/desk/people/rudolf-rassendyll/"
MAY_LOOK = (
    "casefiles.view_person",
    "casefiles.view_event",
    "casefiles.view_claim",
    "casefiles.view_case",
    "casefiles.view_organisation",
    "sources.view_source",
)


def hold(type: str = "arrest", **claim: object) -> Event:
    filed = accept_claim(make_claim(type, **claim), by=make_editor())  # type: ignore[arg-type]
    assert filed.finding is not None
    return Event.objects.get(pk=filed.finding.pk)


def log_in(*permissions: str) -> Client:
    client = Client()
    client.force_login(make_reader(*permissions))
    return client


def test_an_event_is_edited_in_place(editor: Client) -> None:
    event = hold(date="2021-05-04")

    form = editor.get(PAGE, {"edit": event.public_id}).content.decode()
    answer = editor.post(
        f"/desk/findings/{event.public_id}/revise/",
        {"date": "2021-05-05", "place": "Zenda", "reason": "the warrant", "next": PAGE},
    )

    event.refresh_from_db()
    assert f'action="/desk/findings/{event.public_id}/revise/"' in form
    assert answer.url == f"{PAGE}#finding-{event.public_id}"  # type: ignore[attr-defined]
    assert (event.date, event.place) == ("2021-05-05", "Zenda")


def test_the_form_of_an_event_has_the_fields_of_its_type(editor: Client) -> None:
    event = hold("release", date="2022-01-01")

    form = editor.get(PAGE, {"edit": event.public_id}).content.decode()
    editor.post(
        f"/desk/findings/{event.public_id}/revise/",
        {"date": "2022-01-01", "details.ground": "amnesty", "next": PAGE},
    )
    page = editor.get(PAGE).content.decode()

    event.refresh_from_db()
    assert 'name="details.ground"' in form
    assert event.details == {"ground": "amnesty"}
    assert "amnesty" in page[page.index(f"finding-{event.public_id}") :]


def test_a_code_that_no_list_has_is_refused() -> None:
    event = hold("release", date="2022-01-01")

    with pytest.raises(NotPossible, match="magic"):
        revise_event(event, {"details.ground": "magic"}, reason="", by=make_editor())


def test_two_people_at_one_event_are_told_of_each_other(editor: Client) -> None:
    event = hold(date="2021-05-04")
    other = log_in(*MAY_LOOK, "casefiles.change_event")
    address = {"edit": event.public_id}

    other.get(PAGE, address)
    page = editor.get(PAGE, address).content.decode()

    assert "boris has this event open too" in page


def test_nobody_overwrites_what_another_changed_meanwhile(editor: Client) -> None:
    event = hold(date="2021-05-04")
    seen = together.state_of(event)
    other = log_in(*MAY_LOOK, "casefiles.change_event")
    revise = f"/desk/findings/{event.public_id}/revise/"
    other.post(revise, {"date": "2021-05-04", "place": "Zenda", "seen": seen, "next": PAGE})

    late = {"date": "2021-05-04", "place": "Hentzau", "seen": seen, "next": PAGE}
    page = editor.post(revise, late, follow=True).content.decode()

    event.refresh_from_db()
    assert event.place == "Zenda"
    assert "boris has changed this event meanwhile" in page
    assert f'action="{revise}"' in page


def test_a_list_is_taken_away_as_it_is_shown_with_addresses(editor: Client) -> None:
    hold(persons=["=Ivan Karavai"], date="2021-05-04")

    answer = editor.get("/desk/people/", {"export": "csv"})
    rows = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]

    assert rows[0].endswith("Address")
    assert rows[1].startswith("'=Ivan Karavai")
    assert rows[1].endswith("http://testserver/desk/people/ivan-karavai/")


def test_an_impossible_date_changes_nothing_and_is_told(editor: Client) -> None:
    event = hold(date="2021-05-04")

    page = editor.post(
        f"/desk/findings/{event.public_id}/revise/",
        {"date": "2021-02-31", "next": PAGE},
        follow=True,
    ).content.decode()

    event.refresh_from_db()
    assert event.date == "2021-05-04"
    assert "2021-02-31" in page


def test_a_new_event_is_entered_and_waits_for_a_claim(editor: Client) -> None:
    hold(date="2021-05-04")

    form = editor.get(PAGE, {"add": "release"}).content.decode()
    editor.post(f"{PAGE}events/", {"type": "release", "date": "2022-01", "next": PAGE})

    assert 'name="type" value="release"' in form
    assert Event.objects.get(type="release").date == "2022-01"
    assert "no accepted claim" in editor.get(PAGE).content.decode()


def test_a_difference_is_settled_from_the_page(editor: Client) -> None:
    term = {"metric": "term", "unit": None}
    event = hold("verdict_sentence", date="2021-05-04", quantity=term | {"value": "P4Y"})
    other = make_claim("verdict_sentence", date="2021-05-04", quantity=term | {"value": "P5Y"})
    accept_claim(other, by=make_editor())

    editor.post(
        f"/desk/findings/{event.public_id}/settle/",
        {"field": "quantity", "claim": other.public_id, "reason": "the verdict", "next": PAGE},
    )
    page = editor.get(PAGE).content.decode()

    event.refresh_from_db()
    assert event.quantity is not None
    assert event.quantity["value"] == "P5Y"
    assert "the verdict" in page


def test_a_judge_is_named_from_the_page_and_taken_out_again(editor: Client) -> None:
    event = hold("verdict_sentence", date="2021-05-04")
    hold("interrogation", persons=["Michael Elphberg"])

    editor.post(
        f"/desk/findings/{event.public_id}/parties/",
        {"name": "Michael Elphberg", "role": "perpetrator", "degree": "judge", "next": PAGE},
    )
    part = event.involvements.get(role="perpetrator")
    editor.post(f"/desk/findings/{event.public_id}/parties/remove/", {"part": part.pk})

    assert part.degree == "judge"
    assert not event.involvements.filter(role="perpetrator").exists()


def test_somebody_unknown_is_not_made_up(editor: Client) -> None:
    event = hold(date="2021-05-04")

    page = editor.post(
        f"/desk/findings/{event.public_id}/parties/",
        {"name": "Nobody Known", "role": "perpetrator", "next": PAGE},
        follow=True,
    ).content.decode()

    assert "Nobody Known" in page
    assert Person.objects.count() == 1


def test_a_consent_is_noted_and_withdrawn_from_the_page(editor: Client) -> None:
    event = hold(date="2021-05-04")

    editor.post(
        f"{PAGE}consents/",
        {
            "given_by": "the sister",
            "purpose": "the portal",
            "given_on": "2021-06-01",
            "finding": event.public_id,
            "next": PAGE,
        },
    )
    consent = Person.objects.get().consents.get()
    editor.post(f"/desk/consents/{consent.public_id}/withdraw/", {"next": PAGE})

    consent.refresh_from_db()
    assert [finding.pk for finding in consent.findings.all()] == [event.pk]
    assert consent.withdrawn_on is not None


def test_what_is_restricted_looks_missing_to_all_but_those_named() -> None:
    event = hold(date="2021-05-04", sensitivity=Sensitivity.RESTRICTED)
    slug = Person.objects.get().slug
    client = log_in(*MAY_LOOK)

    missing = [client.get(f"/desk/people/{name}/").status_code for name in (slug, "nobody")]
    lists = client.get("/desk/people/").content.decode()
    name = Name.objects.get()
    for finding in (event, name):
        finding.readers.add(make_reader())

    assert missing == [404, 404]
    assert "Rassendyll" not in lists
    assert client.get(f"/desk/people/{slug}/").status_code == 200


def test_a_restricted_source_is_open_to_the_team_of_its_case_alone() -> None:
    claim = make_claim(date="2021-05-04", sensitivity=Sensitivity.RESTRICTED)
    accept_claim(claim, by=make_editor())
    case = Event.objects.get().case
    assert case is not None
    address = f"/desk/review/{claim.capture.source.public_id}/{claim.public_id}/"
    client = log_in(*MAY_LOOK)

    before = client.get(address).status_code
    set_team(case, [make_reader()], restricted=True, by=make_editor())

    assert before == 404
    assert client.get(address).status_code == 200


def test_what_happened_in_a_restricted_case_is_closed_though_public_elsewhere() -> None:
    event = hold(date="2021-05-04")
    assert event.case is not None
    set_team(event.case, [], restricted=True, by=make_editor())

    page = log_in(*MAY_LOOK).get("/desk/events/").content.decode()

    assert "Rassendyll" not in page


def test_the_page_tells_what_was_known_on_a_day(editor: Client) -> None:
    hold(date="2021-05-04")

    today = editor.get(PAGE, {"known": "2099-01-01"}).content.decode()
    before = editor.get(PAGE, {"known": "2001-01-01"}).content.decode()

    assert "What we knew on 1 January 2099" in today
    assert "Nothing was held yet" in before


def test_the_address_of_a_merged_file_leads_to_the_kept_one(editor: Client) -> None:
    hold(date="2021-05-04")
    hold("release", persons=["Rudi Rass"], date="2022-01-01")
    kept, emptied = Person.objects.order_by("pk")
    merge_people(kept, emptied, reason="", by=make_editor())

    assert editor.get("/desk/people/rudi-rass/").headers["Location"] == PAGE


def test_two_files_that_look_alike_are_offered_and_decided(editor: Client) -> None:
    hold(date="2021-05-04")
    name = "Rudolf Rassendyll"
    accept_claim(make_claim("search", date="2021-05-04"), by=make_editor(), who={name: None})
    one, other = Person.objects.order_by("pk")

    offered = editor.get("/desk/duplicates/").content.decode()
    editor.post(f"/desk/duplicates/{one.public_id}/{other.public_id}/", {"do": "apart"})

    assert one.slug in offered
    assert "No two files look like one person" in editor.get("/desk/duplicates/").content.decode()


def test_who_may_know_many_findings_is_decided_at_once_and_undone(editor: Client) -> None:
    private = {"sensitivity": Sensitivity.INTERNAL}
    arrest = hold(date="2021-05-04", **private)
    release = hold("release", date="2022-01-01", **private)
    keys = [arrest.public_id, release.public_id]
    address = f"/desk/people/{Person.objects.get().slug}/"

    editor.post(
        f"{address}sensitivity/",
        {"finding": keys, "sensitivity": "public", "basis": "The family agreed on 2 May"},
    )
    levels = Event.objects.values_list("sensitivity", "basis")
    assert set(levels) == {("public", "The family agreed on 2 May")}

    page = editor.get(address).content.decode()
    assert f'action="{address}sensitivity/undo/"' in page
    editor.post(f"{address}sensitivity/undo/")
    assert set(Event.objects.values_list("sensitivity", "basis")) == {("internal", "")}


def test_many_findings_become_public_on_a_basis_only(editor: Client) -> None:
    event = hold(date="2021-05-04", sensitivity=Sensitivity.INTERNAL)

    editor.post(
        f"{PAGE}sensitivity/", {"finding": [event.public_id], "sensitivity": "public", "basis": ""}
    )

    event.refresh_from_db()
    assert event.sensitivity == "internal"


@pytest.mark.parametrize(
    ("key", "wrong", "right"),
    [("probation", "two years", "P2Y"), ("fine", "a lot", "500 EUR")],
)
def test_a_detail_that_is_no_duration_or_sum_is_refused_with_how_to_write_it(
    editor: Client, key: str, wrong: str, right: str
) -> None:
    event = hold("verdict_sentence", date="2021-11-24")
    address = f"/desk/findings/{event.public_id}/revise/"

    def enter(value: str) -> str:
        sent = {"date": "2021-11-24", f"details.{key}": value, "next": PAGE}
        return editor.post(address, sent, follow=True).content.decode()

    assert {"probation": "P4Y6M", "fine": "500 EUR"}[key] in enter(wrong)
    event.refresh_from_db()
    assert key not in event.details
    enter(right)
    event.refresh_from_db()
    assert event.details[key] == right
    with pytest.raises(NotPossible, match="is written"):
        revise_event(event, {f"details.{key}": wrong}, reason="", by=make_editor())
