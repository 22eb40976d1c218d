"""The case on two sheets of paper, the card of a link, and charts to take away."""

import io
import re
from datetime import datetime

import pytest
from django.test import Client
from PIL import Image

from habeas.public.portal import dossier, setting
from habeas.public.portal.tests.test_pages import page

LANGUAGES = ("en", "be", "ru", "fa")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_is_a_pdf_of_at_most_two_sheets(portal: Client, language: str) -> None:
    answer = portal.get(f"/{language}/people/rupert-hentzau/dossier.pdf")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert 1 <= setting.pages(answer.content) <= 2


def test_the_same_edition_and_day_give_the_same_bytes(portal: Client) -> None:
    first, second = (portal.get("/be/people/rupert-hentzau/dossier.pdf") for _ in range(2))

    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]


def test_a_long_case_is_cut_and_says_how_much_stands_on_the_page(
    portal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    set_ = setting.pdf

    def long(sheet: str, values: dict[str, object], **more: object) -> bytes:
        told.append(values)
        return set_(sheet, values, **more)  # type: ignore[arg-type]

    document, info = dossier.found("rupert-hentzau")
    values = dossier._values(document, info, "en")
    values["chronology"] = [["1 May 2021", f"line {n} " * 12, "[1]"] for n in range(400)]
    monkeypatch.setattr(setting, "pdf", long)

    made = dossier._fitted(values, datetime.fromisoformat(info.published_at))

    assert setting.pages(made) <= 2
    assert told[-1]["chronology"][-1] == values["chronology"][-1]  # type: ignore[index]
    left = 400 - len(told[-1]["chronology"])  # type: ignore[arg-type]
    assert told[-1]["more"] == f"{left} more stand on the page."


def test_nobody_has_no_dossier_and_no_card(portal: Client) -> None:
    assert portal.get("/en/people/nobody/dossier.pdf").status_code == 404
    assert portal.get("/en/people/nobody/card.png").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_a_link_has_the_size_that_other_sites_show(
    portal: Client, language: str
) -> None:
    answer = portal.get(f"/{language}/people/rupert-hentzau/card.png")

    with Image.open(io.BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    head = page(portal, f"/{language}/people/rupert-hentzau/")
    assert f"/{language}/people/rupert-hentzau/card.png" in head


def test_every_chart_is_taken_away_as_csv_svg_and_png_with_its_credit(portal: Client) -> None:
    html = page(portal, "/en/statistics/")
    files = re.findall(r'href="(/en/statistics/[a-z]+\.png)"', html)

    assert files
    for file in files:
        with Image.open(io.BytesIO(portal.get(file).content)) as picture:
            assert picture.format == "PNG"
        drawn = portal.get(file.replace(".png", ".svg")).content.decode()
        assert "edition 1, as of 1 March 2026" in drawn
        assert portal.get(file.replace(".png", ".csv")).status_code == 200
