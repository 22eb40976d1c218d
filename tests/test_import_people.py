"""`habeas import people` as its users run it; and killed in the middle of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ROOT, habeas

ROWS = 2_600


def write_list(file: Path, rows: range, *, prison: str = "Zenda") -> Path:
    lines = [f"{n},Karl Hentzau {chr(97 + n % 26)}{n},{1950 + n % 50},{prison}" for n in rows]
    file.write_text("\n".join(["id,name,born,prison", *lines, f"{rows.stop},,,"]), "utf-8")
    return file


def killed_after(lines: int, file: Path, home: Path) -> None:
    """Run the command and end it without warning once it has told of so many rows."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("HABEAS_")}
    environment |= {"HABEAS_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "habeas.project.cli", "import", "people", str(file), "--json"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    for _ in range(lines):
        assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.stdout.close()
    process.wait()


def tallied(rows: list[dict[str, Any]]) -> list[tuple[int | None, str, str]]:
    return [(row["row"], row["outcome"], json.dumps(row["fields"])) for row in rows]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int | None, str, str]]:
    """What the second edition answers when nothing goes wrong."""
    folder = tmp_path_factory.mktemp("whole")
    habeas("import", "people", write_list(folder / "list1.csv", range(ROWS)), home=folder / "home")
    second = write_list(folder / "list2.csv", range(600, ROWS + 500), prison="Hofbau")
    run = habeas("import", "people", second, home=folder / "home")
    assert run.status == 1
    return tallied(run.rows)


def test_killed_again_and_again_and_run_again_it_ends_the_same(
    tmp_path: Path, whole: list[tuple[int | None, str, str]]
) -> None:
    home = tmp_path / "home"
    first = write_list(tmp_path / "list1.csv", range(ROWS))
    second = write_list(tmp_path / "list2.csv", range(600, ROWS + 500), prison="Hofbau")
    killed_after(700, first, home)
    habeas("import", "people", first, home=home)

    for lines in (1, 1_400):
        killed_after(lines, second, home)
    run = habeas("import", "people", second, home=home)

    assert tallied(run.rows) == whole
    again = habeas("import", "people", second, home=home)
    assert {row["outcome"] for row in again.rows} == {"unchanged", "refused"}


def test_the_answer_has_its_shape_and_the_dry_run_says_the_same(tmp_path: Path) -> None:
    file = write_list(tmp_path / "list.csv", range(3))

    tried = habeas("import", "people", file, "--dry-run", home=tmp_path / "home")
    taken = habeas("import", "people", file, home=tmp_path / "home")

    assert (tried.status, taken.status) == (1, 1)
    assert tried.rows == taken.rows
    assert [row["outcome"] for row in taken.rows] == ["added", "added", "added", "refused"]
    assert taken.rows[3]["reason"] == "the row names nobody"
    for row in taken.rows:
        assert set(row) == {"row", "outcome", "person", "fields", "reason", "problems"}


def test_a_file_that_is_no_table_is_refused_and_a_wrong_mapping_is_wrong_use(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('[{"name": "Rudolf Rassendyll"}, {"name": ')
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("name: m\ncolumns: {name: arrest.colour}\n")

    refused = habeas("import", "people", broken, home=tmp_path / "home")
    wrong = habeas("import", "people", broken, "--mapping", mapping, home=tmp_path / "home")

    assert refused.status == 1
    assert refused.rows[-1]["outcome"] == "refused"
    assert "not JSON" in refused.rows[-1]["reason"]
    assert wrong.status == 2
    assert "arrest.colour" in wrong.messages


def test_the_mapping_of_the_how_to_can_be_used(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "import-a-list.md").read_text("utf-8")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(page.split("```yaml\n")[1].split("```")[0])
    file = tmp_path / "list.csv"
    file.write_text("No.,Name,Held since,Sentence\n7,Karl Hentzau,04/05/2021,2 years colony\n")

    run = habeas(
        "import", "people", file, "--mapping", mapping, "--dry-run", home=tmp_path / "home"
    )

    fields = run.rows[0]["fields"]
    assert fields["arrest.date"] == "2021-05-04"
    assert fields["verdict_sentence.term"] == "P2Y"
    assert fields["verdict_sentence.details.kind"] == "colony"
    assert fields["recognition_as_political_prisoner.organisations"] == "Strelsau Monitor"
