import pytest
from django.utils import timezone

from habeas.desk.casefiles import history, queries
from habeas.desk.casefiles.models import Event, Name, Person
from habeas.desk.casefiles.services import (
    NotPossible,
    NotReviewable,
    accept_claim,
    keep_apart,
    merge_people,
    reopen_claim,
    undo_merge,
)
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests.makers import reader

pytestmark = pytest.mark.django_db


def make_person(name: str, type: str = "arrest", day: str = "2021-05-04") -> Person:
    accept_claim(make_claim(type, persons=[name], date=day), by=editor(), who={name: None})
    person = Name.objects.filter(text=name).order_by("-pk")[0].person
    return person


def test_a_merge_gives_everything_to_one_file_and_keeps_both_ids() -> None:
    kept, emptied = make_person("Rudolf Rassendyll"), make_person("Rudi Rass", "release")

    merge_people(kept, emptied, reason="one birthday", by=editor())

    emptied.refresh_from_db()
    assert emptied.merged_into == kept
    assert {name.text for name in kept.names.all()} == {"Rudolf Rassendyll", "Rudi Rass"}
    assert list(queries.people_visible_to(editor())) == [kept]
    assert {part.event.type for part in kept.involvements.all()} == {"arrest", "release"}


def test_undoing_a_merge_puts_everything_back() -> None:
    kept, emptied = make_person("Rudolf Rassendyll"), make_person("Rudi Rass", "release")
    event = Event.objects.get(type="arrest")
    event.involvements.create(person=emptied, role="victim", by_hand=True)
    before = [sorted(p.involvements.values_list("event", "role")) for p in (kept, emptied)]
    cases = [sorted(p.cases.values_list("pk", flat=True)) for p in (kept, emptied)]

    merge = merge_people(kept, emptied, reason="", by=editor())
    undo_merge(merge, by=editor())

    emptied.refresh_from_db()
    assert emptied.merged_into is None
    assert [name.text for name in emptied.names.all()] == ["Rudi Rass"]
    after = [sorted(p.involvements.values_list("event", "role")) for p in (kept, emptied)]
    assert after == before
    assert [sorted(p.cases.values_list("pk", flat=True)) for p in (kept, emptied)] == cases
    with pytest.raises(NotPossible):
        undo_merge(merge, by=editor())


def test_different_people_are_remembered_and_not_merged() -> None:
    one, other = make_person("Ivan Karavai"), make_person("Ivan Karavai", "release")

    keep_apart(other, one, reason="father and son", by=editor())

    with pytest.raises(NotPossible, match="different people"):
        merge_people(one, other, reason="", by=editor())


def test_a_name_that_two_people_bear_waits_for_somebody_to_say_who_is_meant() -> None:
    one, _ = make_person("Ivan Karavai"), make_person("Ivan Karavai", "release")
    claim = make_claim("search", persons=["Ivan Karavai"], date="2021-06-01")

    with pytest.raises(NotReviewable, match="more than one person"):
        accept_claim(claim, by=editor())

    claim.refresh_from_db()
    assert claim.state == "proposed"
    assert accept_claim(claim, by=editor(), who={"Ivan Karavai": one}).person == one


def test_a_record_can_be_read_as_it_was_known_on_any_day() -> None:
    accept_claim(make_claim(date="2021-05"), by=editor())
    person = Name.objects.get().person
    then = timezone.now()
    sharper = make_claim(date="2021-05-04")
    accept_claim(sharper, by=editor())

    def dates(moment: object) -> list[str]:
        known = history.known_at(person, moment, member=editor())  # type: ignore[arg-type]
        return [one.state["date"] for one in known if one.state["kind"] == "event"]

    assert dates(then) == ["2021-05"]
    assert dates(timezone.now()) == ["2021-05-04"]
    reopen_claim(sharper, by=editor())
    assert dates(timezone.now()) == ["2021-05"]


def test_what_is_gone_was_still_known_then_but_not_after() -> None:
    make_person("Rudolf Rassendyll")
    claim = make_claim("release", date="2021-06-01")
    accept_claim(claim, by=editor())
    person = Name.objects.get(text="Rudolf Rassendyll").person
    then = timezone.now()

    reopen_claim(claim, by=editor())

    types = [one.state.get("type") for one in history.known_at(person, then, member=editor())]
    now = [
        one.state.get("type") for one in history.known_at(person, timezone.now(), member=editor())
    ]
    assert "release" in types
    assert "release" not in now
    assert "arrest" in now


def test_a_restricted_finding_is_not_shown_as_it_was_either() -> None:
    claim = make_claim(date="2021-05-04", sensitivity=Sensitivity.RESTRICTED)
    accept_claim(claim, by=editor())
    person = Person.objects.get()

    seen = history.known_at(
        person, timezone.now(), member=reader("casefiles.view_person", "casefiles.view_event")
    )

    assert seen == []
