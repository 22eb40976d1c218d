"""“I sent it”: counted, by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from habeas.public.edition.writer import make_store, write_edition
from habeas.public.intake.database import Target
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.reports import reported
from habeas.public.portal import written
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.test_act import GOVERNOR, LETTER, appeal
from habeas.public.portal.tests.test_pages import page

HERE = "/en/act/now/written/"
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def acting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intake: Target) -> Iterator[Client]:
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    documents = [
        *ruritania.documents(),
        appeal("now", addressees=(GOVERNOR,), letters=(LETTER,)),
        appeal("over", state="stopped"),
    ]
    write_edition(file, documents, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    monkeypatch.setattr(written, "_rates", Rates(written.LIMITS))
    for client in _portal(file, monkeypatch):
        with override_settings(HABEAS_INTAKE=intake, HABEAS_PORTAL_PROXIES=0):
            yield client


def say(client: Client, path: str = HERE, /, **fields: str) -> Any:
    return client.post(path, {"channel": "post", "country": "PL"} | fields, headers=OURS)


def test_who_wrote_is_counted_and_nothing_else_is_kept(acting: Client, intake: Target) -> None:
    assert HERE in page(acting, "/en/act/now/")

    for _ in range(5):
        answer = say(acting)
    say(acting, channel="email", country="ZZ")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{HERE}?counted")
    found = reported(intake, "now")
    assert (found.total, found.channels["post"], found.countries["PL"]) == (6, 5, 5)
    html = page(acting, f"{HERE}?counted")
    assert "Counted. Thank you." in html
    assert "<b>6</b>" in html and "Poland</th>" in html
    assert acting.get(HERE).headers["Cache-Control"] == "no-store"


def test_few_of_one_country_are_not_named(acting: Client) -> None:
    say(acting)

    assert "Poland</th>" not in page(acting, HERE)


@pytest.mark.parametrize(
    ("fields", "code", "words"),
    [
        ({"channel": "pigeon"}, 422, "Choose how you wrote"),
        ({"country": "XX"}, 422, "Choose how you wrote"),
        ({"website": "http://sell.example"}, 303, ""),
    ],
)
def test_what_is_not_understood_is_not_counted(
    acting: Client, intake: Target, fields: dict[str, str], code: int, words: str
) -> None:
    answer = say(acting, **fields)

    assert answer.status_code == code
    assert words in answer.content.decode()
    assert reported(intake, "now").total == 0


def test_a_stopped_action_counts_nobody(acting: Client, intake: Target) -> None:
    assert say(acting, "/en/act/over/written/").status_code == 409
    assert "<form" not in page(acting, "/en/act/over/written/").split("<main")[1]
    assert reported(intake, "over").total == 0


def test_a_form_of_another_site_and_a_flood_are_not_counted(acting: Client, intake: Target) -> None:
    assert acting.post(HERE, {"channel": "post"}).status_code == 403

    codes = [
        acting.post(HERE, {"channel": "post"}, headers=OURS, REMOTE_ADDR="198.51.100.7").status_code
        for _ in range(7)
    ]

    assert codes == [303] * 5 + [429] * 2
    assert reported(intake, "now").total == 5


def test_while_the_intake_is_away_the_page_stays(acting: Client, tmp_path: Path) -> None:
    with override_settings(HABEAS_INTAKE=tmp_path / "nothing" / "intake.sqlite3"):
        assert "cannot be read just now" in page(acting, HERE)
        assert say(acting).status_code == 503


def test_an_appeal_stands_on_other_sites_with_who_wrote(acting: Client, tmp_path: Path) -> None:
    say(acting)

    assert "<b>1</b> person says that they wrote" in page(acting, "/embed/en/act/now/")
    with override_settings(HABEAS_INTAKE=tmp_path / "none" / "intake.sqlite3"):
        away = acting.get("/embed/en/act/now.json")
    assert (away.status_code, away.headers["Retry-After"]) == (503, "60")
