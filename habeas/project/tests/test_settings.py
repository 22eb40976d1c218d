import os
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.project import env

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HABEAS_MAX_FILE_MIB", "many", "HABEAS_MAX_FILE_MIB is “many”, but a whole number"),
        ("HABEAS_MAX_FILE_MIB", "0", "must be at least 1"),
        ("HABEAS_DESK_TLS", "maybe", "HABEAS_DESK_TLS is “maybe”, but yes or no is needed"),
    ],
)
def test_a_wrong_setting_stops_the_desk_with_a_clear_sentence(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    environment = os.environ | {
        "HABEAS_HOME": str(tmp_path / "var"),
        "PYTHONPATH": str(ROOT),
        name: value,
    }

    run = subprocess.run(
        [sys.executable, "-m", "habeas.project.cli", "init"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode != 0
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr


def test_flags_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_X", "Yes")
    assert env.flag("HABEAS_X", default=False)

    monkeypatch.setenv("HABEAS_X", "off")
    assert not env.flag("HABEAS_X", default=True)


def test_words_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_X", "one.example, two.example,")

    assert env.words("HABEAS_X", default="") == ["one.example", "two.example"]
