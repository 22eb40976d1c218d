"""Behind an invitation: one organisation's form, sealed as it comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from habeas.core.receipts import new_code
from habeas.core.sealing import make_sealing_key, unseal
from habeas.public.edition.writer import make_store, write_edition
from habeas.public.intake import store
from habeas.public.intake.joinings import JOINING
from habeas.public.intake.store import waiting
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.test_statements import TEXT, statement

CODE = new_code().replace("-", "")
HERE = {"sec-fetch-site": "same-origin"}
SAID = {
    "name": "Choir of Zenda", "signs_as": "own", "person": "Flavia", "is_named": "on",
    "agreed": "on", "do": "sign", "sha256": TEXT.sha256, "country": "DE",
}  # fmt: skip


@pytest.fixture
def joining(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    documents = [
        *ruritania.documents(),
        statement("open", state="open", issued_on=None, deadline="2026-03-05T18:00:00+02:00"),
        statement("gone", state="withdrawn", signatories=()),
    ]
    write_edition(file, documents, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    make_sealing_key(tmp_path / "key", tmp_path / "pub")
    store.make_store(tmp_path / "intake.sqlite3")
    for client in _portal(file, monkeypatch):
        with override_settings(
            HABEAS_INTAKE=tmp_path / "intake.sqlite3",
            HABEAS_INTAKE_KEY=(tmp_path / "pub").read_text(),
            HABEAS_PORTAL_PROXIES=0,
        ):
            yield client


def address(slug: str = "open", code: str = CODE) -> str:
    return f"/en/act/{slug}/join/{code}/"


def kept(folder: Path) -> list[dict[str, object]]:
    held = waiting(folder / "intake.sqlite3")
    assert {one.kind for one in held} <= {JOINING}
    return [json.loads(unseal(one.sealed, folder / "key")) for one in held]


def test_the_form_shows_the_words_that_are_signed(joining: Client) -> None:
    answer = joining.get(address())
    html = answer.content.decode()

    assert TEXT.sha256 in html
    assert "5 March 2026, 18:00" in html
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_what_is_sent_lies_sealed_and_is_told_to_nobody(joining: Client, tmp_path: Path) -> None:
    answer = joining.post(address(), SAID, headers=HERE)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address()}?signed")
    (found,) = kept(tmp_path)
    assert (found["name"], found["code"], found["sha256"]) == (SAID["name"], CODE, TEXT.sha256)
    assert b"Choir" not in (tmp_path / "intake.sqlite3").read_bytes()
    told = joining.get(f"{address()}?signed").content.decode()
    assert "Choir" not in told
    assert "is on its way" in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "Write the name"),
        ({"signs_as": "angrily"}, "Choose how it signs"),
        ({"person": ""}, "Write who says so"),
        ({"agreed": None}, "Say that you may sign"),
        ({"country": "Ruritania"}, "Choose the country"),
        ({"name": "x" * 301}, "too long"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    joining: Client, tmp_path: Path, change: dict[str, str | None], words: str
) -> None:
    said = {name: value for name, value in (SAID | change).items() if value is not None}

    answer = joining.post(address(), said, headers=HERE)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert f'value="{said["person"]}"' in html
    assert kept(tmp_path) == []


def test_a_name_is_taken_off_by_the_same_link(joining: Client, tmp_path: Path) -> None:
    answer = joining.post(address(), {"do": "withdraw", "person": "Flavia"}, headers=HERE)

    assert answer.headers["Location"] == f"{address()}?off"
    (found,) = kept(tmp_path)
    assert found["withdraws"]


def test_before_an_embargo_ends_the_form_is_there_without_the_words(
    joining: Client, tmp_path: Path
) -> None:
    html = joining.get(address("not-yet")).content.decode()
    assert "not public yet" in html

    assert joining.post(address("not-yet"), SAID, headers=HERE).status_code == 303
    assert len(kept(tmp_path)) == 1


def test_a_slip_a_foreign_site_and_a_withdrawn_statement_are_refused(
    joining: Client, tmp_path: Path
) -> None:
    slip = joining.get(address(code=CODE[:-1] + ("7" if CODE[-1] != "7" else "8")))
    assert (slip.status_code, "slip in this link" in slip.content.decode()) == (404, True)
    assert joining.post(address(), SAID).status_code == 403
    assert joining.post(address("gone"), SAID, headers=HERE).status_code == 409
    assert kept(tmp_path) == []


def test_without_a_store_it_says_so_and_keeps_what_was_typed(
    joining: Client, tmp_path: Path
) -> None:
    with override_settings(HABEAS_INTAKE=tmp_path / "nowhere" / "intake.sqlite3"):
        answer = joining.post(address(), SAID, headers=HERE)

    assert answer.status_code == 503
    assert "Choir of Zenda" in answer.content.decode()


def test_without_a_key_there_is_no_form(joining: Client) -> None:
    with override_settings(HABEAS_INTAKE_KEY=""):
        assert joining.get(address()).status_code == 404
