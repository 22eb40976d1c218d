"""Following by mail as a stranger meets it: the form, the mail's link, its end."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from habeas.core.sealing import unseal
from habeas.public.intake import subscriptions
from habeas.public.intake.database import Target
from habeas.public.intake.petitions import links
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.tests.petitioning import HOUSE, MAILER, column
from habeas.public.portal import follow
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.test_pages import page

HERE = "/en/follow/"
OURS = {"sec-fetch-site": "same-origin"}
NOW = datetime(2026, 3, 1, 12, 30, 30, tzinfo=UTC)
ADDRESS = "flavia@strelsau.example"


@pytest.fixture
def following(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intake: Target) -> Iterator[Client]:
    file = tmp_path / "edition.sqlite3"
    ruritania.write(file)
    monkeypatch.setattr(follow, "now", lambda: NOW)
    monkeypatch.setattr(follow, "_rates", Rates(follow.LIMITS))
    for client in _portal(file, monkeypatch):
        with override_settings(
            HABEAS_INTAKE=intake, HABEAS_MAILER_KEY=MAILER.public, HABEAS_PORTAL_PROXIES=0
        ):
            yield client


def post(client: Client, path: str = HERE, /, **fields: str) -> Any:
    return client.post(path, {"email": ADDRESS, "person": "rupert-hentzau"} | fields, headers=OURS)


def mails(intake: Target, tmp_path: Path) -> list[dict[str, Any]]:
    bodies = column(intake, "SELECT sealed FROM outbox ORDER BY once")
    return [json.loads(unseal(body, MAILER.file(tmp_path))) for body in bodies]


def link(intake: Target) -> str:
    (id,) = column(intake, "SELECT id FROM subscribers")
    return f"/en/follow/s/{links.token(id, links.secret(intake))}/"


def states(intake: Target) -> list[Any]:
    return column(intake, "SELECT state FROM subscribers ORDER BY id")


def test_a_case_is_followed_once_a_button_was_pressed(
    following: Client, intake: Target, tmp_path: Path
) -> None:
    assert "Follow this case by mail" in page(following, "/en/people/rupert-hentzau/")
    assert "Follow Rupert Hentzau by mail" in page(following, f"{HERE}?person=rupert-hentzau")

    answer = post(following)

    assert (answer.status_code, answer["Location"]) == (303, "/en/follow/sent/")
    assert not answer.cookies
    (mail,) = mails(intake, tmp_path)
    assert (mail["to"], mail["kind"]) == (ADDRESS, subscriptions.CONFIRM)
    assert mail["fields"]["what"] == "Rupert Hentzau"
    assert mail["fields"]["link"] == f"https://portal.example{link(intake)}"
    assert states(intake) == ["pending"]
    assert following.post(link(intake), {"do": "confirm"}, headers=OURS).status_code == 303
    assert states(intake) == ["confirmed"]
    assert "You are written to when something changes." in page(following, link(intake))


def test_a_mail_scanner_confirms_nothing_and_ends_nothing(
    following: Client, intake: Target
) -> None:
    post(following)
    here = link(intake)

    for address in (here, f"{here}off/"):
        following.get(address, follow=True)
        following.head(address)
    assert states(intake) == ["pending"]

    following.post(here, {"do": "confirm"}, headers=OURS)
    for address in (here, f"{here}off/"):
        following.get(address, follow=True)
    assert states(intake) == ["confirmed"]


def test_another_site_cannot_subscribe_anybody_nor_press_the_button(
    following: Client, intake: Target
) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}):
        assert following.post(HERE, {"email": ADDRESS}, headers=headers).status_code == 403
    assert states(intake) == []
    post(following)
    cross = {"sec-fetch-site": "cross-site"}
    assert following.post(link(intake), {"do": "confirm"}, headers=cross).status_code == 403
    assert states(intake) == ["pending"]


def test_one_click_of_a_mail_program_ends_it_and_leaves_nothing(
    following: Client, intake: Target
) -> None:
    post(following)
    here = link(intake)
    following.post(here, {"do": "confirm"}, headers=OURS)

    answer = following.post(f"{here}off/", {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert states(intake) == []
    assert column(intake, "SELECT count(*) FROM outbox") == [0]
    assert following.post(f"{here}off/").status_code == 200
    assert "no address is kept for it" in following.get(here).content.decode()


def test_it_was_not_me_deletes_the_address_and_is_not_asked_again(
    following: Client, intake: Target
) -> None:
    post(following)
    following.post(link(intake), {"do": "deny"}, headers=OURS)

    post(following)
    post(following, person="antonia-mauban")

    assert column(intake, "SELECT sealed FROM subscribers WHERE state = 'refused'") == [None]
    assert column(intake, "SELECT count(*) FROM outbox") == [0]


def test_whoever_follows_already_is_told_so_by_mail_alone(
    following: Client, intake: Target, tmp_path: Path
) -> None:
    first = post(following)
    following.post(link(intake), {"do": "confirm"}, headers=OURS)

    second = post(following, email="FLAVIA@strelsau.example")

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    kinds = [one["kind"] for one in mails(intake, tmp_path)]
    assert kinds == [subscriptions.CONFIRM, subscriptions.ALREADY]
    assert states(intake) == ["confirmed"]


def test_nobodys_mailbox_is_filled_by_others(following: Client, intake: Target) -> None:
    people = ("rupert-hentzau", "antonia-mauban", "rudolf-rassendyll", "flavia-elphberg", "")
    for person in people * 3:
        assert post(following, person=person).status_code == 303

    sent = column(intake, "SELECT count(*) FROM outbox")[0]
    assert 1 <= sent <= subscriptions.MOST_MAILS


def test_one_network_asks_for_a_few_mails_and_is_then_told_to_wait(
    following: Client, intake: Target
) -> None:
    answers = [
        following.post(
            HERE, {"email": f"a{n}@strelsau.example"}, headers=OURS, REMOTE_ADDR="198.51.100.7"
        ).status_code
        for n in range(8)
    ]

    assert answers == [303] * 5 + [429] * 3
    assert len(states(intake)) == 5


def test_wrong_addresses_traps_and_strangers_are_kept_out(
    following: Client, intake: Target
) -> None:
    wrong = post(following, email="flavia at strelsau")
    assert wrong.status_code == 422
    assert 'value="flavia at strelsau"' in wrong.content.decode()
    assert post(following, website="https://spam.example").status_code == 303
    assert post(following, person="nobody").status_code == 404
    assert following.get(f"{HERE}?person=nobody").status_code == 404
    assert following.get("/en/follow/s/0123456789abcdefnothing/").status_code == 404
    assert states(intake) == []


def test_a_key_of_somebody_else_opens_no_address(
    following: Client, intake: Target, tmp_path: Path
) -> None:
    post(following)

    for sealed in column(intake, "SELECT sealed FROM subscribers UNION SELECT sealed FROM outbox"):
        with pytest.raises(ValueError, match="cannot be opened"):
            unseal(sealed, HOUSE.file(tmp_path))
    (sealed,) = column(intake, "SELECT sealed FROM subscribers")
    assert json.loads(unseal(sealed, MAILER.file(tmp_path))) == {"to": ADDRESS}


def test_time_ends_what_nobody_confirmed_and_what_is_two_years_old(
    following: Client, intake: Target
) -> None:
    post(following)
    assert subscriptions.expire(intake, at=NOW + timedelta(days=6)) == 0
    following.post(link(intake), {"do": "confirm"}, headers=OURS)
    assert subscriptions.expire(intake, at=NOW + timedelta(days=700)) == 0
    assert subscriptions.expire(intake, at=NOW + timedelta(days=731)) == 1
    post(following)
    assert subscriptions.expire(intake, at=NOW + timedelta(days=8)) == 1


def test_without_a_mailer_there_is_no_form_and_no_link(following: Client, intake: Target) -> None:
    with override_settings(HABEAS_MAILER_KEY=""):
        assert "No mails are sent from here" in page(following, HERE)
        assert "/follow/" not in page(following, "/en/people/rupert-hentzau/")
        assert post(following).status_code == 409
    assert states(intake) == []


@pytest.mark.parametrize("language", ["en", "be", "ru", "fa"])
def test_the_page_warns_where_following_is_punished(following: Client, language: str) -> None:
    html = page(following, f"/{language}/follow/")

    assert 'class="note warning"' in html
    assert f"/feeds/people-{language}.atom" in html
    assert "<script" not in html


def test_an_address_is_in_no_byte_of_the_store_and_in_no_log(
    following: Client, intake: Target, tmp_path: Path, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    mark = "Xanthippe"
    post(following, email=f"{mark}@{mark}.example")
    following.post(link(intake), {"do": "confirm"}, headers=OURS)
    post(following, email=f"{mark}@{mark}")

    tables = ("subscribers", "outbox", "sendings", "secrets", "messages")
    rows = [column(intake, f"SELECT * FROM {one}") for one in tables]  # noqa: S608
    kept = b"".join(bytes(value) for row in rows for value in row if isinstance(value, bytes))
    text = repr(rows)
    files = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    said = caplog.text + "".join(capfd.readouterr())

    assert states(intake) == ["confirmed"]
    for form in (mark, mark.lower(), mark.upper()):
        assert form.encode() not in kept + files
        assert form not in text + said
