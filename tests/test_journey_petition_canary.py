"""Fifty seeded supporters, and everything the portal's side holds: none of them is to be found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from habeas.core.documents import PetitionDocument
from habeas.public.edition.writer import make_store as make_edition
from habeas.public.edition.writer import write_edition
from habeas.public.intake.database import Target
from habeas.public.intake.petitions.exporting import supporters
from habeas.public.intake.tests.petitioning import HOUSE, MAILER, PARTNER, SLUG, petition
from tests.commands import ROOT

MARK = "Xanthippe"
NUMBER = 50

# Names are read from standard input within a function, so that nothing but what the portal itself
# keeps can hold them afterwards. The mark is spelt backwards: a constant would find itself.
PORTAL = r"""
import gc, io, json, sys, urllib.parse
from wsgiref.util import setup_testing_defaults
from habeas.project.portal_wsgi import application

def ask(method, path, body=b"", headers=()):
    environ = {}
    setup_testing_defaults(environ)
    environ.update(REQUEST_METHOD=method, PATH_INFO=path, HTTP_HOST="localhost",
                   CONTENT_LENGTH=str(len(body)), REMOTE_ADDR="198.51.100.7",
                   CONTENT_TYPE="application/x-www-form-urlencoded",
                   HTTP_SEC_FETCH_SITE="same-origin", **{"wsgi.input": io.BytesIO(body)})
    said = []
    text = b"".join(application(environ, lambda status, headers: said.append(status)))
    return said[0][:3], text

def sign_all():
    page = ask("GET", sys.argv[1])[1].decode()
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    statuses = set()
    for fields in json.load(sys.stdin):
        body = urllib.parse.urlencode(fields | {"stamp": stamp}).encode()
        statuses.add(ask("POST", sys.argv[1], body)[0])
        wrong = urllib.parse.urlencode(fields | {"country": ""}).encode()
        assert ask("POST", sys.argv[1], wrong)[0] == "422"
    return statuses

print(*sign_all())
for _ in range(3):
    gc.collect()
mark = "".join(reversed("eppihtnaX"))
seen, found, waiting = set(), 0, list(gc.get_objects())
while waiting:
    one = waiting.pop()
    if id(one) in seen or one is seen or one is waiting:
        continue
    seen.add(id(one))
    if isinstance(one, (str, bytes, bytearray)):
        text = one if isinstance(one, str) else bytes(one).decode("latin-1")
        found += mark in text and one is not mark
    elif isinstance(one, (dict, list, tuple, set, frozenset)):
        waiting.extend(gc.get_referents(one))
print(len(seen), found)
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    file = tmp_path / "edition.sqlite3"
    make_edition(file)
    now = datetime.now(UTC)
    open_one: PetitionDocument = petition()
    write_edition(file, [open_one], message="", by="editor", at=now, sign=lambda _: "s")
    return file


def test_the_portals_side_cannot_tell_who_signed(
    edition: Path, intake: Target, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HABEAS_EDITION": str(edition),
        "HABEAS_INTAKE": str(intake),
        "HABEAS_MAILER_KEY": MAILER.public,
        "HABEAS_INTAKE_KEY": HOUSE.public,
    }
    supported = [
        {
            "name": f"{MARK} Number{n}",
            "email": f"{MARK}.{n}@{MARK}{n}.example",
            "country": "AT",
            "comment": f"{MARK} says {n}",
            "consent-house": "yes",
            "consent-zenda-league": "yes",
        }
        for n in range(NUMBER)
    ]

    run = subprocess.run(
        [sys.executable, "-c", PORTAL, f"/en/act/{SLUG}/"],
        input=json.dumps(supported), env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    statuses, (looked_at, found) = run.stdout.split("\n")[0], run.stdout.split("\n")[1].split()
    assert statuses == "303"
    assert int(looked_at) > 50_000
    assert int(found) == 0, "the heap of the portal's process"
    assert MARK not in run.stderr + run.stdout, "what it logs"

    stored = _every_byte(intake, tmp_path, request)
    for form in (MARK, MARK.lower(), MARK.upper()):
        assert form.encode() not in stored, "the store"
    everything = stored + json.dumps(environment).encode() + edition.read_bytes()
    assert b"AGE-SECRET-KEY" not in everything.upper(), "a key that opens"


def test_the_organisation_and_each_partner_open_them_all(intake: Target, tmp_path: Path) -> None:
    from habeas.public.intake.petitions import services
    from habeas.public.intake.tests.petitioning import NOW, column, desk_of, sign

    desk = desk_of(intake)
    both = frozenset({"house", "zenda-league"})
    for n in range(NUMBER):
        sign(desk, name=f"{MARK} {n}", email=f"{n}@strelsau.example", consents=both)
    for id in column(intake, "SELECT id FROM signatures"):
        services.confirm(id, together=desk.together, at=NOW)

    for key in (HOUSE, PARTNER):
        names = {row["name"] for row in supporters(intake, key.file(tmp_path))}
        assert names == {f"{MARK} {n}" for n in range(NUMBER)}
    assert list(supporters(intake, MAILER.file(tmp_path))) == []


def _every_byte(intake: Target, folder: Path, request: pytest.FixtureRequest) -> bytes:
    """The store as a thief finds it: files and journals, or a dump and the server's own files."""
    if isinstance(intake, Path):
        return b"".join(file.read_bytes() for file in intake.parent.glob("intake.sqlite3*"))
    cluster = request.getfixturevalue("postgresql")
    return bytes(cluster.every_byte())
