"""Given names: which name a word is, in the nominative or another case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from habeas.core.names.scripts import script_of
from habeas.core.names.sounds import coarse, sounds
from habeas.core.names.tables import NONE, Keys, given_names


@dataclass(frozen=True, slots=True)
class Given:
    """A given name as written: what it may be as it stands, and what as a case of another."""

    word: str
    sounds: tuple[str, ...]
    plain: Keys
    inflected: Keys
    is_exact: bool
    is_short: bool

    @property
    def is_known(self) -> bool:
        return bool(self.plain or self.inflected)


@lru_cache(maxsize=65536)
def given(word: str) -> Given:
    table, lowered = given_names(), word.lower().replace("’", "'").replace("ʼ", "'")
    exact, short = table.spelled.get(lowered, NONE), table.short.get(lowered, NONE)
    ways = sounds(word)
    plain = exact | short
    if not plain:
        plain, short = _by_sound(ways)
    is_short = bool(short) and not exact and plain == short
    inflected = NONE if exact and not _may_be_a_case(lowered) else _other_cases(lowered)
    return Given(word, ways, plain, inflected - plain, bool(exact), is_short)


def _by_sound(ways: tuple[str, ...]) -> tuple[Keys, Keys]:
    """What sounds so, and which of it is a short form."""
    table = given_names()
    for way in (*ways, *(german(way) for way in ways)):
        if keys := table.sounding.get(coarse(way), NONE):
            return keys, NONE
        if len(way) > 3 and (keys := table.short_sounding.get(coarse(way), NONE)):
            return keys, keys
    return NONE, NONE


def german(way: str) -> str:
    """German writes s for з: Jelisaweta, Kusma."""
    return re.sub(r"(?:^|(?<=[aeiou]))s(?=[aeiouv])", "z", way)


# A word's ending, and what its nominative may end in instead.
_CASES = [
    ("ові", ("", "о")), ("еві", ("й", "ь")), ("єві", ("й", "ь")),
    ("ием", ("ий",)), ("ієм", ("ій",)),
    ("ом", ("", "о")), ("ам", ("", "о")), ("ем", ("й", "ь", "")), ("ём", ("й", "ь", "")),
    ("ям", ("й", "ь")), ("єм", ("й", "ь")), ("ым", ("ы",)),
    ("ого", ("ый",)), ("ага", ("ы",)),
    ("ою", ("а",)), ("аю", ("а",)), ("ею", ("я", "а")), ("яю", ("я",)), ("єю", ("я",)),
    ("ой", ("а",)), ("ай", ("а",)), ("ей", ("я", "а")), ("яй", ("я",)),
    ("зе", ("га",)), ("зі", ("га",)), ("цы", ("та", "ка")), ("ці", ("ка",)),
    ("а", ("", "о")), ("я", ("й", "ь", "е", "ий")), ("у", ("", "а", "о")), ("ю", ("й", "ь", "я")),
    ("ы", ("а",)), ("и", ("а", "я", "ь")), ("і", ("а", "я", "ь")), ("е", ("а", "я", "", "й")),
    ("э", ("а",)), ("ї", ("я",)), ("є", ("я",)),
]  # fmt: skip
_POLISH_CASES = [
    ("owi", ("", "o")), ("iem", ("", "i")), ("em", ("", "ej")), ("ego", ("y", "i")),
    ("a", ("", "ł")), ("y", ("a",)), ("i", ("a", "ia")), ("ę", ("a",)), ("ą", ("a",)),
    ("ie", ("a",)), ("ii", ("ia",)), ("ią", ("ia",)), ("ię", ("ia",)),
]  # fmt: skip
# Names whose stem changes.
_STEMS = {"льв": "лев", "павл": "павел", "паўл": "павел", "рыгор": "рыгор", "пятр": "пётр"}


def _may_be_a_case(lowered: str) -> bool:
    return lowered.endswith(("а", "я"))


def _other_cases(lowered: str) -> Keys:
    """The names whose genitive, dative, accusative or instrumental the word may be."""
    if script_of(lowered) == "Cyrl":
        return _undeclined(lowered, _CASES)
    return _undeclined(lowered, _POLISH_CASES)


def _undeclined(lowered: str, cases: list[tuple[str, tuple[str, ...]]]) -> Keys:
    table = given_names()
    found: set[str] = set()
    for ending, nominatives in cases:
        stem = lowered.removesuffix(ending)
        if stem == lowered or len(stem) < 2:
            continue
        stem = _STEMS.get(stem, stem)
        for nominative in nominatives:
            word = stem + nominative
            keys = table.spelled.get(word) or table.short.get(word)
            if keys is None and len(stem) > 3:
                keys = table.sounding.get(coarse(sounds(word)[0]))
            found |= keys or NONE
    return frozenset(found)
