"""From a visitor's message to the desk: sealed on the way, restricted when it arrives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.core.sealing import unseal
from tests.commands import ROOT, habeas

SECRET = "Xanthippe saw him in Secretburgh"

SEND = """
import sys
from habeas.project.portal_wsgi import application
from django.test import Client
client = Client()
told = {"text": sys.argv[1], "whole": "yes"}
answers = [
    client.get("/be/tell/"),
    client.post("/be/tell/", told, headers={"sec-fetch-site": "same-origin"}),
    client.post("/be/tell/", told, headers={"sec-fetch-site": "cross-site"}),
    client.post("/be/tell/", told, headers={"origin": "https://elsewhere.example"}),
    client.post("/be/tell/", told | {"text": " "}, headers={"sec-fetch-site": "same-origin"}),
]
print(*(answer.status_code for answer in answers))
assert not any(answer.cookies for answer in answers)
assert sys.argv[1] not in answers[1].content.decode()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("intake") / "var"
    assert habeas("init", home=home).status == 0
    return home


def test_a_message_goes_sealed_to_the_desk_and_nowhere_else(home: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HABEAS_EDITION": str(home / "edition.sqlite3"),
        "HABEAS_INTAKE": str(home / "intake.sqlite3"),
        "HABEAS_INTAKE_KEY": (home / "keys" / "intake.agepub").read_text().strip(),
        "HABEAS_PORTAL_HOSTS": "testserver",
    }

    sent = subprocess.run(
        [sys.executable, "-c", SEND, SECRET],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert sent.stdout.split() == ["200", "200", "403", "403", "422"]
    stored = b"".join(file.read_bytes() for file in home.glob("intake.sqlite3*"))
    assert b"age-encryption.org" in stored
    assert b"Secretburgh" not in stored

    taken = habeas("inbox", home=home)

    assert [row["reason"] for row in taken.rows] == [None]
    assert habeas("inbox", home=home).rows == []
    emptied = b"".join(file.read_bytes() for file in home.glob("intake.sqlite3"))
    assert b"age-encryption.org" not in emptied


def test_without_the_secret_key_nobody_opens_a_message(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert habeas("init", home=other).status == 0
    from habeas.core.sealing import seal

    sealed = seal(SECRET.encode(), (home / "keys" / "intake.agepub").read_text())

    with pytest.raises(ValueError, match="cannot be opened"):
        unseal(sealed, other / "keys" / "intake.agekey")
