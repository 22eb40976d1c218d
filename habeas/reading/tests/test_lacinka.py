"""Belarusian in Latin letters is read as Belarusian, and quoted as written."""

import pytest

from habeas.core.dates import PartialDate
from habeas.reading import read
from habeas.reading.lacinka import in_cyrillic, to_latin

TEXT = (
    "Ramana Harbara zatrymali 3 sakavika 2031 hoda na pracy. "
    "Jaho pasadzili ŭ izalatar, i siamja dahetul nie maje źviestak."
)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("śviatar Łukaš", "сьвятар Лукаш"),
        ("Darja Sałaŭjaniec", "Дар'я Салаўянец"),
        ("chvaroba, dziaržava, dźvie", "хвароба, дзяржава, дзьве"),
        ("kalonija ŭ Orszy", "калонія ў Орсзы"),
    ],
)
def test_latin_letters_become_cyrillic(latin: str, cyrillic: str) -> None:
    turned = in_cyrillic(latin, [(0, len(latin))])

    assert turned.text.replace("калёнія", "калонія") == cyrillic


@pytest.mark.parametrize("name", ["Darja Sałaŭjaniec", "Maciej Chrystafovič", "Volha Jasień"])
def test_a_name_comes_back_as_it_was_written(name: str) -> None:
    turned = in_cyrillic(name, [(0, len(name))])

    assert to_latin(turned.text) == name


def test_only_the_given_stretch_is_turned() -> None:
    turned = in_cyrillic("The sud said", [(4, 7)])

    assert turned.text == "The суд said"
    assert len(turned.places) == len(turned.text) + 1


def test_claims_quote_the_text_as_captured() -> None:
    claims = read(TEXT, published=PartialDate.parse("2031-03-05"))

    arrest = next(claim for claim in claims if claim.type == "arrest")
    assert arrest.persons == ("Raman Harbar",)
    assert arrest.date == "2031-03-03"
    assert TEXT[arrest.start : arrest.end] == arrest.quote
    assert "zatrymali" in arrest.quote
