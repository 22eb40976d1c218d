"""What is private is in no byte of the edition, of the portal's answers, or of its search."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from habeas.desk.store.base import unlock
from habeas.project.home import Home
from tests.commands import ROOT, habeas

PUBLIC = (
    "Rudolf Rassendyll was arrested on 4 May 2021 in Strelsau. "
    "He was released on 1 August 2021.\n\n"
    "Xanthippe Canaryname was arrested on 9 May 2021 in Xyloville.\n"
)
# One claim joins what is public, the other stands alone.
RESTRICTED = (
    "Rudolf Rassendyll was arrested on 4 May 2021 in Secretburgh.\n\n"
    "Rudolf Rassendyll received the Wolfbane Award on 7 May 2022.\n"
)
CANARIES = ("Xanthippe", "Canaryname", "Xyloville", "Secretburgh", "Wolfbane", "Quokkanote")

PARTS = (
    "", "people/", "people/?view=table", "people.csv", "people.json", "international/",
    "international.csv", "organisations/", "places/", "statistics/", "data/", "changes/", "about/",
)  # fmt: skip
FILES = (
    "people.csv", "names.csv", "facts.csv", "events.csv", "citations.csv", "sources.csv",
    "places.csv", "people.jsonl", "habeas.sqlite3", "entities.ftm.json", "datapackage.json",
)  # fmt: skip

REJECT = """
import django; django.setup()
from habeas.desk.accounts.services import command_line_user
from habeas.desk.casefiles.models import Claim
from habeas.desk.casefiles.services import reject_claim
for claim in Claim.objects.filter(quote__contains="Canaryname"):
    reject_claim(claim, by=command_line_user(), reason="Quokkanote")
"""

ANNOTATE = """
import django; django.setup()
from habeas.desk.casefiles.models import Event, Person
from habeas.desk.sources.models import Source
for model in (Source, Person, Event):
    assert model.objects.update(note="Quokkanote")
"""

ASK_THE_PORTAL = """
import sys
from habeas.project.portal_wsgi import application
from django.test import Client
client = Client()
for address in sys.argv[1:]:
    answer = client.get(address)
    sys.stdout.buffer.write(address.encode() + b" " + str(answer.status_code).encode() + b"\\n")
    sys.stdout.buffer.write(answer.getvalue())
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canary")
    home = folder / "var"
    (folder / "public.txt").write_text(PUBLIC)
    (folder / "restricted.txt").write_text(RESTRICTED)
    assert habeas("collect", folder / "public.txt", home=home).status == 0
    assert (
        habeas(
            "collect", folder / "restricted.txt", "--sensitivity", "restricted", home=home
        ).status
        == 0
    )
    assert habeas("read", home=home).status == 0
    desk = {
        **os.environ,
        "HABEAS_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "habeas.project.desk_settings",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "-c", REJECT], env=desk, check=True)
    assert habeas("accept", "--all", home=home).status == 0
    subprocess.run([sys.executable, "-c", ANNOTATE], env=desk, check=True)
    published = habeas("publish", home=home)
    assert published.status == 0
    assert {row["reason"] for row in published.rows[0]["withheld"]} >= {
        "restricted, no_basis, unsupported",
        "its source is restricted",
    }
    return home


def test_the_desk_holds_every_canary(home: Path) -> None:
    store = sqlcipher.connect(home / "desk.sqlite3")
    unlock(store, Home(home).vault().subkey("desk.sqlite3", 48))
    tables = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = (row for (name,) in tables for row in store.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
    everything = "\n".join(map(str, rows))

    assert [word for word in CANARIES if word not in everything] == []


def test_no_canary_is_in_a_byte_of_the_edition(home: Path) -> None:
    stored = b"".join(file.read_bytes() for file in home.glob("edition.sqlite3*"))
    dump = "\n".join(sqlite3.connect(home / "edition.sqlite3").iterdump())

    for canary in CANARIES:
        assert canary.lower().encode() not in stored.lower(), canary
        assert canary.lower() not in dump.lower(), canary


def test_no_canary_is_in_an_answer_of_the_portal(home: Path) -> None:
    paths = [
        row[0]
        for row in sqlite3.connect(home / "edition.sqlite3").execute("SELECT path FROM contents")
    ]
    assert "people/rudolf-rassendyll" in paths
    pages = [f"/{language}/" for language in ("en", "be", "ru")]
    addresses = ["/", "/sitemap.xml", "/api/v1/people", "/api/v1/sources", "/api/v1/editions"]
    addresses += [f"/api/v1/{kind}" for kind in ("interventions", "organisations", "places")]
    addresses += [page + part for page in pages for part in PARTS]
    addresses += [f"/data/{name}" for name in FILES]
    addresses += ["/feeds/people-en.atom", "/feeds/international-en.atom", "/calendar/all-en.ics"]
    addresses += ["/embed/en/held.json", "/embed/en/people/rudolf-rassendyll.svg"]
    addresses += [f"{page}{path}/" for page in pages for path in paths if "events/" not in path]
    addresses += [f"/api/v1/{path}" for path in paths if "events/" not in path]
    addresses += [f"/en/search/?q={word}" for word in CANARIES]
    addresses += [f"/api/v1/people?q={word}" for word in CANARIES]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HABEAS_EDITION": str(home / "edition.sqlite3"),
        "HABEAS_PORTAL_HOSTS": "testserver",
    }

    run = subprocess.run(
        [sys.executable, "-c", ASK_THE_PORTAL, *addresses],
        env=environment,
        capture_output=True,
        check=True,
    )

    answers = run.stdout.decode(errors="replace")
    assert "/en/people/rudolf-rassendyll/ 200" in answers
    assert "Strelsau" in answers
    for line in answers.splitlines():
        # What a visitor typed is shown back to that visitor; nothing else may hold it.
        asked = "?q=" in line or 'name="q"' in line
        for canary in CANARIES:
            assert asked or canary not in line, f"{canary} in {line[:300]}"
