"""An appeal on paper, and its letters for a window envelope."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from django.test import Client

from habeas.core.documents import Addressee, SampleLetter
from habeas.public.edition.writer import make_store, write_edition
from habeas.public.portal import paper, setting
from habeas.public.portal.act import writing
from habeas.public.portal.tests import ruritania
from habeas.public.portal.tests.conftest import _portal
from habeas.public.portal.tests.sheets import MM, read
from habeas.public.portal.tests.test_act import LETTER, appeal
from habeas.public.portal.tests.test_pages import page

POST = "The Governor\nThe Castle\n1 Castle Square\n10101 Strelsau\nRURITANIA"
GOVERNOR = Addressee(name="The Governor", form_of_address="Your Excellency", post=POST)
IN_RUSSIAN = SampleLetter(language="ru", subject="О Руперте", body="Освободите его.\n\nСейчас.")


@pytest.fixture
def acting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    copied = Addressee(name="The Rapporteur", copy_only=True)
    open_one = appeal(
        "now",
        addressees=(GOVERNOR, Addressee(name="By mail", email="a@zenda.example"), copied),
        letters=(LETTER, IN_RUSSIAN),
        demands=("Release him", "A doctor now"),
        background="He was a guard.\nHe spoke.",
        act_before="2026-04-01",
    )
    file = tmp_path / "edition.sqlite3"
    make_store(file)
    documents = [*ruritania.documents(), open_one, appeal("over", state="stopped")]
    write_edition(file, documents, message="", by="editor", at=ruritania.AT, sign=lambda _: "s")
    yield from _portal(file, monkeypatch)


@pytest.mark.parametrize("language", ["en", "be", "ru", "fa"])
def test_the_appeal_is_printed_with_every_letter(acting: Client, language: str) -> None:
    answer = acting.get(f"/{language}/act/now/appeal.pdf")

    first, *letters = read(answer.content).pages
    assert answer.headers["Content-Type"] == "application/pdf"
    for words in ("Title of now", "Release him", "The Castle", "a@zenda.example", "He spoke."):
        assert words in first
    assert len(letters) == 2
    assert any("Освободите его." in one for one in letters)


def test_a_stopped_appeal_says_so_on_paper_and_has_no_letters(acting: Client) -> None:
    (only,) = read(acting.get("/en/act/over/appeal.pdf").content).pages

    assert "This action has been stopped" in only
    assert acting.get("/en/act/over/letter-1-en.pdf").status_code == 404


def test_a_letter_is_addressed_in_the_window(acting: Client) -> None:
    assert "/en/act/now/letter-1-ru.pdf" in page(acting, "/en/act/now/")
    answer = acting.get("/en/act/now/letter-1-ru.pdf")

    (only,) = read(answer.content).pages
    assert only.index("The Castle") < only.index("О Руперте") < only.index("Your Excellency")
    assert only.count("The Governor") == 1
    places: dict[str, tuple[float, float]] = {}

    def note(text: str, page: list[float], at: list[float], *__: object) -> None:
        if text.strip():
            a, b, c, d, e, f = page
            x, y = at[4:]
            places.setdefault(text.strip(), (a * x + c * y + e, b * x + d * y + f))

    pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text(visitor_text=note)
    in_window = [
        (x / MM, 297 - y / MM) for text, (x, y) in places.items() if text in POST.splitlines()
    ]
    assert len(in_window) == 5
    # DIN 5008, form B: the part of the window for the address.
    assert all(20 <= x <= 105 and 62.7 <= y <= 90 for x, y in in_window)


@pytest.mark.parametrize("lines", [2, 5, 9])
def test_long_addresses_are_set_smaller_and_stay_within_the_window(lines: int) -> None:
    post = "\n".join(f"Line {n}" for n in range(lines))
    values = paper.letter_values(writing(Addressee(name="Line 0", post=post), LETTER), "en")

    assert len(values["to"]) == lines
    assert values["size"] * lines <= 5 * 11
    assert setting.pages(setting.pdf("envelope", values, at=ruritania.AT)) == 1


@pytest.mark.parametrize("path", ["letter-2-en", "letter-3-en", "letter-0-en", "letter-1-fr"])
def test_who_has_no_postal_address_or_no_such_letter_has_no_sheet(
    acting: Client, path: str
) -> None:
    assert acting.get(f"/en/act/now/{path}.pdf").status_code == 404
