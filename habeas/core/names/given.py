"""Given names: which name a word is, in the nominative or another case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from habeas.core.names.scripts import script_of
from habeas.core.names.sounds import coarse, given_key, sounds
from habeas.core.names.tables import LONGEST_BEGINNING, NONE, Keys, given_names


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
    inflected = NONE if exact and not _may_be_a_case(lowered) else _other_cases(lowered)
    plain = exact | short
    if not plain and not _spelled_in_a_case(lowered):
        plain, short = _by_sound(ways)
    is_short = bool(short) and not exact and plain == short
    return Given(word, ways, plain, inflected - plain, bool(exact), is_short)


def _by_sound(ways: tuple[str, ...]) -> tuple[Keys, Keys]:
    """What sounds so, and which of it is a short form."""
    table = given_names()
    for way in (*ways, *(german(way) for way in ways)):
        if keys := table.sounding.get(given_key(way), NONE):
            return keys, NONE
        if len(way) > 3 and (keys := table.short_sounding.get(given_key(way), NONE)):
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
# Polish, and in the last line Lithuanian.
_LATIN_CASES = [
    ("owi", ("", "o")), ("iem", ("", "i")), ("em", ("", "ej")), ("ego", ("y", "i")),
    ("a", ("", "ł")), ("y", ("a",)), ("i", ("a", "ia")), ("ę", ("a",)), ("ą", ("a",)),
    ("ie", ("a",)), ("ii", ("ia",)), ("ią", ("ia",)), ("ię", ("ia",)),
    ("o", ("as", "is", "us")), ("os", ("a",)), ("ės", ("ė",)), ("aus", ("us",)),
]  # fmt: skip
# Names whose stem changes.
_STEMS = {"льв": "лев", "павл": "павел", "паўл": "павел", "рыгор": "рыгор", "пятр": "пётр"}


def _may_be_a_case(lowered: str) -> bool:
    return lowered.endswith(("а", "я"))


def _other_cases(lowered: str) -> Keys:
    """The names whose genitive, dative, accusative or instrumental the word may be."""
    table = given_names()
    nominatives = list(_nominatives(lowered))
    found = _spelled(nominatives)
    if found or not _begins_as_a_name(lowered):
        return found
    sounding = (
        (table.sounding.get(given_key(sounds(word)[0]), NONE), sex)
        for word, sex in nominatives
        if len(word) > 3
    )
    return NONE.union(*(_of_gender(keys, sex) for keys, sex in sounding))


def _begins_as_a_name(lowered: str) -> bool:
    """Whether some name begins as the word does without the longest ending of a case."""
    sound = coarse(sounds(lowered)[0])
    return sound[: min(LONGEST_BEGINNING, max(0, len(sound) - 3))] in given_names().beginnings


def _spelled_in_a_case(lowered: str) -> bool:
    """Виктора is spelled as a case of Виктор, though it sounds as Вікторыя does."""
    return script_of(lowered) == "Cyrl" and bool(_spelled(list(_nominatives(lowered))))


def _spelled(nominatives: list[tuple[str, str]]) -> Keys:
    table = given_names()
    return NONE.union(
        *(
            _of_gender(table.spelled.get(word, NONE) | table.short.get(word, NONE), sex)
            for word, sex in nominatives
        )
    )


def _of_gender(keys: Keys, sex: str) -> Keys:
    return frozenset(key for key in keys if given_names().gender[key] in sex)


def _nominatives(lowered: str) -> Iterator[tuple[str, str]]:
    """What the nominative may be, and of which gender then."""
    for ending, nominatives in _CASES if script_of(lowered) == "Cyrl" else _LATIN_CASES:
        stem = lowered.removesuffix(ending)
        if stem == lowered or len(stem) < 2:
            continue
        stem = _STEMS.get(stem, stem)
        for nominative in nominatives:
            # Only women's names in -ь (Любовь) have -и; men's have -я.
            sex = "f" if nominative == "ь" and ending in ("и", "і") else "mf"
            yield stem + nominative, sex
