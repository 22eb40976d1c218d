"""Petitions as a stranger meets them: the form, the mail's link, the counter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import altcha
import pytest
from django.test import Client, override_settings

from habeas.core.documents import Elsewhere, PetitionDelivery
from habeas.core.sealing import unseal
from habeas.public.edition.writer import make_store as make_edition
from habeas.public.edition.writer import write_edition
from habeas.public.intake.database import Target, connection, transaction
from habeas.public.intake.petitions import counting, links
from habeas.public.intake.petitions.rates import Rates
from habeas.public.intake.tests.petitioning import MAILER, SLUG, column, petition, states
from habeas.public.portal import attack, petitions
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.test_pages import page

HERE = f"/en/act/{SLUG}/"
OURS = {"sec-fetch-site": "same-origin"}
NOW = datetime(2026, 3, 1, 12, 30, 30, tzinfo=UTC)


@pytest.fixture
def acting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intake: Target) -> Iterator[Client]:
    file = tmp_path / "edition.sqlite3"
    make_edition(file)
    paper = Elsewhere(kind="paper", by="The House", number=230, counted_on="2026-02-20")
    handed = PetitionDelivery(to="The Governor", on="2026-02-25", number=10)
    documents = [
        *ruritania.documents(),
        petition(person="rupert-hentzau", elsewhere=(paper,), deliveries=(handed,)),
        petition(slug="stopped", state="stopped"),
        petition(slug="over", closes_on="2026-02-28"),
    ]
    write_edition(file, documents, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    monkeypatch.setattr(petitions, "now", lambda: NOW)
    monkeypatch.setattr(petitions, "_rates", Rates(petitions.LIMITS))
    petitions._pages.cache_clear()
    attack._is_under_attack.cache_clear()
    for client in _portal(file, monkeypatch):
        with override_settings(
            HABEAS_INTAKE=intake,
            HABEAS_MAILER_KEY=MAILER.public,
            HABEAS_PORTAL_PROXIES=0,
            HABEAS_PETITION_ATTACK=100,
        ):
            yield client


def form(client: Client, **fields: str) -> dict[str, str]:
    html = page(client, HERE)
    stamp = html.split('name="stamp" value="')[1].split('"')[0]
    return {
        "name": "Flavia Elphberg",
        "email": "flavia@strelsau.example",
        "country": "AT",
        "consent-house": "yes",
        "stamp": stamp,
    } | fields


def post(client: Client, path: str = HERE, /, **fields: str) -> Any:
    return client.post(path, form(client, **fields), headers=OURS)


def mails(intake: Target, tmp_path: Path) -> list[dict[str, Any]]:
    bodies = column(intake, "SELECT sealed FROM outbox ORDER BY once")
    return [json.loads(unseal(body, MAILER.file(tmp_path))) for body in bodies]


def link(intake: Target, tmp_path: Path) -> str:
    return str(mails(intake, tmp_path)[-1]["fields"]["link"]).removeprefix("https://portal.example")


def test_signing_sends_a_mail_whose_link_shows_and_whose_button_acts(
    acting: Client, intake: Target, tmp_path: Path
) -> None:
    answer = post(acting)
    assert (answer.status_code, answer["Location"]) == (303, f"{HERE}sent/")
    assert not answer.cookies

    path = link(intake, tmp_path)
    for _ in range(3):  # a scanner of mail opens every link
        assert "Confirm my signature" in page(acting, path)
    assert states(intake) == ["pending"]

    for _ in range(2):
        assert acting.post(path, {"do": "confirm"}, headers=OURS).status_code == 303
    assert "Your signature is confirmed." in page(acting, path)
    assert states(intake) == ["confirmed"]

    acting.post(path, {"do": "withdraw"}, headers=OURS)
    assert "The signature is taken back." in page(acting, path)
    assert states(intake) == ["withdrawn"]


def test_it_was_not_me(acting: Client, intake: Target, tmp_path: Path) -> None:
    post(acting)

    acting.post(link(intake, tmp_path), {"do": "deny"}, headers=OURS)
    post(acting)

    assert states(intake) == ["withdrawn"]
    assert len(mails(intake, tmp_path)) == 1


def test_one_click_ends_the_mails_and_leaves_the_signature(
    acting: Client, intake: Target, tmp_path: Path
) -> None:
    post(acting)
    path = f"{link(intake, tmp_path)}off/"

    assert acting.get(path)["Location"] == path.removesuffix("off/")
    for _ in range(2):
        assert acting.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    post(acting)

    assert states(intake) == ["pending"]
    assert len(mails(intake, tmp_path)) == 1
    assert acting.post(f"{HERE}s/{'a' * 40}/off/").status_code == 404


def test_who_has_signed_is_told_by_mail_alone(
    acting: Client, intake: Target, tmp_path: Path
) -> None:
    first = post(acting)
    acting.post(link(intake, tmp_path), {"do": "confirm"}, headers=OURS)

    second = post(acting)

    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers == first.headers
    assert [one["kind"] for one in mails(intake, tmp_path)] == [
        "petition_confirm",
        "petition_already",
    ]


def test_a_breach_of_the_rates_looks_like_any_other_signature(
    acting: Client, intake: Target, tmp_path: Path
) -> None:
    answers = [
        acting.post(
            HERE,
            form(acting, email=f"{n}@strelsau.example"),
            headers=OURS,
            REMOTE_ADDR="198.51.100.7",
        )
        for n in range(3)
    ]

    assert {(one.status_code, one.content, one["Location"]) for one in answers} == {
        (303, b"", f"{HERE}sent/")
    }
    assert sorted(column(intake, "SELECT suspect FROM signatures")) == [0, 1, 1]
    assert len(mails(intake, tmp_path)) == 3


@pytest.mark.parametrize(
    "fields", [{"website": "https://spam.example"}, {"stamp": ""}, {"stamp": "29539470.forged"}]
)
def test_what_a_machine_does_makes_a_suspect(
    acting: Client, intake: Target, fields: dict[str, str]
) -> None:
    assert post(acting, **fields).status_code == 303
    assert column(intake, "SELECT suspect FROM signatures") == [1]


def test_a_form_that_comes_back_at_once_or_after_weeks_is_suspect(
    acting: Client, intake: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = form(acting)
    for number, later in enumerate((timedelta(seconds=-29), timedelta(), timedelta(days=8))):
        monkeypatch.setattr(petitions, "now", lambda later=later: NOW + later)
        acting.post(HERE, sent | {"email": f"{number}@strelsau.example"}, headers=OURS)

    assert sorted(column(intake, "SELECT suspect FROM signatures")) == [0, 1, 1]


def solved(client: Client) -> str:
    task = altcha.Challenge.from_dict(client.get(f"{HERE}task/").json())
    solution = altcha.solve_challenge(task)
    assert solution
    return str(altcha.Payload(task, solution).to_base64())


def test_in_quiet_times_the_form_has_no_script(acting: Client) -> None:
    assert "<script" not in page(acting, HERE)
    assert "script-src" not in acting.get(HERE)["Content-Security-Policy"]


def test_under_attack_each_proof_lets_one_signature_through(
    acting: Client, intake: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(intake) as held:
        for number in range(9):
            held.run(
                "INSERT INTO signatures VALUES (?, ?, 'pending', 1, 'AT', 'en', 1, NULL, NULL,"
                " ?, NULL, 1, 0, NULL)",
                [f"bot{number}", SLUG, int(NOW.timestamp()) - 120],
            )
    petitions._pages.cache_clear()
    with override_settings(HABEAS_PETITION_ATTACK=9):
        assert 'src="/static/' in page(acting, HERE)
        assert "script-src 'self'" in acting.get(HERE)["Content-Security-Policy"]
        good = solved(acting)
        proofs = (good, good, "", "nonsense", f"{good[:-8]}AAAAAAA=", "W10=", "x" * 9000)
        told = [
            post(acting, email=f"{n}@strelsau.example", proof=proof)
            for n, proof in enumerate(proofs)
        ]

    assert {(one.status_code, one.content) for one in told} == {(303, b"")}
    found = column(intake, "SELECT suspect FROM signatures WHERE id NOT LIKE 'bot%'")
    assert sorted(found) == [0, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(("earlier", "suspect"), [(5, 0), (90, 1)])
def test_a_form_from_before_the_attack_is_good_for_an_hour(
    acting: Client, intake: Target, earlier: int, suspect: int
) -> None:
    now = int(NOW.timestamp()) // 60
    stamp = links.stamp(SLUG, now - earlier, links.secret(intake))
    with transaction(intake) as held:
        held.run(
            "INSERT INTO signatures VALUES ('bot', ?, 'pending', 1, 'AT', 'en', 1, NULL, NULL,"
            " ?, NULL, 1, 0, NULL)",
            [SLUG, int(NOW.timestamp()) - 120],
        )
    with override_settings(HABEAS_PETITION_ATTACK=1):
        post(acting, stamp=stamp)

    assert column(intake, "SELECT suspect FROM signatures WHERE id <> 'bot'") == [suspect]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {},
    ],
)
def test_a_form_of_another_site_is_refused(
    acting: Client, intake: Target, headers: dict[str, str], tmp_path: Path
) -> None:
    assert acting.post(HERE, form(acting), headers=headers).status_code == 403
    assert states(intake) == []

    post(acting)
    answer = acting.post(link(intake, tmp_path), {"do": "confirm"}, headers=headers)
    assert (answer.status_code, states(intake)) == (403, ["pending"])


def test_older_browsers_say_their_origin(acting: Client) -> None:
    answer = acting.post(HERE, form(acting), headers={"origin": "http://testserver"})

    assert answer.status_code == 303


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_what_is_wrong_is_said_and_what_was_written_is_kept(
    acting: Client, intake: Target, language: str
) -> None:
    wrong = {"email": "flavia@", "comment": "For <her> sake", "consent-house": ""}
    answer = acting.post(f"/{language}/act/{SLUG}/", form(acting, **wrong), headers=OURS)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count('<p><a href="#') == 2
    for kept in (
        'value="Flavia Elphberg"',
        'value="flavia@"',
        "For &lt;her&gt; sake",
        '"AT" selected',
    ):
        assert kept in html
    assert answer["Cache-Control"] == "no-store"
    assert states(intake) == []


def test_the_page_is_the_same_for_all_and_may_be_cached(acting: Client) -> None:
    first, second = acting.get(HERE), acting.get(HERE)

    assert first.content == second.content
    assert "max-age=60" in first["Cache-Control"]
    assert "stale-if-error" in first["Cache-Control"]
    assert not first.cookies
    assert "csrf" not in first.content.decode().lower()


def test_the_counter_is_shown_with_paper_apart(
    acting: Client, intake: Target, tmp_path: Path
) -> None:
    for number in range(6):
        post(acting, email=f"{number}@strelsau.example", country="AT" if number else "DE")
        acting.post(link(intake, tmp_path), {"do": "confirm"}, headers=OURS)
    with connection(intake) as held:
        held.run("UPDATE signatures SET state = 'confirmed'")
    counting.count(intake)
    petitions._pages.cache_clear()

    html = page(acting, HERE)
    data = json.loads(acting.get(f"/embed/en/act/{SLUG}.json").content)
    picture = page(acting, f"/embed/ru/act/{SLUG}.svg")

    assert "<b>6</b> people have signed here" in html
    assert "And 230 on paper" in html
    assert "The next goal is 100." in html
    assert "No answer so far." in html
    assert data["number"] == 6
    assert data["countries"] == {"Austria": 5}
    assert data["elsewhere"][0]["number"] == 230
    assert "6<tspan" in picture


@pytest.mark.parametrize("slug", ["stopped", "over"])
def test_a_petition_that_is_not_open_takes_nothing(
    acting: Client, intake: Target, slug: str
) -> None:
    path = f"/en/act/{slug}/"

    assert 'name="email"' not in page(acting, path)
    assert acting.post(path, form(acting), headers=OURS).status_code == 409
    assert states(intake) == []


def test_with_the_database_away_the_page_stays_and_signers_are_told(
    acting: Client, tmp_path: Path
) -> None:
    sent = form(acting)
    petitions._pages.cache_clear()
    away = tmp_path / "none" / "intake.sqlite3"
    with override_settings(HABEAS_INTAKE=away):
        assert "cannot be read just now" in page(acting, HERE)
        answer = acting.post(HERE, sent, headers=OURS)
        embed = acting.get(f"/embed/en/act/{SLUG}.json")

    assert answer.status_code == 503
    assert "could not be kept just now" in answer.content.decode()
    assert 'value="Flavia Elphberg"' in answer.content.decode()
    assert embed.status_code == 503


def test_a_link_that_leads_nowhere_says_so(acting: Client) -> None:
    answer = acting.get(f"{HERE}s/abc/")

    assert answer.status_code == 404
    assert "leads to no signature" in answer.content.decode()


def test_the_list_shows_petitions_beside_appeals(acting: Client) -> None:
    html = page(acting, "/be/act/")

    assert html.count("Волю Руперту Хэнцаў") == 3
