from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from habeas.desk.accounts.models import LogEntry
from habeas.desk.casefiles.models import Claim, Person
from habeas.desk.casefiles.tests.makers import editor
from habeas.desk.imports import services, taking
from habeas.desk.imports.models import Observation, PeopleList, RowProblem, Run
from habeas.desk.imports.tests.makers import (
    FLAVIA,
    FRITZ,
    HEADER,
    RUDOLF,
    outcomes,
    row_of,
    take_in,
    write_csv,
)
from habeas.desk.sources.models import Capture, Sensitivity, Source
from habeas.desk.tests.makers import reader

pytestmark = pytest.mark.django_db


def test_the_first_file_adds_its_rows_and_opens_nobody(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA)

    results = take_in(file)

    assert outcomes(results) == [(2, "added"), (3, "added")]
    assert results[0].fields["name:be"] == "Рудольф Расэндыл"
    assert results[0].fields["arrest.date"] == "2021-05-04"
    assert results[1].fields["charge.articles"] == ["130", "342"]
    assert not Person.objects.exists()
    assert not Claim.objects.exists()
    assert Observation.objects.filter(waits=True).count() == 2


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA)
    take_in(file)

    results = take_in(file)

    assert outcomes(results) == [(2, "unchanged"), (3, "unchanged")]
    assert Capture.objects.count() == 1
    assert Source.objects.count() == 1


def test_the_next_edition_gives_exactly_what_differs(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list-2026-01.csv", RUDOLF, FLAVIA))
    moved = (*RUDOLF[:5], "Hentzau", "342")

    results = take_in(write_csv(tmp_path / "list-2026-02.csv", FRITZ, moved))

    assert outcomes(results) == [(2, "added"), (3, "changed"), (None, "removed")]
    assert results[1].fields == {"transfer.place": "Hentzau"}
    assert row_of("id:2").state == "removed"
    assert PeopleList.objects.get().name == "list"


def test_a_row_that_was_removed_is_added_when_it_comes_back_and_removed_once(
    tmp_path: Path,
) -> None:
    both = write_csv(tmp_path / "list1.csv", RUDOLF, FLAVIA)
    one = write_csv(tmp_path / "list2.csv", RUDOLF)
    take_in(both)
    take_in(one)

    assert outcomes(take_in(one)) == [(2, "unchanged")]
    assert outcomes(take_in(both)) == [(2, "unchanged"), (3, "added")]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF, FLAVIA))
    before = (Run.objects.count(), LogEntry.objects.count())
    file = write_csv(tmp_path / "list2.csv", FRITZ, (*RUDOLF[:5], "Hentzau", "342"))

    tried = outcomes(list(services.try_list(file, by=editor())))

    assert tried == [(2, "added"), (3, "changed"), (None, "removed")]
    assert (Run.objects.count(), LogEntry.objects.count()) == before
    assert tried == outcomes(take_in(file))


def test_what_cannot_be_read_is_kept_as_text_and_reported_by_row_and_column(
    tmp_path: Path,
) -> None:
    wrong = (*RUDOLF[:4], "31.02.2021", "", "")

    result = take_in(write_csv(tmp_path / "list.csv", wrong))[0]

    problem = RowProblem.objects.get()
    assert (problem.row, problem.column, problem.value) == (2, "arrested", "31.02.2021")
    assert problem.reason == "there is no such date: 2021-02-31"
    assert result.fields["arrested"] == "31.02.2021"
    assert "arrest.date" not in result.fields
    assert result.fields["birth.date"] == "1985-02"


def test_rows_are_refused_without_a_name_or_with_an_id_that_came_before(tmp_path: Path) -> None:
    nameless = ("9", "", "", "1990", "", "", "")
    file = write_csv(tmp_path / "list.csv", RUDOLF, nameless, (RUDOLF[0], *FLAVIA[1:]))

    results = take_in(file)

    assert outcomes(results) == [(2, "added"), (3, "refused"), (4, "refused")]
    assert results[1].reason == "the row names nobody"
    assert results[2].reason == "row 2 has the same id"
    assert list(RowProblem.objects.filter(is_refusal=True).values_list("row", flat=True)) == [3, 4]


def test_a_row_that_is_refused_today_has_not_left_the_list(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF, FLAVIA))
    nameless = ("2", "", "", "1990", "", "", "")

    results = take_in(write_csv(tmp_path / "list2.csv", RUDOLF, nameless))

    assert outcomes(results) == [(2, "unchanged"), (3, "refused")]
    assert row_of("id:2").state == "unchanged"


def test_namesakes_without_an_id_stay_two_rows(tmp_path: Path) -> None:
    header = ("name", "prison")
    file = write_csv(
        tmp_path / "list.csv", ("Jan Novik", "Zenda"), ("Jan Novik", "Hofbau"), header=header
    )
    take_in(file)

    assert outcomes(take_in(file)) == [(2, "unchanged"), (3, "unchanged")]
    assert set(Observation.objects.values_list("key", flat=True)) == {
        "as:jan novik|",
        "as:jan novik||2",
    }


def test_a_file_under_another_name_is_known_by_its_rows(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "monitor.csv", RUDOLF, FLAVIA))

    results = take_in(write_csv(tmp_path / "download.csv", RUDOLF, FLAVIA, FRITZ))

    assert [outcome for _, outcome in outcomes(results)] == ["unchanged", "unchanged", "added"]


def test_a_list_of_other_people_with_the_same_columns_is_another_list(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "north.csv", RUDOLF))

    results = take_in(write_csv(tmp_path / "south.csv", ("1", *FLAVIA[1:])))

    assert outcomes(results) == [(2, "added")]
    assert PeopleList.objects.count() == 2


def test_cut_short_after_any_batch_and_run_again_it_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [(str(n), f"Karl Hentzau{'abcdefghij'[n]}", "", "", "", "", "") for n in range(10)]
    take_in(write_csv(tmp_path / "list1.csv", *people[:6]))
    changed = [(*row[:5], "Zenda", "") for row in people[:3]]
    file = write_csv(tmp_path / "list2.csv", *changed, *people[4:])
    monkeypatch.setattr(taking, "BATCH", 2)
    whole = outcomes(list(services.try_list(file, by=editor())))

    for cut in (1, 3):
        going = services.import_list(file, by=editor(), sensitivity=Sensitivity.PUBLIC)
        for _ in range(cut * 2):
            next(going)
        going.close()  # type: ignore[attr-defined]

    assert outcomes(take_in(file)) == whole
    run = Run.objects.get(state="done", file_name="list2.csv")
    assert (run.added, run.changed, run.unchanged, run.removed) == (4, 3, 2, 1)
    assert RowProblem.objects.count() == 0


def test_only_who_may_import_imports(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "list.csv", RUDOLF)

    with pytest.raises(PermissionDenied):
        list(
            services.import_list(
                file, by=reader("casefiles.view_person"), sensitivity=Sensitivity.PUBLIC
            )
        )

    assert not Run.objects.exists()


def test_the_file_is_preserved_as_it_came_and_the_log_knows(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "list.csv", RUDOLF)

    take_in(file)

    capture = Capture.objects.get()
    assert capture.size == file.stat().st_size
    assert capture.text == "\t".join(HEADER)
    assert LogEntry.objects.filter(action="list.taken_in").count() == 1


def test_a_mapping_of_ones_own_is_kept_for_the_next_edition(tmp_path: Path) -> None:
    header = ("wer", "wann")
    mapping = {"name": "heft", "columns": {"wer": {"to": "name"}, "wann": {"to": "arrest.date"}}}
    first = write_csv(tmp_path / "a1.csv", ("Otto Zenda", "2020"), header=header)
    take_in(first, mapping=mapping)

    results = take_in(
        write_csv(tmp_path / "b.csv", ("Otto Zenda", "2021"), header=header), name="heft"
    )

    assert outcomes(results) == [(2, "changed")]
    assert results[0].fields == {"arrest.date": "2021"}
