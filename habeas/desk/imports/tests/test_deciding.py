from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from habeas.desk.accounts.models import LogEntry
from habeas.desk.casefiles.models import Claim, Event, Person
from habeas.desk.casefiles.services import accept_claim, merge_people
from habeas.desk.casefiles.tests.makers import editor, make_claim
from habeas.desk.imports import deciding
from habeas.desk.imports.matching import candidates
from habeas.desk.imports.models import Observation
from habeas.desk.imports.taking import NotNow
from habeas.desk.imports.tests.makers import FLAVIA, RUDOLF, row_of, take_in, write_csv
from habeas.desk.tests.makers import reader

pytestmark = pytest.mark.django_db


def known_rudolf() -> Person:
    """A file opened by another source, before the list came."""
    person = accept_claim(make_claim(date="2021-05", place="Strelsau"), by=editor()).person
    assert person is not None
    return person


def test_opening_a_row_makes_one_person_with_every_name_and_event(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))

    row = deciding.open_row(row_of("id:1"), by=editor())

    person = Person.objects.get()
    assert row.person == person
    assert person.slug == "rudolf-rassendyll"
    assert {name.text for name in person.names.all()} == {"Rudolf Rassendyll", "Рудольф Расэндыл"}
    events = {event.type: event for event in Event.objects.all()}
    assert set(events) == {"arrest", "transfer", "charge"}
    assert events["arrest"].date == "2021-05-04"
    assert person.attributes.get(aspect="birth").date == "1985-02"
    assert not row.waits


def test_each_claim_quotes_its_line_in_the_preserved_row(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))

    deciding.open_row(row_of("id:1"), by=editor())

    for claim in Claim.objects.select_related("capture"):
        assert claim.capture.text[claim.start : claim.end] == claim.quote
        assert claim.state == "accepted"
    assert Claim.objects.get(type="arrest").quote == "arrested: 04.05.2021"


def test_an_occupation_is_told_in_the_words_of_its_cell(tmp_path: Path) -> None:
    header = ("name", "occupation")
    take_in(write_csv(tmp_path / "list.csv", ("Jan Novik", "Editor of a paper"), header=header))

    deciding.open_row(Observation.objects.get(), by=editor())

    claim = Claim.objects.get()
    assert Person.objects.get().attributes.get().value == "Editor of a paper"
    assert claim.capture.text[claim.start : claim.end] == claim.quote == "Editor of a paper"


def test_joining_adds_to_a_file_and_overwrites_nothing(tmp_path: Path) -> None:
    person = known_rudolf()
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))

    deciding.join_row(row_of("id:1"), person, by=editor())

    arrest = Event.objects.get(type="arrest")
    assert Person.objects.count() == 1
    assert arrest.citations.count() == 2
    assert arrest.place == "Strelsau"
    assert arrest.date == "2021-05-04"


def test_a_row_is_offered_the_files_of_its_name_in_any_script(tmp_path: Path) -> None:
    person = known_rudolf()
    cyrillic = ("1", "Рудольф Рассендилл", "", "", "", "", "")
    take_in(write_csv(tmp_path / "list.csv", cyrillic, FLAVIA))
    rows = list(Observation.objects.order_by("row"))

    found = candidates(rows, member=editor())

    assert [one.person for one in found[rows[0].pk]] == [person]
    assert found[rows[1].pk] == []


def test_different_people_is_remembered_in_every_later_edition(tmp_path: Path) -> None:
    person = known_rudolf()
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF))

    deciding.keep_row_apart(row_of("id:1"), person, by=editor())
    take_in(write_csv(tmp_path / "list2.csv", (*RUDOLF[:5], "Hofbau", "")))

    row = row_of("id:1")
    assert row.waits
    assert candidates([row], member=editor())[row.pk] == []


def test_a_joined_row_that_changed_adds_only_what_it_says_otherwise(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF))
    person = deciding.open_row(row_of("id:1"), by=editor()).person
    assert person is not None
    claims = Claim.objects.count()
    take_in(write_csv(tmp_path / "list2.csv", (*RUDOLF[:4], "05.05.2021", *RUDOLF[5:])))
    row = row_of("id:1")
    assert (row.waits, row.person, row.changes) == (True, person, ["arrest.date"])

    deciding.join_row(row, person, by=editor())

    arrest = Event.objects.get(type="arrest")
    assert Claim.objects.count() == claims + 1
    assert {c.claim.date for c in arrest.citations.all()} == {"2021-05-04", "2021-05-05"}
    assert arrest.date == "2021-05-04"


def test_a_new_name_of_a_joined_row_reaches_the_file(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list1.csv", (*RUDOLF[:2], "", *RUDOLF[3:])))
    person = deciding.open_row(row_of("id:1"), by=editor()).person
    assert person is not None
    take_in(write_csv(tmp_path / "list2.csv", RUDOLF))

    deciding.join_row(row_of("id:1"), person, by=editor())

    assert {name.text for name in person.names.all()} == {"Rudolf Rassendyll", "Рудольф Расэндыл"}


def test_a_joined_row_that_left_the_list_waits_to_be_noted(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF, FLAVIA))
    deciding.open_row(row_of("id:1"), by=editor())
    take_in(write_csv(tmp_path / "list2.csv", ("3", "Fritz Tarlenheim", "", "", "", "", "")))
    gone, never = row_of("id:1"), row_of("id:2")
    assert (gone.waits, never.waits) == (True, False)

    deciding.skip_row(gone, by=editor())

    gone.refresh_from_db()
    assert (gone.waits, gone.decision) == (False, "opened")
    assert gone.person is not None


def test_a_row_passed_over_comes_back_only_when_it_changes(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "list1.csv", RUDOLF)
    take_in(file)
    deciding.skip_row(row_of("id:1"), by=editor())

    take_in(file)
    assert not row_of("id:1").waits

    take_in(write_csv(tmp_path / "list2.csv", (*RUDOLF[:5], "Hofbau", "")))
    assert row_of("id:1").waits


def test_a_joined_row_follows_its_person_through_a_merge(tmp_path: Path) -> None:
    kept = known_rudolf()
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF))
    other = deciding.open_row(row_of("id:1"), by=editor()).person
    assert other is not None
    merge_people(kept, other, reason="", by=editor())
    take_in(write_csv(tmp_path / "list2.csv", (*RUDOLF[:5], "Hofbau", "342")))
    row = row_of("id:1")
    assert row.file == kept

    deciding.join_row(row, kept, by=editor())

    assert kept.involvements.filter(event__type="transfer", event__place="Hofbau").exists()


def test_undoing_takes_back_everything_the_row_brought(tmp_path: Path) -> None:
    person = known_rudolf()
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))
    deciding.join_row(row_of("id:1"), person, by=editor())

    row = deciding.reopen_row(row_of("id:1"), by=editor())

    assert (row.waits, row.person) == (True, None)
    assert Claim.objects.count() == 1
    assert [event.type for event in Event.objects.all()] == ["arrest"]
    assert Event.objects.get().date == "2021-05"
    deciding.open_row(row, by=editor())
    assert Person.objects.count() == 2


def test_in_bulk_only_rows_that_match_nobody_open_and_each_person_once(tmp_path: Path) -> None:
    known_rudolf()
    again = ("7", *FLAVIA[1:])
    take_in(write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA, again))

    done = deciding.open_unmatched(Observation.objects.all(), by=editor())

    assert (done.opened, done.passed, done.is_done) == (1, 2, True)
    assert list(Observation.objects.filter(waits=True).values_list("key", flat=True)) == [
        "id:1",
        "id:7",
    ]


def test_a_decided_row_is_not_decided_twice(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))
    row = row_of("id:1")
    deciding.open_row(row, by=editor())

    with pytest.raises(NotNow):
        deciding.open_row(row, by=editor())

    assert Person.objects.count() == 1


def test_only_reviewers_decide_and_the_log_says_who_did(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))
    row = row_of("id:1")

    with pytest.raises(PermissionDenied):
        deciding.open_row(row, by=reader("imports.view_peoplelist"))
    deciding.open_row(row, by=editor())

    assert LogEntry.objects.get(action="row.opened").subject == f"observation {row.public_id}"


def test_a_row_with_nothing_but_a_name_can_open_a_file(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", ("Jan Novik", "x"), header=("name", "remark")))

    deciding.open_row(Observation.objects.get(), by=editor())

    assert [str(name) for name in Person.objects.get().names.all()] == ["Jan Novik"]
    assert Claim.objects.get().type == "other"
