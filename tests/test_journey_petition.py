"""What the organisation does with signatures by command, on stores of its own."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from habeas.public.edition.writer import write_edition
from habeas.public.intake.petitions import services
from habeas.public.intake.tests.petitioning import (
    HOUSE,
    MAILER,
    PARTNER,
    SLUG,
    column,
    desk_of,
    petition,
    sign,
)
from habeas.public.mailer.tests.smtp_server import serving
from tests.commands import habeas

NOW = datetime.now(UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "var"
    assert habeas("init", home=home).status == 0
    write_edition(
        home / "edition.sqlite3", [petition()], message="", by="editor", at=NOW, sign=lambda _: "s"
    )
    target = home / "intake.sqlite3"
    desk = desk_of(target)
    for number, name in enumerate(("Flavia", "=HYPERLINK(1)", "Sapt", "Fritz")):
        both = frozenset({"house", "zenda-league"} if number == 2 else {"house"})
        sign(desk, name=name, email=f"p{number}@strelsau.example", consents=both, at=NOW)
    for id in column(target, "SELECT id FROM signatures"):
        services.confirm(id, together=desk.together, at=NOW)
    return home


def test_signatures_are_counted_looked_through_and_opened(home: Path, tmp_path: Path) -> None:
    counted = habeas("petitions", "count", home=home)
    assert counted.rows == [{"petition": SLUG, "changed": 4, "total": 4, "reached": [3]}]
    assert habeas("petitions", "count", home=home).rows == []

    (found,) = habeas("petitions", "find", SLUG, "--domain", "strelsau.example", home=home).rows
    assert (found["matched"], found["changed"]) == (4, 0)
    (done,) = habeas("petitions", "query", "run", found["id"], home=home).rows
    assert (done["state"], done["changed"]) == ("done", 4)
    assert habeas("petitions", "count", home=home).rows[0]["total"] == 0
    habeas("petitions", "query", "undo", found["id"], home=home)
    assert habeas("petitions", "queries", home=home).rows[0]["state"] == "undone"
    habeas("petitions", "count", home=home)
    assert habeas("petitions", "count", "--recount", home=home).rows == []

    out = tmp_path / "signatures.csv"
    key = str(HOUSE.file(tmp_path))
    assert habeas("supporters", "export", "--key", key, "--out", str(out), home=home).status == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert {row["name"] for row in rows} == {"Flavia", "'=HYPERLINK(1)", "Sapt", "Fritz"}
    assert out.stat().st_mode & 0o077 == 0
    assert habeas("supporters", "export", "--key", key, "--out", str(out), home=home).status == 3

    theirs = tmp_path / "theirs.jsonl"
    key = str(PARTNER.file(tmp_path))
    command = ("supporters", "export", "--key", key, "--format", "jsonl", "--out", str(theirs))
    habeas(*command, home=home)
    (one,) = [json.loads(line) for line in theirs.read_text().splitlines()]
    assert (one["name"], set(one["consents"])) == ("Sapt", {"house", "zenda-league"})


def test_what_is_wrong_with_a_query_is_said(home: Path) -> None:
    unknown = habeas("petitions", "find", "another", home=home)
    assert unknown.status == 2
    assert "nobody has signed another" in unknown.messages
    assert habeas("petitions", "query", "run", "none", home=home).status == 2
    assert habeas("petitions", "retain", home=home).rows == []


def test_mail_is_sent_with_the_mailers_key(home: Path, tmp_path: Path) -> None:
    (made,) = habeas("mail", "key", tmp_path / "mailer.agekey", home=home).rows
    assert made["public"].startswith("age1")
    assert habeas("mail", "key", tmp_path / "mailer.agekey", home=home).status == 2

    key = MAILER.file(tmp_path)
    settings = {"HABEAS_MAIL_FROM": "petition@house.example", "HABEAS_MAIL_HOST": "127.0.0.1",
                "HABEAS_MAIL_PORT": "1", "HABEAS_MAIL_PER_MINUTE": "6000"}  # fmt: skip
    away = habeas("mail", "send", "--key", key, home=home, settings=settings)
    assert (away.status, away.rows) == (1, [{"answer": "away", "number": 1}])
    wrong = habeas("mail", "send", "--key", tmp_path / "mailer.agekey", home=home,
                   settings=settings)  # fmt: skip
    assert (wrong.status, wrong.rows) == (1, [{"answer": "unopened", "number": 4}])

    with serving() as (inbox, port):
        settings["HABEAS_MAIL_PORT"] = str(port)
        sent = habeas("mail", "send", "--key", key, home=home, settings=settings)
        assert (sent.status, sent.rows) == (0, [{"answer": "sent", "number": 4}])
        assert habeas("mail", "send", "--key", key, home=home, settings=settings).rows == []
    assert {one["To"] for one in inbox.mails} == {f"p{n}@strelsau.example" for n in range(4)}
