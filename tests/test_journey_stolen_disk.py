"""Who takes the disk takes nothing: two hundred names are in no byte of the home folder."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from habeas.core import vault
from habeas.project.home import Home
from tests.commands import ROOT, habeas

FIRST = [
    *("Anna", "Boris", "Clara", "Dmitri", "Edgar", "Fiona", "Gregor", "Helga", "Ivan", "Julia"),
    *("Karl", "Laura", "Maria", "Nestor", "Olga", "Pavel", "Quentin", "Rosa", "Simon", "Tatiana"),
]
LAST = ("berg", "mann", "torik", "lund", "hoff", "path", "field", "craft", "nikov", "dale")
CANARIES = [f"{first} Zyzz{last}" for first, last in product(FIRST, LAST)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stolen")
    lines = [f"{name} was arrested on 4 May 2021 in Zyzzyvatown.\n" for name in CANARIES]
    (folder / "witness.txt").write_text("\n".join(lines))
    home = folder / "var"
    told = habeas("collect", folder / "witness.txt", "--sensitivity", "restricted", home=home)
    assert told.status == 0
    assert habeas("read", home=home).status == 0
    assert habeas("accept", "--all", home=home).status == 0
    return home


def files_of(home: Path) -> list[Path]:
    return [file for file in home.rglob("*") if file.is_file()]


def test_two_hundred_names_are_known_to_the_desk(home: Path) -> None:
    known = _at_the_desk(home, "print(*Person.objects.all(), sep='\\n')").splitlines()

    assert len(CANARIES) == 200
    assert len(set(known) & set(CANARIES)) > 180


def test_none_of_them_is_in_any_byte_on_the_disk(home: Path) -> None:
    found = {
        file.name
        for file in files_of(home)
        if b"zyzz" in file.read_bytes().lower() or "zyzz" in str(file.relative_to(home)).lower()
    }

    assert not found


def test_the_store_does_not_open_without_the_key(home: Path, tmp_path: Path) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(home / "desk.sqlite3").execute("SELECT * FROM sqlite_master")

    stolen = tmp_path / "stolen"
    shutil.copytree(home, stolen)
    (stolen / "keys" / "vault.key").unlink()
    answer = habeas("ledger", "anna-zyzzberg", home=stolen)
    assert answer.status == 3
    assert "key" in answer.messages


def test_under_a_passphrase_the_key_file_opens_nothing_either(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(home, own)
    _with_words(own, "vault", "lock", words="six plain words make one key")

    refused = habeas("check", home=own)
    assert refused.status == 3
    assert "passphrase" in refused.messages
    wrong = _with_words(own, "check", words="seven plain words make none")
    assert wrong.returncode == 3
    right = _with_words(own, "edition", "list", words="six plain words make one key")
    assert right.returncode == 0

    _with_words(own, "vault", "unlock", words="six plain words make one key")
    assert habeas("edition", "list", home=own).status == 0


def test_what_an_older_habeas_wrote_open_is_sealed_at_the_next_start(
    home: Path, tmp_path: Path
) -> None:
    own = Home(tmp_path / "own")
    shutil.copytree(home, own.folder)
    _lay_open(own)
    assert vault.lies_open(own.desk)
    assert b"Zyzzyva" in own.desk.read_bytes()

    told = habeas("check", home=own.folder)

    assert "sealing" in told.messages
    assert not vault.lies_open(own.desk)
    assert not any(b"Zyzzyva" in file.read_bytes() for file in files_of(own.folder))
    rows = {row["check"]: row["ok"] for row in told.rows}
    assert rows["desk"] and rows["captures"] and rows["audit log"]


def _lay_open(home: Home) -> None:
    """The store and one original as they lay before there was a vault."""
    key = vault.load(home.vault_key).subkey("desk.sqlite3", 48)
    store = sqlcipher.connect(home.desk, isolation_level=None)
    store.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    plain = home.folder / "plain"
    store.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    store.execute("SELECT sqlcipher_export('plain')")
    (sha256,) = store.execute("SELECT sha256 FROM sources_capture").fetchone()
    store.close()
    plain.replace(home.desk)
    (sealed,) = (file for file in home.blobs.rglob("*") if file.is_file())
    original = vault.load(home.vault_key).unseal(sealed.read_bytes(), name=sha256)
    sealed.unlink()
    target = home.blobs / sha256[:2] / sha256[2:4] / sha256
    target.parent.mkdir(parents=True)
    target.write_bytes(original)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HABEAS_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"HABEAS_HOME": str(home), "PYTHONPATH": str(ROOT)}


def _with_words(home: Path, *command: str, words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "habeas.project.cli", *command],
        env=_environment(home) | {"HABEAS_VAULT_PASSPHRASE": words},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def _at_the_desk(home: Path, code: str) -> str:
    settings = {"DJANGO_SETTINGS_MODULE": "habeas.project.desk_settings"}
    start = "import django; django.setup()\nfrom habeas.desk.casefiles.models import Person\n"
    return subprocess.run(
        [sys.executable, "-c", start + code],
        env=_environment(home) | settings,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
