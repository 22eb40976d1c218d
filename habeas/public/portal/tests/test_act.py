"""The pages of appeals, without JavaScript, as a stranger gets them."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from habeas.core.documents import (
    Addressee,
    AppealDocument,
    AppealUpdate,
    Embassy,
    SampleLetter,
)
from habeas.public.edition.store import Edition
from habeas.public.edition.writer import make_store, write_edition
from habeas.public.portal import act
from habeas.public.portal.prints import STRIPS
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.sheets import read
from habeas.public.portal.tests.test_pages import page

GOVERNOR = Addressee(
    name="The Governor", form_of_address="Your Excellency", email="governor+mail@zenda.example"
)
LETTER = SampleLetter(language="en", subject="Rupert & others", body="Free him.\nAt once?")


def appeal(slug: str, **fields: object) -> AppealDocument:
    values = {"state": "open", "language": "en", "title": f"Title of {slug}", "summary": "Act."}
    return AppealDocument.model_validate(
        values | {"slug": slug, "person": "rupert-hentzau"} | fields
    )


@pytest.fixture
def acting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    embassy = Embassy(country="PL", email="embassy@zenda.example")
    copied = Addressee(name="The Rapporteur", copy_only=True)
    helps = {"tone": "Polite", "unsaid": ("His party",), "embassies": (embassy,)}
    to = (GOVERNOR.model_copy(update={"phone": "+99 1"}), copied)
    open_one = appeal("now", addressees=to, letters=(LETTER,), act_before="2026-04-01", **helps)
    late = appeal("late", addressees=(GOVERNOR,), letters=(LETTER,), act_before="2026-02-01")
    news = AppealUpdate(kind="stop", date="2026-02-20", text="The family asks for silence.")
    stopped = appeal("stopped", state="stopped", updates=(news,))
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    documents = [*ruritania.documents(), open_one, late, stopped]
    write_edition(file, documents, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    assert Edition(file).document("actions/now")
    yield from _portal(file, monkeypatch)


def test_a_letter_begins_as_its_language_asks_for() -> None:
    forms = {"form_of_address": "Your Excellency", "forms_of_address": {"be": "Спадар губернатар"}}
    to = GOVERNOR.model_copy(update=forms)
    belarusian = LETTER.model_copy(update={"language": "be"})

    assert act.writing(to, belarusian).text.startswith("Спадар губернатар,\n\n")
    assert act.writing(to, LETTER).text.startswith("Your Excellency,\n\n")


def test_a_letter_opens_in_the_visitors_own_mail_program(acting: Client) -> None:
    html = page(acting, "/en/act/now/")

    address = unescape(html.split('href="mailto:')[1].split('"')[0])
    parts = urlsplit(f"mailto:{address}")
    asked = parse_qs(parts.query)
    assert parts.path == "governor%2Bmail@zenda.example"
    assert asked["subject"] == ["Rupert & others"]
    assert asked["body"] == ["Your Excellency,\r\n\r\nFree him.\r\nAt once?"]
    assert "<form" not in html.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "please send nothing more"), ("be", "больш нічога"), ("ru", "больше ничего")],
)
def test_a_stopped_appeal_says_so_and_offers_nothing_to_send(
    acting: Client, language: str, words: str
) -> None:
    html = page(acting, f"/{language}/act/stopped/")

    assert words in html
    assert "The family asks for silence." in html
    assert "mailto:governor" not in html


def test_after_its_day_an_appeal_says_to_check_first(acting: Client) -> None:
    assert "check first" in page(acting, "/en/act/late/")
    assert "check first" not in page(acting, "/en/act/now/")


def test_the_list_shows_open_appeals_before_ended_ones(acting: Client) -> None:
    html = page(acting, "/ru/act/")

    order = [html.index(f"Title of {slug}") for slug in ("late", "now", "stopped")]
    assert order == sorted(order)
    assert "Эта акция завершена." in html
    assert html.count("Срочная акция") == 3


def test_the_list_shows_how_an_action_begins_but_no_more() -> None:
    long = f"One {'word ' * 60}\n\nAnother paragraph."

    found = act.listed(appeal("now", summary=long), "en")

    assert found is not None
    assert found.beginning.startswith("One word") and found.beginning.endswith("word …")
    assert len(found.beginning) <= act.LONGEST_BEGINNING


def test_letters_are_in_languages_that_are_read_there() -> None:
    samples = [LETTER, SampleLetter(language="be-tarask", subject="Ліст", body="Прашу.")]

    def languages(*reads: str) -> list[str]:
        to = Addressee(name="The Governor", reads=reads)
        return [one.language for one in act._addressed(1, to, samples, "en").writings]

    assert languages("be", "ru") == ["be-tarask"]
    assert languages("de") == languages() == ["en", "be-tarask"]


def test_an_appeal_that_is_not_there_is_not_found(acting: Client) -> None:
    page(acting, "/en/act/nothing/", status=404)


def test_visitors_find_the_embassy_in_their_own_country(acting: Client) -> None:
    embassies = unescape(page(acting, "/en/act/now/")).split("The embassy in your country")[1]

    assert "<summary>Poland</summary>" in embassies
    assert "mailto:embassy@zenda.example?subject=Rupert" in embassies


def test_what_helps_what_harms_and_who_gets_a_copy_stand_beside_the_letter(acting: Client) -> None:
    shown = page(acting, "/en/act/now/")

    assert "Polite" in shown
    assert "His party" in shown
    assert "The Rapporteur" in shown.split("Send a copy to")[1]
    assert "+99 1" in shown


@pytest.mark.parametrize("language", ["en", "be", "ru", "fa"])
def test_an_open_action_is_printed_with_strips_and_a_stopped_one_is_not(
    acting: Client, language: str
) -> None:
    address = f"/{language}/act/now/strips.pdf"
    assert address in page(acting, f"/{language}/act/now/")

    made = read(acting.get(address).content)

    assert made.sizes == [(210, 297)]
    assert "Title of now" in made.text
    assert made.text.count(f"portal.example/{language}/act/now/") == 1 + STRIPS
    assert "strips.pdf" not in page(acting, f"/{language}/act/stopped/")
    assert acting.get(f"/{language}/act/stopped/strips.pdf").status_code == 404
