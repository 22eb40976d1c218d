"""Articles of law in plain words, by country and number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from habeas.vocabulary.loader import DATA, VocabularyError, read_yaml, shaped
from habeas.vocabulary.shapes import Labelled

FILE = DATA / "articles.yaml"


@dataclass(frozen=True)
class Article:
    """One article: the law that it stands in, and what it is about, in our own words."""

    country: str
    number: str
    plain: Labelled
    law: Labelled
    source: str
    # When somebody last held the words against the law's text; None where nobody has.
    checked: date | None


def article(country: str | None, number: str) -> Article | None:
    """The article of that number, without parts, in the law of a country that we know."""
    return articles().get((country or "", number))


@cache
def articles() -> Mapping[tuple[str, str], Article]:
    """Every article by country and number. Raises VocabularyError for a file that is wrong."""
    return MappingProxyType(
        {
            (country, number): one
            for country, body in read_yaml(FILE).items()
            for number, one in _law(str(country), body)
        }
    )


def _law(country: str, body: dict[str, Any]) -> list[tuple[str, Article]]:
    if set(body) - {"checked"} != {"code", "source", "articles"}:
        raise VocabularyError(f"{FILE.name}: {country}: expected code, source and articles")
    law = shaped(FILE, country, Labelled, body["code"])
    return [
        (str(number), _article(country, str(number), dict(words), law, body))
        for number, words in body["articles"].items()
    ]


def _article(
    country: str, number: str, words: dict[str, Any], law: Labelled, body: dict[str, Any]
) -> Article:
    checked = words.pop("checked", body.get("checked"))
    source = f"{body['source']}, {number}"
    plain = shaped(FILE, number, Labelled, words, under=country)
    return Article(country, number, plain, law, source, checked)
