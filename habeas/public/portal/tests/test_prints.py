"""Posters and sheets: their sizes, what they say, of which day, and about nobody else."""

import re
from datetime import datetime

import pytest
from django.test import Client

from habeas.public.portal import prints, setting
from habeas.public.portal.tests.sheets import Sheets, read
from habeas.public.portal.tests.test_pages import page

LANGUAGES = ("en", "be", "ru", "fa")
SHEETS = ("days", "days-plain", "shirt", "shirt-mirrored", "strips")
A3, A4 = (297, 420), (210, 297)


def pdf(portal: Client, address: str) -> Sheets:
    answer = portal.get(address)
    assert answer.status_code == 200, address
    assert answer.headers["Content-Type"] == "application/pdf"
    return read(answer.content)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_one_page_of_a4_and_says_its_day(
    portal: Client, language: str, sheet: str
) -> None:
    made = pdf(portal, f"/{language}/people/rupert-hentzau/print/{sheet}.pdf")

    assert made.sizes == [A4]
    assert "2026" in made.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("paper", "size"), [("a3", A3), ("a4", A4)])
def test_the_poster_has_everybody_on_one_sheet(
    portal: Client, language: str, paper: str, size: tuple[int, int]
) -> None:
    made = pdf(portal, f"/{language}/print/poster-{paper}.pdf")

    assert made.sizes == [size]
    for name in ("Hentzau", "Mauban") if language in ("en", "fa") else ("Хенцаў", "Мобан"):
        assert name in made.text


def test_a_poster_of_a_view_names_nobody_else(portal: Client) -> None:
    said = pdf(portal, "/en/print/poster-a3.pdf?status=held").text

    assert "Rupert Hentzau" in said
    assert "Rudolf Rassendyll" not in said
    assert portal.get("/en/print/poster-a3.pdf?arrested_from=soon").status_code == 404


def test_only_the_released_are_struck_through(
    portal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    real = setting.pdf

    def noted(name: str, values: dict[str, object], *, at: datetime) -> bytes:
        told.append(values)
        return real(name, values, at=at)

    monkeypatch.setattr(setting, "pdf", noted)

    said = pdf(portal, "/en/print/poster-a4.pdf").text

    tones = {one["name"]: one["tone"] for one in told[-1]["names"]}  # type: ignore[attr-defined]
    assert tones["Rudolf Rassendyll"] == "free"
    assert tones["Rupert Hentzau"] == "held"
    assert "4 names, in custody: 2, released, struck through: 2." in said


def test_very_many_names_grow_small_and_then_go_on_to_another_sheet(portal: Client) -> None:
    values = prints._site("en") | {
        "width": 297, "title": "Their names", "counted": "", "more": "", "address": "",
        "invented": "",
    }  # fmt: skip
    rows = [{"name": f"Name Surname {n}", "tone": "held", "days": "1,234"} for n in range(900)]

    some = prints._fitted(values | {"names": rows[:300]})
    many = prints._fitted(values | {"names": rows})

    assert setting.pages(some) == 1
    assert setting.pages(many) > 1
    assert "Name Surname 899" in read(many).text


def test_a_count_from_partial_dates_is_a_range_and_says_why(portal: Client) -> None:
    for sheet in ("days", "shirt"):
        said = pdf(portal, f"/en/people/antonia-mauban/print/{sheet}.pdf").text

        assert re.search(r"456\s*–\s*485", said)
        assert "As of 1 March 2026." in said
        assert "the count is a range" in said


def test_the_plain_sheet_and_the_shirt_carry_no_address(portal: Client) -> None:
    for sheet in ("days-plain", "shirt"):
        made = pdf(portal, f"/en/people/rupert-hentzau/print/{sheet}.pdf")
        assert "portal.example" not in made.text
    said = pdf(portal, "/en/people/rupert-hentzau/print/strips.pdf").text
    assert said.count("portal.example/en/people/rupert-hentzau") == 1 + prints.STRIPS


def test_the_persian_sheet_runs_from_right_to_left(portal: Client) -> None:
    answer = portal.get("/fa/people/rupert-hentzau/print/days.pdf")
    said = read(answer.content).text

    assert b"/Lang(fa" in answer.content
    assert "Рупэрт Хенцаў" in said
    assert re.search(r"[\u0600-\u06ff\ufb50-\ufeff]{3}", said)


def test_the_same_edition_and_day_give_the_same_bytes(portal: Client) -> None:
    first, second = (portal.get("/be/print/poster-a4.pdf") for _ in range(2))

    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]


def test_nobody_who_is_not_published_has_a_sheet(portal: Client) -> None:
    for path in ("", "days.pdf", "strips.pdf"):
        assert portal.get(f"/en/people/nobody/print/{path}").status_code == 404
    assert portal.get("/xx/print/").status_code == 404
    assert portal.get("/en/act/nothing/strips.pdf").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lead_to_every_sheet(portal: Client, language: str) -> None:
    person = f"/{language}/people/rupert-hentzau/"
    assert f'href="{person}print/"' in page(portal, person)
    held = page(portal, f"{person}print/")
    for file in re.findall(r'href="([^"]+\.pdf)"', held):
        assert portal.get(file).status_code == 200
    assert all(f"{person}print/{name}.pdf" in held for name in SHEETS)
    assert f'href="/{language}/print/"' in page(portal, f"/{language}/people/")
    assert f"/{language}/print/poster-a3.pdf?status=held" in page(
        portal, f"/{language}/print/?status=held"
    )
