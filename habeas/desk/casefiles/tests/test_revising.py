from datetime import date

import pytest

from habeas.desk.accounts.services import command_line_user
from habeas.desk.casefiles import overview
from habeas.desk.casefiles.models import Choice, Event, Involvement, Name
from habeas.desk.casefiles.services import (
    NotPossible,
    accept_claim,
    believe_claim,
    involve,
    keep_open,
    reopen_claim,
    revise_event,
    set_sensitivity,
    uninvolve,
)
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.sources.models import Sensitivity

pytestmark = pytest.mark.django_db
TERM = {"metric": "term", "value": "P4Y", "unit": None}


def make_event(**claim: object) -> Event:
    accept_claim(make_claim(**({"date": "2021-05-04"} | claim)), by=editor())  # type: ignore[arg-type]
    return Event.objects.get()


def test_what_staff_decide_stands_when_another_claim_comes() -> None:
    event = make_event()

    revise_event(event, {"place": "Zenda"}, reason="the family says so", by=editor())
    accept_claim(make_claim(date="2021-05-04", place="Strelsau"), by=editor())

    event.refresh_from_db()
    assert event.place == "Zenda"
    assert Choice.objects.get().reason == "the family says so"


def test_a_field_that_an_event_of_its_type_has_not_is_refused_and_nothing_is_written() -> None:
    event = make_event()

    with pytest.raises(NotPossible, match="colour"):
        revise_event(event, {"place": "Zenda", "colour": "red"}, reason="", by=editor())

    event.refresh_from_db()
    assert event.place == ""
    assert not Choice.objects.exists()


def test_an_impossible_date_is_refused_in_words() -> None:
    event = make_event()

    with pytest.raises(NotPossible, match="2021-13"):
        revise_event(event, {"date": "2021-13"}, reason="", by=editor())


def test_of_two_claims_that_differ_one_is_believed_and_the_other_still_shows() -> None:
    event = make_event(type="verdict_sentence", quantity=TERM)
    other = make_claim("verdict_sentence", date="2021-05-04", quantity=TERM | {"value": "P5Y"})
    accept_claim(other, by=editor())

    believe_claim(event, "quantity", other, reason="the court's own paper", by=editor())

    event.refresh_from_db()
    person = Name.objects.get().person
    entry = overview.case_file(person, on=date(2022, 1, 1), member=editor()).disputed[0]
    assert event.quantity is not None
    assert event.quantity["value"] == "P5Y"
    assert [one.says.get("quantity") for one in entry.evidence] == ["P4Y", None]


def test_keeping_both_open_lets_the_field_follow_its_claims_again() -> None:
    event = make_event(place="Strelsau")
    revise_event(event, {"place": "Zenda"}, reason="", by=editor())

    keep_open(event, "place", reason="two papers differ", by=editor())

    event.refresh_from_db()
    assert event.place == "Strelsau"
    assert [(c.field, c.kept_open) for c in Choice.objects.all()] == [
        ("place", False),
        ("place", True),
    ]


def test_what_a_secret_source_says_is_never_believed_into_a_public_event() -> None:
    event = make_event()
    secret = make_claim(date="2021-05-04", place="Zenda", sensitivity=Sensitivity.RESTRICTED)
    accept_claim(secret, by=editor(), into=event)

    with pytest.raises(NotPossible, match="more sensitive"):
        believe_claim(event, "place", secret, reason="", by=editor())


def test_an_event_made_public_forgets_what_a_secret_source_said() -> None:
    secret = make_claim(date="2021-05-04", place="Zenda", sensitivity=Sensitivity.RESTRICTED)
    accept_claim(secret, by=editor())
    event = Event.objects.get()

    set_sensitivity(event, Sensitivity.PUBLIC, basis="public record", by=editor())
    set_sensitivity(event, Sensitivity.PUBLIC, basis="public record", by=command_line_user())

    event.refresh_from_db()
    assert event.sensitivity == Sensitivity.PUBLIC
    assert (event.date, event.place) == ("", "")


def test_what_was_restricted_becomes_public_only_when_two_agree() -> None:
    accept_claim(make_claim(sensitivity=Sensitivity.RESTRICTED), by=editor())
    event = Event.objects.get()

    for level in (Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.PUBLIC, Sensitivity.PUBLIC):
        set_sensitivity(event, level, basis="public record", by=editor())

    event.refresh_from_db()
    assert event.sensitivity == Sensitivity.INTERNAL
    assert event.asked_public_by == editor()
    set_sensitivity(event, Sensitivity.PUBLIC, basis="public record", by=command_line_user())
    event.refresh_from_db()
    assert event.sensitivity == Sensitivity.PUBLIC


def test_a_judge_that_staff_name_stays_when_the_event_is_worked_out_anew() -> None:
    event = make_event(type="verdict_sentence")
    accept_claim(make_claim("interrogation", persons=["Michael Elphberg"]), by=editor())
    judge = Name.objects.get(text="Michael Elphberg").person

    involve(event, judge, Involvement.Role.PERPETRATOR, degree="judge", by=editor())
    accept_claim(make_claim("verdict_sentence", date="2021-05-04"), by=editor())

    part = event.involvements.get(person=judge)
    assert (part.role, part.degree) == ("perpetrator", "judge")
    uninvolve(part, by=editor())
    assert not event.involvements.filter(person=judge).exists()


def test_what_a_claim_says_of_who_took_part_is_taken_back_with_the_claim_alone() -> None:
    part = make_event().involvements.get()

    with pytest.raises(NotPossible, match="reopen the claim"):
        uninvolve(part, by=editor())


def test_reopening_the_only_claim_of_an_event_removes_it() -> None:
    claim = make_claim(date="2021-05-04")
    accept_claim(claim, by=editor())

    reopen_claim(claim, by=editor())

    assert not Event.objects.exists()
