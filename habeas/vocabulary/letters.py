"""Letters to prisoners as data: what a writer should look at again, and days to write for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from pydantic import field_validator

from habeas.vocabulary.loader import DATA, VocabularyError, read_yaml, shaped
from habeas.vocabulary.shapes import Labelled

FILE = DATA / "letters.yaml"
_WORD = re.compile(r"[^\W_]+")
_FORM = re.compile(r"[^\W_]+\*?\Z")


class Hint(Labelled):
    """Something that guards stop letters for. Without `words` only a person can see it."""

    words: tuple[str, ...] = ()

    @field_validator("words")
    @classmethod
    def _words_are_lower_case(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [one for one in words if one != one.lower() or not _FORM.match(one)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: one word in lower case, perhaps with * after it")
        return words

    def is_in(self, said: set[str]) -> bool:
        return any(
            any(word.startswith(form[:-1]) for word in said) if form.endswith("*") else form in said
            for form in self.words
        )


class GreetingDay(Labelled):
    """A day of every year; its code is the month and the day: 12-25."""

    def next(self, *, on: date) -> date:
        return next_day(self.code, on=on)


def next_day(code: str, *, on: date) -> date:
    """The next day of a year's day (12-25), today included; 29 February is kept on the 28th."""
    month, day = (int(part) for part in code.split("-"))
    kept = (month, 28 if (month, day) == (2, 29) else day)
    this_year = date(on.year, *kept)
    return this_year if this_year >= on else date(on.year + 1, *kept)


@cache
def hints() -> Mapping[str, Hint]:
    return MappingProxyType(
        {code: shaped(FILE, code, Hint, one, under="hints") for code, one in _part("hints")}
    )


@cache
def greeting_days() -> Mapping[str, GreetingDay]:
    return MappingProxyType(
        {code: shaped(FILE, code, GreetingDay, one, under="days") for code, one in _part("days")}
    )


def hints_in(text: str) -> list[str]:
    """The codes of what a letter should be looked at for. It stops nothing: a person decides."""
    said = {word.lower() for word in _WORD.findall(text)}
    return [code for code, hint in hints().items() if hint.is_in(said)]


def _part(name: str) -> list[tuple[str, object]]:
    part = read_yaml(FILE).get(name)
    if not isinstance(part, dict) or not part:
        raise VocabularyError(f"{FILE.name}: {name}: entries are missing")
    return [(str(code), one) for code, one in part.items()]
