"""Letters to prisoners as a stranger meets them: whom to write to, how, and what to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from habeas.core import invented
from habeas.core.documents import Document, LetterRules, RecipientDocument
from habeas.public.edition.writer import make_store, write_edition
from habeas.public.portal import letters, setting
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.test_pages import page

HERE = "/en/act/letters/rupert-hentzau/"
RULES = LetterRules(
    channels=("post", "telegram"), languages=("be", "ru"), pages=4, photos=1,
    enclosures="Stamped envelope.", source="Order 12 of the prison", checked_on="2026-01-05",
)  # fmt: skip


def recipient(**fields: Any) -> RecipientDocument:
    values: dict[str, Any] = {
        "slug": "rupert-hentzau", "name": "Хенцаў Рупэрт Міхалавіч", "language": "be",
        "born": 1979, "unit": "атрад 4", "address": "вул. Замкавая 1\n101000 г. Тарленгайм",
        "address_since": "2023-01-30", "place": "tarlenheim", "place_name": "Tarlenheim",
        "country": "BY", "languages": ("be", "en"), "interests": "шахматы", "avoid": "брат",
        "confirmed_on": "2026-02-01", "rules": RULES, "days": 12, "days_of": 7,
    }  # fmt: skip
    return RecipientDocument.model_validate(values | fields)


def written(tmp_path: Path, *documents: Document) -> Path:
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    held = [*ruritania.documents(), *documents]
    write_edition(file, held, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    return file


@pytest.fixture
def writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    held_back = recipient(
        slug="antonia-mauban", name="Мобан Антония", hold="punished", address=None, unit=None,
        rules=RULES.model_copy(update={"source": None}),
    )  # fmt: skip
    yield from _portal(written(tmp_path, recipient(), held_back), monkeypatch)


def test_the_page_tells_whom_and_where_in_the_local_script(writing: Client) -> None:
    html = page(writing, HERE)

    assert "Write to Rupert Hentzau" in html
    assert '<strong lang="be">Хенцаў Рупэрт Міхалавіч</strong>, 1979' in html
    assert "101000 г. Тарленгайм" in html
    assert "The address has held since 30 January 2023." in html
    assert "Belarusian and English" in html
    assert "шахматы" in html


@pytest.fixture
def trying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    yield from _portal(written(tmp_path, recipient(country=invented.COUNTRY)), monkeypatch)


def test_an_invented_person_is_said_to_be_one(trying: Client) -> None:
    assert "Invented, for trying this out" in page(trying, HERE)
    assert "Tarlenheim, Ruritania (invented)" in page(trying, "/en/act/letters/")


def test_rules_stand_in_plain_words_with_source_and_day(writing: Client) -> None:
    html = page(writing, HERE)

    assert "What gets there: letter by post and telegram on paper." in html
    assert "At most 4 pages." in html
    assert "At most 1 photograph." in html
    assert "What may be put in: Stamped envelope." in html
    assert "From posting to delivery: 12 days (median of 7 letters)" in html
    assert "Source: Order 12 of the prison; checked on 5 January 2026." in html


@pytest.mark.parametrize("lacking", [{"source": None}, {"checked_on": None}])
def test_rules_without_source_or_day_are_unverified(lacking: dict[str, None]) -> None:
    told = recipient(rules=RULES.model_copy(update=lacking))

    assert letters._rules(told, "en")[-1].startswith("Unverified:")


def test_rules_that_nobody_knows_are_said_to_be_unknown() -> None:
    assert letters._rules(recipient(rules=None), "en") == [
        "We do not know the rules of this place."
    ]


def test_while_nobody_should_write_there_is_a_reason_and_no_address(writing: Client) -> None:
    html = page(writing, "/en/act/letters/antonia-mauban/")

    assert "Please do not write now." in html
    assert "Letters were turned against the person." in html
    assert "<textarea" not in html
    assert writing.get("/en/act/letters/antonia-mauban/sheet.pdf").status_code == 404


def test_the_hints_stand_there_without_a_script_and_no_text_can_leave(writing: Client) -> None:
    answer = writing.get(HERE)
    html = answer.content.decode()

    assert "War and armies: letters that name them are often stopped." in html
    assert "<div data-letter hidden>" in html
    assert 'name="' not in html.split("data-letter")[1].split("</section>")[0]
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'; connect-src 'none';" in policy


def test_what_is_punished_is_said_beside_it(writing: Client) -> None:
    assert "is punished. Think of yourself" in page(writing, HERE)


def test_the_sheet_has_two_pages_and_its_second_says_nothing(writing: Client) -> None:
    answer = writing.get(f"{HERE}sheet.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert setting.pages(answer.content) == 2
    values = letters.sheet_values(recipient(), "be")
    assert values["label"]["lines"] == ["атрад 4", "вул. Замкавая 1", "101000 г. Тарленгайм"]
    assert values["label"]["country"] == "Беларусь"
    assert "г.." not in str(values)
    assert "portal.example" not in str(values)


@pytest.mark.parametrize("language", ["en", "be", "ru", "fa"])
def test_the_sheet_is_set_in_every_language(writing: Client, language: str) -> None:
    assert writing.get(f"/{language}/act/letters/rupert-hentzau/sheet.pdf").status_code == 200


def test_the_list_has_the_greeting_days_and_names_the_held_back_last(writing: Client) -> None:
    html = page(writing, "/en/act/letters/")

    assert html.index("Rupert Hentzau") < html.index("Antonia Mauban")
    assert html.index("International Women’s Day") < html.index("Freedom Day in Belarus")
    assert "8 March 2026" in html


def test_it_is_found_from_the_person_the_list_of_actions_and_every_page(writing: Client) -> None:
    assert f'href="{HERE}"' in page(writing, "/en/people/rupert-hentzau/")
    assert "Please do not write now." in page(writing, "/en/people/antonia-mauban/")
    assert "1 person can be written to." in page(writing, "/en/act/")
    assert 'href="/en/act/"' in page(writing, "/en/places/")
    assert f"{HERE[3:]}" in page(writing, "/sitemap.xml")


def test_nothing_of_it_stands_where_nobody_can_be_written_to(portal: Client) -> None:
    assert "/act/letters/" not in page(portal, "/en/people/rupert-hentzau/")
    assert "nobody has agreed" in page(portal, "/en/act/letters/")
    assert portal.get(HERE).status_code == 404


@pytest.fixture
def after_a_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    file = written(tmp_path, recipient())
    without = ruritania.documents()
    write_edition(file, without, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    yield from _portal(file, monkeypatch)


def test_once_nobody_is_asked_to_write_any_more_the_address_says_so(
    after_a_release: Client,
) -> None:
    answer = after_a_release.get(HERE)
    html = answer.content.decode()

    assert answer.status_code == 410
    assert "Please do not write here any more" in html
    assert "Тарленгайм" not in html


def test_machines_read_the_cards_and_the_reason_not_to_write(writing: Client) -> None:
    listed = writing.get("/api/v1/letters").json()
    card = writing.get("/api/v1/letters/antonia-mauban").json()

    assert [(one["slug"], one["hold"]) for one in listed["items"]] == [
        ("antonia-mauban", "punished"), ("rupert-hentzau", None),
    ]  # fmt: skip
    assert (card["hold"], card["address"]) == ("punished", None)
