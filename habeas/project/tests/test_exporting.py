"""`habeas export`: files in a folder, a line about each, and a clear word when there is nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from habeas.project.cli import main
from habeas.public.portal.tests import ruritania


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command puts into the environment ends with its test."""
    monkeypatch.setenv("HABEAS_HOME", "var")


def test_each_file_is_told_with_its_rows_and_its_hash(tmp_path: Path) -> None:
    ruritania.write(tmp_path / "edition.sqlite3")

    run = CliRunner().invoke(
        main, ["--home", str(tmp_path), "--json", "export", "csv", str(tmp_path / "out")]
    )

    assert run.exit_code == 0, run.output
    rows = {Path(row["file"]).name: row for row in map(json.loads, run.stdout.splitlines())}
    assert rows["people.csv"]["rows"] == 4
    assert set(rows["people.csv"]) == {"file", "rows", "sha256"}
    assert {file.name for file in (tmp_path / "out").iterdir()} == set(rows)


def test_without_an_edition_nothing_is_written(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        main, ["--home", str(tmp_path), "export", "csv", str(tmp_path / "out")]
    )

    assert run.exit_code == 3
    assert "publish one first" in run.output
    assert not (tmp_path / "out").exists()
