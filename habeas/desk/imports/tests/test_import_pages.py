from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from habeas.desk.casefiles.models import Person
from habeas.desk.casefiles.tests.makers import editor
from habeas.desk.imports import deciding, services
from habeas.desk.imports.models import Observation, PeopleList, Run
from habeas.desk.imports.tests.makers import FLAVIA, FRITZ, RUDOLF, row_of, take_in, write_csv
from habeas.desk.sources import blobs
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests import makers

pytestmark = pytest.mark.django_db


def upload(client: Client, file: Path, **more: str) -> HttpResponse:
    given = SimpleUploadedFile(file.name, file.read_bytes())
    sent = {"file": given, "sensitivity": "public", **more}
    answer: HttpResponse = client.post("/desk/import/", sent, follow=True)  # type: ignore[assignment]
    return answer


def page_of(people_list: PeopleList) -> str:
    return f"/desk/import/lists/{people_list.public_id}/"


def test_an_upload_is_tried_first_and_changes_nothing(editor: Client, tmp_path: Path) -> None:
    wrong = (*FLAVIA[:4], "31.02.2021", "", "")

    page = upload(editor, write_csv(tmp_path / "list.csv", RUDOLF, wrong)).content.decode()

    run = Run.objects.get()
    assert (run.state, run.added, run.refused) == ("checked", 2, 0)
    assert "there is no such date: 2021-02-31" in page
    assert "<td>arrested</td><td>31.02.2021</td>" in page
    assert not Observation.objects.exists()
    assert not PeopleList.objects.exists()


def test_what_was_tried_is_taken_in_by_a_second_step(editor: Client, tmp_path: Path) -> None:
    upload(editor, write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA))
    run = Run.objects.get()

    editor.post(f"/desk/import/runs/{run.public_id}/go/", {"do": "take"})

    run.refresh_from_db()
    assert (run.state, run.added, run.done) == ("done", 2, 2)
    assert Observation.objects.count() == 2


def test_what_was_tried_can_be_dropped_and_leaves_no_bytes(
    editor: Client, tmp_path: Path, settings: Any
) -> None:
    upload(editor, write_csv(tmp_path / "list.csv", RUDOLF))
    run = Run.objects.get()
    assert blobs.is_whole(settings.HOME.blobs, settings.VAULT, run.sha256)

    editor.post(f"/desk/import/runs/{run.public_id}/go/", {"do": "drop"})

    assert not blobs.is_whole(settings.HOME.blobs, settings.VAULT, run.sha256)
    assert Run.objects.get().state == "dropped"


def test_the_trial_counts_what_would_change_and_leave(editor: Client, tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF, FLAVIA))

    upload(editor, write_csv(tmp_path / "list2.csv", (*RUDOLF[:5], "Hofbau", "342"), FRITZ))

    run = Run.objects.order_by("pk").last()
    assert run is not None
    assert (run.added, run.changed, run.unchanged, run.removed) == (1, 1, 0, 1)


def test_a_long_file_goes_a_stretch_at_a_time_and_ends_the_same(tmp_path: Path) -> None:
    by = editor()
    people = [(str(n), f"Karl Hentzau{chr(97 + n)}", "", "", "", "", "") for n in range(10)]
    file = write_csv(tmp_path / "list.csv", *people, ("11", "", "", "", "", "", ""))
    run = services.start_trying(file, by=by, sensitivity=Sensitivity.PUBLIC, file_name="list.csv")
    steps = 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("habeas.desk.imports.taking.BATCH", 3)
        while run.state == "checking":
            run = services.carry_on(run, by=by, seconds=0)
            steps += 1
        run = services.take_in(run, by=by)
        while run.state == "running":
            run = services.carry_on(Run.objects.get(pk=run.pk), by=by, seconds=0)
            steps += 1

    assert steps > 8
    assert (run.state, run.added, run.refused, run.done) == ("done", 10, 1, 11)
    assert run.problems.count() == 1
    assert Observation.objects.count() == 10


def test_a_workbook_and_a_mapping_are_taken_as_they_are_uploaded(
    editor: Client, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.create_sheet("people", 0)
    sheet.append(["wer", "wann"])
    sheet.append(["Rudolf Rassendyll", "2021-05"])
    book.save(tmp_path / "list.xlsx")
    written = b"name: heft\ncolumns: {wer: name, wann: arrest.date}\n"

    answer = editor.post(
        "/desk/import/",
        {
            "file": SimpleUploadedFile("list.xlsx", (tmp_path / "list.xlsx").read_bytes()),
            "mapping": SimpleUploadedFile("heft.yaml", written),
            "sensitivity": "internal",
        },
        follow=True,
    )

    assert "Arrest: date" in answer.content.decode()
    run = Run.objects.get()
    assert (run.list_name, run.state, run.added) == ("heft", "checked", 1)


def test_a_file_that_is_no_list_is_refused_with_the_reason(editor: Client, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("colour,size\nred,3\n")

    answer = upload(editor, file)

    assert answer.status_code == 422
    assert "no column looks like a name" in answer.content.decode()
    assert not Run.objects.exists()


def test_a_file_that_breaks_off_ends_its_run_with_the_reason(
    editor: Client, tmp_path: Path
) -> None:
    file = tmp_path / "list.json"
    whole = ",".join(f'{{"name": "Karl Hentzau {n}"}}' for n in range(300))
    file.write_text(f'[{whole}, {{"name": "Kar')

    page = upload(editor, file).content.decode()

    assert Run.objects.get().state == "dropped"
    assert "this is not JSON" in page
    assert "Go on" not in page


def test_a_row_is_joined_opened_or_passed_over_from_its_page(
    editor: Client, tmp_path: Path
) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA, FRITZ))
    people_list = PeopleList.objects.get()
    rudolf, flavia, fritz = Observation.objects.order_by("row")

    editor.post(f"/desk/import/rows/{rudolf.public_id}/", {"do": "open"})
    person = Person.objects.get()
    editor.post(
        f"/desk/import/rows/{flavia.public_id}/", {"do": "join", "person": person.public_id}
    )
    editor.post(f"/desk/import/rows/{fritz.public_id}/", {"do": "skip"})

    page = editor.get(page_of(people_list)).content.decode()
    assert "Every row has been decided." in page
    decisions = Observation.objects.order_by("row").values_list("decision", flat=True)
    assert list(decisions) == ["opened", "joined", "skipped"]


def test_the_last_decision_can_be_undone(editor: Client, tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))
    row = Observation.objects.get()

    answer = editor.post(f"/desk/import/rows/{row.public_id}/", {"do": "open"}, follow=True)
    assert "Undo the last" in answer.content.decode()
    editor.post(f"/desk/import/rows/{row.public_id}/", {"do": "undo"})

    assert not Person.objects.exists()
    assert Observation.objects.get().waits


def test_a_changed_row_shows_what_it_said_before(editor: Client, tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list1.csv", RUDOLF))
    deciding.open_row(row_of("id:1"), by=makers.editor())
    take_in(write_csv(tmp_path / "list2.csv", (*RUDOLF[:5], "Hofbau", "342")))

    page = editor.get(page_of(PeopleList.objects.get())).content.decode()

    assert "<del>Zenda</del> <ins>Hofbau</ins>" in page
    assert "Add what changed to the file" in page


def test_files_are_opened_for_all_who_match_nobody(editor: Client, tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", RUDOLF, FLAVIA))

    editor.post(f"{page_of(PeopleList.objects.get())}open/")

    assert Person.objects.count() == 2


def test_a_reader_sees_rows_and_no_buttons_and_a_stranger_nothing(
    reader: Client, stranger: Client, tmp_path: Path
) -> None:
    makers.reader("imports.view_peoplelist", "sources.view_source", "casefiles.view_person")
    take_in(write_csv(tmp_path / "list.csv", RUDOLF))
    row = Observation.objects.get()
    address = page_of(PeopleList.objects.get())

    page = reader.get(address).content.decode()
    refused = reader.post(f"/desk/import/rows/{row.public_id}/", {"do": "open"})

    assert "Rudolf Rassendyll" in page
    assert "Open a file" not in page
    assert refused.status_code == 404
    assert stranger.get(address).status_code == 302
    assert not Person.objects.exists()


def test_a_restricted_list_is_not_there_for_others(
    reader: Client, editor: Client, tmp_path: Path
) -> None:
    makers.reader("imports.view_peoplelist", "sources.view_source")
    take_in(write_csv(tmp_path / "letters-from-zenda.csv", RUDOLF))
    people_list = PeopleList.objects.get()
    people_list.source.sensitivity = Sensitivity.RESTRICTED
    people_list.source.save()

    assert reader.get(page_of(people_list)).status_code == 404
    assert people_list.name not in reader.get("/desk/import/").content.decode()
    assert editor.get(page_of(people_list)).status_code == 200


def test_the_page_of_rows_asks_the_database_as_often_for_ten_rows_as_for_two(
    editor: Client, tmp_path: Path
) -> None:
    people = [(str(n), f"Karl Hentzau{chr(97 + n)}", "", "", "", "", "") for n in range(10)]
    for name, rows in {"one": people[:1], "two": people[:2], "ten": people}.items():
        take_in(write_csv(tmp_path / f"{name}.csv", *rows), name=name)
    deciding.open_row(row_of("id:0", "one"), by=makers.editor())

    counts = []
    for name in ("two", "two", "ten"):
        with CaptureQueriesContext(connection) as queries:
            editor.get(page_of(PeopleList.objects.get(name=name)))
        counts.append(len(queries))

    assert counts[2] == counts[1]
    assert counts[1] <= 30


def test_problems_and_rows_can_be_taken_away(editor: Client, tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "list.csv", (*RUDOLF[:4], "=31.02.2021", "", "")))
    run = Run.objects.get()

    problems = editor.get(f"/desk/import/runs/{run.public_id}/?export=csv").content.decode()
    rows = editor.get(f"{page_of(PeopleList.objects.get())}?export=csv").content.decode()

    assert "2,arrested,'=31.02.2021," in problems
    assert "2,id:1,added,," in rows
