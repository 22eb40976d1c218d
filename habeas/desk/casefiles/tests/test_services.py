import pytest
from django.core.exceptions import PermissionDenied

from habeas.desk.accounts.models import LogEntry, User
from habeas.desk.casefiles import labels
from habeas.desk.casefiles.models import Attribute, Case, Citation, Claim, Event, Name, Person
from habeas.desk.casefiles.services import (
    NotReviewable,
    accept_all,
    accept_claim,
    correct_claim,
    propose_claims,
    reject_claim,
    reopen_claim,
)
from habeas.desk.casefiles.tests.makers import editor, make_capture, make_claim
from habeas.desk.sources.models import Sensitivity

pytestmark = pytest.mark.django_db


def test_the_first_claim_opens_person_case_and_event() -> None:
    claim = make_claim(date="2021-05-04", place="Strelsau")

    result = accept_claim(claim, by=editor())

    event = Event.objects.get()
    assert result.outcome == "new"
    assert result.person is not None
    assert result.person.slug == "rudolf-rassendyll"
    assert (event.date, event.place, event.sensitivity) == ("2021-05-04", "Strelsau", "public")
    assert event.basis == "public record"
    assert list(Case.objects.get().persons.all()) == [result.person]
    assert LogEntry.objects.filter(action="claim.accepted").count() == 1


def test_a_second_source_joins_the_same_event_and_sharpens_its_date() -> None:
    accept_claim(make_claim(date="2021-05"), by=editor())

    result = accept_claim(make_claim(date="2021-05-04"), by=editor())

    assert result.outcome == "joined"
    assert Event.objects.get().date == "2021-05-04"
    assert Event.objects.get().citations.count() == 2


def test_another_day_is_another_event() -> None:
    accept_claim(make_claim("meeting", date="2021-06-23"), by=editor())
    accept_claim(make_claim("meeting", date="2021-06-27"), by=editor())

    assert Event.objects.count() == 2


def test_names_of_one_person_in_two_scripts_meet() -> None:
    accept_claim(make_claim(persons=["Ivan Karavai"], date="2021-05-04"), by=editor())
    accept_claim(
        make_claim(persons=["Іван Каравай"], language="be", date="2021-05-04"), by=editor()
    )

    assert Person.objects.count() == 1
    assert set(Name.objects.values_list("text", "script")) == {
        ("Ivan Karavai", "Latn"),
        ("Іван Каравай", "Cyrl"),
    }


def test_what_a_public_source_says_never_opens_a_private_finding() -> None:
    secret = make_claim(date="2021-05-04", place="Zenda", sensitivity=Sensitivity.RESTRICTED)
    accept_claim(secret, by=editor())

    accept_claim(make_claim(date="2021-05-04", place="Strelsau"), by=editor())

    public = Event.objects.get(sensitivity=Sensitivity.PUBLIC)
    assert public.place == "Strelsau"
    assert Event.objects.get(sensitivity=Sensitivity.RESTRICTED).place == "Zenda"


def test_a_restricted_source_supports_a_public_finding_without_informing_it() -> None:
    accept_claim(make_claim(date="2021-05"), by=editor())
    secret = make_claim(date="2021-05-04", place="Zenda", sensitivity=Sensitivity.RESTRICTED)

    result = accept_claim(secret, by=editor())

    event = Event.objects.get()
    assert result.outcome == "joined"
    assert (event.date, event.place) == ("2021-05", "")


def test_a_private_name_never_shapes_an_address() -> None:
    secret = make_claim(persons=["Black Michael"], sensitivity=Sensitivity.INTERNAL)

    result = accept_claim(secret, by=editor())

    assert result.person is not None
    assert result.person.slug.startswith("p-")
    assert "michael" not in result.person.slug


def test_a_claim_may_be_filed_as_contradicting() -> None:
    first = accept_claim(make_claim("verdict_sentence", date="2021-11-24"), by=editor())
    other = make_claim("verdict_sentence", date="2021-11-04")

    accept_claim(
        other,
        by=editor(),
        into=Event.objects.get(pk=first.finding.pk if first.finding else 0),
        bearing=Citation.Bearing.CONTRADICTS,
    )

    event = Event.objects.get()
    assert event.date == "2021-11-24"
    assert event.citations.get(bearing="contradicts").claim == other


def test_undo_leaves_no_trace() -> None:
    claim = make_claim(date="2021-05-04")
    accept_claim(claim, by=editor())

    reopen_claim(claim, by=editor())

    claim.refresh_from_db()
    assert claim.state == Claim.State.PROPOSED
    assert not Event.objects.exists()
    assert not Person.objects.exists()


def test_undo_takes_back_what_only_that_claim_had_said() -> None:
    accept_claim(make_claim(date="2021-05"), by=editor())
    sharper = make_claim(date="2021-05-04", place="Strelsau")
    accept_claim(sharper, by=editor())

    reopen_claim(sharper, by=editor())

    event = Event.objects.get()
    assert (event.date, event.place) == ("2021-05", "")


def test_a_rejected_claim_is_kept_with_its_reason() -> None:
    claim = make_claim()

    reject_claim(claim, by=editor(), reason="about another man")

    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("rejected", "about another man")
    assert not Event.objects.exists()


def test_corrections_keep_what_the_engine_had_said() -> None:
    capture = make_capture()
    claim = propose_claims(capture)[0]
    said = claim.proposed["date"]

    correct_claim(claim, {"date": "2021-05-05"}, by=editor())

    claim.refresh_from_db()
    assert claim.date == "2021-05-05"
    assert claim.proposed["date"] == said == "2021-05-04"


def test_a_sentence_without_a_type_cannot_be_accepted() -> None:
    with pytest.raises(NotReviewable, match="choose what kind"):
        accept_claim(make_claim(""), by=editor())


def test_reading_again_keeps_what_was_decided() -> None:
    capture = make_capture()
    accept_claim(propose_claims(capture)[0], by=editor())

    again = propose_claims(capture)

    assert again[0].state == Claim.State.ACCEPTED
    assert Claim.objects.count() == len(again)


def test_bulk_acceptance_says_what_it_leaves_and_why() -> None:
    claims = [make_claim(date="2021-05-04"), make_claim("release", modality="demanded")]

    outcomes = [(one.outcome, one.reason) for one in accept_all(claims, by=editor())]

    assert outcomes == [("new", ""), ("skipped", "the source does not assert it: demanded")]


def test_who_may_not_review_changes_nothing() -> None:
    claim = make_claim()
    stranger = User.objects.create_user("boris")

    with pytest.raises(PermissionDenied):
        accept_claim(claim, by=stranger)

    claim.refresh_from_db()
    assert claim.state == Claim.State.PROPOSED


def test_the_sex_that_a_birth_tells_of_is_a_fact_of_its_own() -> None:
    claim = make_claim("birth", date="1962", details={"sex": "female"})
    filed = accept_claim(claim, by=editor())
    again = make_claim("birth", date="1962-09", details={"sex": "female"})

    accept_claim(again, by=editor())

    assert filed.person is not None
    sex = filed.person.attributes.get(aspect="sex")
    assert (sex.value, sex.citations.count()) == ("female", 2)
    assert labels.finding(sex) == "Sex: Female"
    reopen_claim(claim, by=editor())
    reopen_claim(again, by=editor())
    assert not Attribute.objects.filter(aspect="sex").exists()
