"""Belarusian in Latin letters, read through its Cyrillic form and given back in Latin.

The packs know Cyrillic. A passage in Łacinka is turned into it letter by
letter with a map of places, read, and the claims are turned back: their
offsets and quotes are those of the text as captured, their names are in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from habeas.reading.claims import Claim

CODE = "be-latn"
_SOFT = {"ć": "ць", "ś": "сь", "ź": "зь", "ń": "нь", "dź": "дзь", "l": "ль"}
_PLAIN = {
    "a": "а", "b": "б", "c": "ц", "č": "ч", "d": "д", "dz": "дз", "dž": "дж", "e": "э", "f": "ф",
    "g": "г", "h": "г", "ch": "х", "i": "і", "j": "й", "k": "к", "ł": "л", "m": "м", "n": "н",
    "o": "о", "p": "п", "r": "р", "s": "с", "š": "ш", "t": "т", "u": "у", "ŭ": "ў", "v": "в",
    "w": "в", "x": "кс", "y": "ы", "z": "з", "ž": "ж", "q": "к",
}  # fmt: skip
_IOTATED = {"a": "я", "e": "е", "o": "ё", "u": "ю", "i": "і"}
_VOWELS = frozenset("aeiouy")
_UNIT = re.compile(
    "d[zźž][ij]?[aeou]|ch|d[zźž]|l[aeoui]|[ij][aeou]|ji|.", re.IGNORECASE | re.DOTALL
)
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчш")
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "д": "d", "ж": "ž", "з": "z", "і": "i", "й": "j",
    "к": "k", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ў": "ŭ", "ф": "f", "х": "ch", "ц": "c", "ч": "č", "ш": "š", "ы": "y", "э": "e",
}  # fmt: skip
_SOFTENED = {"ць": "ć", "сь": "ś", "зь": "ź", "нь": "ń", "ль": "l"}
_VOWEL_AFTER = {"я": "a", "е": "e", "ё": "o", "ю": "u"}


@dataclass(frozen=True, slots=True)
class InCyrillic:
    """A text with its Łacinka turned into Cyrillic; `places` leads each letter back."""

    source: str
    text: str
    places: list[int]

    def back(self, claim: Claim) -> Claim:
        """A claim of the Cyrillic text as one of the captured text."""
        start, end = self.places[claim.start], self.places[claim.end]
        changed: dict[str, Any] = {
            "start": start,
            "end": end,
            "quote": self.source[start:end],
            "persons": tuple(map(to_latin, claim.persons)),
            "organisations": tuple(map(to_latin, claim.organisations)),
            "place": claim.place and to_latin(claim.place),
            "attributed_to": claim.attributed_to and to_latin(claim.attributed_to),
        }
        return claim.model_copy(update=changed)


def in_cyrillic(text: str, spans: Iterable[tuple[int, int]]) -> InCyrillic:
    """A text whose passages in Łacinka, given by their spans in order, are in Cyrillic."""
    written: list[str] = []
    places: list[int] = []

    def keep(piece: str, at: int) -> None:
        written.append(piece)
        places.extend(range(at, at + len(piece)))

    done = 0
    for start, end in spans:
        keep(text[done:start], done)
        before = ""
        for match in _UNIT.finditer(text, start, end):
            unit = match.group()
            letters = _to_cyrillic(unit, before)
            written.append(letters)
            places.extend([match.start()] * len(letters))
            before = unit[-1].lower()
        done = end
    keep(text[done:], done)
    return InCyrillic(text, "".join(written), [*places, len(text)])


def _to_cyrillic(unit: str, before: str) -> str:
    """One sound; `before` is the Latin letter ahead of it."""
    low = unit.lower()
    letters = _SOFT.get(low) or _PLAIN.get(low)
    if letters is None:
        head, vowel = low[:-1], low[-1]
        if head in ("i", "j"):
            letters = _IOTATED[vowel]
            if head == "j" and before.isalpha() and before not in _VOWELS and before not in "ŭj":
                letters = "'" + letters
        elif head == "l":
            letters = "л" + _IOTATED[vowel]
        elif head[:1] == "d" and len(head) > 1 and vowel in _IOTATED:
            soft = head[-1] in "ij"
            letters = _PLAIN.get(head.rstrip("ij"), "дз")
            letters += _IOTATED[vowel] if soft else _PLAIN[vowel]
        else:
            return unit
    return letters.capitalize() if unit[0].isupper() else letters


def to_latin(name: str) -> str:
    """A name or another short text in Łacinka; what is not Cyrillic stays."""
    written: list[str] = []
    index = 0
    while index < len(name):
        letter, low = name[index], name[index].lower()
        step = 1
        if low + name[index + 1 : index + 2] in _SOFTENED:
            latin, step = _SOFTENED[low + name[index + 1]], 2
        elif low == "л":
            latin = "l" if name[index + 1 : index + 2] in ("я", "е", "ё", "ю", "і") else "ł"
        elif low in _VOWEL_AFTER:
            latin = _iotation(name[index - 1 : index].lower()) + _VOWEL_AFTER[low]
        elif low in "'’ʼ":
            latin = ""
        else:
            latin = _CYRILLIC.get(low, letter)
        written.append(latin.capitalize() if letter.isupper() and low in _ALL else latin)
        index += step
    return "".join(written)


_ALL = frozenset(_CYRILLIC) | frozenset(_VOWEL_AFTER) | {"л"}


def _iotation(before: str) -> str:
    if before == "л":
        return ""
    return "i" if before in _CONSONANTS else "j"
