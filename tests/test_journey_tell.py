"""Text and files from a visitor to the desk, and the answer back to whoever has the code."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habeas.public.intake.reports import report
from habeas.public.portal.tests.serving import Served
from tests.commands import habeas

MARK = "Xanthippe"
ANSWER = "Zebediah asks for the date"
MEBIBYTE = 1024 * 1024
# A file of 20 MB passes through in pieces; so much more the portal may hold meanwhile.
MOST_MORE = 24 * MEBIBYTE


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "var"
    assert habeas("init", home=home).status == 0
    return home


@pytest.fixture
def portal(home: Path, tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "tmp").mkdir()
    more = {
        "HABEAS_INTAKE_KEY": (home / "keys" / "intake.agepub").read_text().strip(),
        "TMPDIR": str(tmp_path / "tmp"),
    }
    with Served(home / "edition.sqlite3", home / "intake.sqlite3", more=more) as served:
        yield served


Files = Sequence[tuple[str, bytes]]


def form(fields: dict[str, str], files: Files, last: dict[str, str]) -> tuple[bytes, str]:
    edge = "edge-of-a-part"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, data in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + data + b"\r\n")
    for name, value in last.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts.append(f"{head}{value}\r\n".encode())
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def send(
    portal: Served,
    fields: dict[str, str],
    files: Files = (),
    *,
    path: str = "/en/tell/",
) -> tuple[int, str, http.client.HTTPMessage]:
    body, kind = form(fields, files, last={"whole": "yes"})
    held = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=120)
    held.request("POST", path, body, {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"})
    answer = held.getresponse()
    page = answer.read().decode()
    held.close()
    return answer.status, page, answer.headers


def code_in(page: str) -> str:
    found = re.search(r'<bdi dir="ltr">([0-9A-Z-]{24})</bdi>', page)
    assert found, page
    return found.group(1)


def stored(folder: Path) -> bytes:
    """Every byte that the portal's side could have left: stores, journals, temporary files."""
    files = [*folder.glob("var/intake.sqlite3*"), *folder.glob("tmp/**/*")]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def test_text_and_files_reach_the_desk_and_the_answer_its_reader(
    home: Path, portal: Served, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    photo = b"\xff\xd8\xff\xe0" + f"{MARK} saw it".encode() + os.urandom(3 * MEBIBYTE)
    note = f"{MARK} wrote this in Strelsau".encode()
    said = {"text": f"{MARK} saw him", "about": f"{MARK} about", "reply_to": ""}

    status, page, headers = send(portal, said, [(f"{MARK}.jpg", photo), ("note.txt", note)])

    code = code_in(page)
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers
    assert MARK not in page

    taken = taken_in(home)
    assert len(taken[0]["files"]) == 2
    assert originals(home) == {sha(photo), sha(note)}

    status, page, _ = send(portal, {"code": code.lower()}, path="/en/tell/answer/")
    assert status == 200
    assert "There is no answer yet" in page
    write_answer(home)
    assert [row["reason"] for row in taken_in(home)] == [None]
    status, page, headers = send(portal, {"code": code}, path="/be/tell/answer/")
    assert ANSWER in page
    assert headers["Cache-Control"] == "no-store"

    status, page, _ = send(portal, {"code": code, "text": f"{MARK} adds"})
    assert status == 200
    assert "<bdi" not in page
    left = stored(tmp_path)
    bare = code.replace("-", "")
    log = "".join(capfd.readouterr())
    for canary in (MARK, ANSWER, code, bare, bare.lower()):
        assert canary.encode() not in left
        assert canary not in log
    taken_in(home)
    assert conversations(home) == [4]  # two messages and two files, in one conversation


def test_who_wrote_for_an_appeal_is_counted_at_the_desk(home: Path) -> None:
    desk(home, OPEN_APPEAL)
    for country in ("AT", "AT", "PL"):
        report(home / "intake.sqlite3", "free-rudolf", "email", country, on=date(2026, 3, 2))

    taken_in(home)
    taken_in(home)

    written = json.loads(desk(home, "print(json.dumps(Appeal.objects.get().written))"))
    assert written["channels"] == {"email": 3}
    assert written["countries"] == {"AT": 2, "PL": 1}


def test_what_is_wrong_is_named_and_nothing_of_it_is_kept(home: Path, portal: Served) -> None:
    large = bytes(25 * MEBIBYTE + 1)
    many = [(f"{n}.txt", b"x") for n in range(6)]

    for files, words in (
        ([("a.jpg", large)], "larger than 25 MB"),
        (many, "Send 5 at most"),
        ([(f"{n}.jpg", bytes(20 * MEBIBYTE)) for n in range(3)], "larger than 50 MB"),
    ):
        status, page, _ = send(portal, {"text": "my words"}, files)
        assert status == 422
        assert words in page
        assert "my words" in page

    for code, status, words in (
        ("0000-0000-0000-0000-0001", 422, "a slip in the code"),
        ("0000-0000-0000-0000-0000", 404, "keep nothing under this code"),
    ):
        answer = send(portal, {"code": code}, path="/en/tell/answer/")
        assert answer[0] == status
        assert words in answer[1]
    assert taken_in(home) == []


def test_a_large_file_passes_through_in_pieces(home: Path, portal: Served, tmp_path: Path) -> None:
    send(portal, {"text": "to have everything loaded"}, [("a.bin", b"x" * 1000)])
    before = portal.most_memory
    data = os.urandom(20 * MEBIBYTE)

    status, _, _ = send(portal, {"text": "with it"}, [("b.bin", data)])

    more = portal.most_memory - before
    (tmp_path / "measured").write_text(f"{more / MEBIBYTE:.1f} MiB")
    assert status == 200
    assert more <= MOST_MORE
    assert [len(row["files"]) for row in taken_in(home)] == [1, 1]
    assert sha(data) in originals(home)


def test_a_broken_off_upload_leaves_nothing(home: Path, portal: Served, tmp_path: Path) -> None:
    body, kind = form({"text": MARK}, [("a.bin", b"Q" * 8 * MEBIBYTE)], {"whole": "yes"})
    held = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=60)
    held.putrequest("POST", "/en/tell/")
    for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))),
                        ("Sec-Fetch-Site", "same-origin")):  # fmt: skip
        held.putheader(name, value)
    held.endheaders()
    held.send(body[: 5 * MEBIBYTE])
    held.close()

    assert send(portal, {"text": "another"})[0] == 200
    assert len(taken_in(home)) == 1
    assert list((tmp_path / "tmp").iterdir()) == []
    assert b"QQQQQQQQ" not in stored(tmp_path)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def taken_in(home: Path) -> list[dict[str, Any]]:
    taken = habeas("inbox", home=home)
    assert taken.status == 0
    return list(taken.rows)


AT_THE_DESK = """
import json, sys
from habeas.project.cli.django_side import start_desk, user_called
start_desk()
from habeas.desk.actions.models import Appeal
from habeas.desk.sources.models import Capture
from habeas.desk.tellings import services
from habeas.desk.tellings.models import Telling
"""


OPEN_APPEAL = """
from habeas.desk.casefiles.models import Person
from habeas.desk.casefiles.services import open_case
by, person = user_called(None), Person.objects.create(slug="rudolf")
Appeal.objects.create(
    slug="free-rudolf", title="Free Rudolf", state="open", person=person, opened_by=by,
    case=open_case("Rudolf", [person], by=by),
)
"""


def desk(home: Path, code: str, *more: str) -> str:
    import subprocess
    import sys

    environment = {**os.environ, "HABEAS_HOME": str(home)}
    run = subprocess.run(
        [sys.executable, "-c", AT_THE_DESK + code, *more],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout


def originals(home: Path) -> set[str]:
    found = desk(
        home,
        'rows = Capture.objects.filter(source__sensitivity="restricted", source__material="file")\n'
        'print(json.dumps(list(rows.values_list("sha256", flat=True))))',
    )
    return set(json.loads(found))


def write_answer(home: Path) -> None:
    code = "services.write_answer(Telling.objects.get(), sys.argv[1], by=user_called(None))"
    desk(home, code, ANSWER)


def conversations(home: Path) -> list[int]:
    code = "print(json.dumps([one.sources.count() for one in Telling.objects.all()]))"
    return list(json.loads(desk(home, code)))
