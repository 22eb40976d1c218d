"""Bodies, places and charges that are met often: one label for all their spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from habeas.vocabulary.loader import DATA, VocabularyError, read_entries
from habeas.vocabulary.shapes import Named


@cache
def bodies() -> Mapping[str, Named]:
    return MappingProxyType(read_entries(DATA / "bodies.yaml", Named))


@cache
def places() -> Mapping[str, Named]:
    return MappingProxyType(read_entries(DATA / "places.yaml", Named))


@cache
def charges() -> Mapping[str, Named]:
    return MappingProxyType(read_entries(DATA / "charges.yaml", Named))


def body_label(text: str, language: str) -> str:
    """The label of a known body under any of its names; otherwise `text` as it stands."""
    known = _by_spelling("bodies").get(_folded(text))
    return known.label(language) if known else text


def place_label(text: str, language: str) -> str:
    """The label of a known place under any of its names; otherwise `text` as it stands.

    A Cyrillic name may stand in any case: «у Мінску», «в Бобруйске».
    """
    known = _by_spelling("places").get(_folded(text)) or _places_by_stem().get(_stem(text))
    return known.label(language) if known else text


def charge_label(text: str, language: str) -> str:
    """The label of a known charge under any of its names; otherwise `text` as it stands."""
    known = _by_spelling("charges").get(_folded(text))
    return known.label(language) if known else text


@cache
def _places_by_stem() -> dict[str, Named]:
    """Places by what is left of a Cyrillic name when its ending goes; none that two share."""
    stems: dict[str, list[Named]] = {}
    for spelling, entry in _by_spelling("places").items():
        stems.setdefault(_stem(spelling), []).append(entry)
    return {stem: found[0] for stem, found in stems.items() if len({e.code for e in found}) == 1}


def _stem(text: str) -> str:
    """A folded name without the ending of its case; Latin names have none."""
    return re.sub(r"(?<=[а-яёіў]{3})(?:[ое]м|[аеёіоуыэюяь])$", "", _folded(text))


@cache
def _by_spelling(which: str) -> dict[str, Named]:
    spellings: dict[str, Named] = {}
    kinds = {"bodies": bodies, "places": places, "charges": charges}
    for entry in kinds[which]().values():
        for spelling in (entry.en, entry.be, entry.ru, *entry.aliases):
            other = spellings.setdefault(_folded(spelling), entry)
            if other is not entry:
                raise VocabularyError(
                    f"{which}.yaml: {entry.code}: “{spelling}” also names {other.code}"
                )
    return spellings


def _folded(text: str) -> str:
    """Case, quotation marks, hyphens, articles and spaces make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(c if c.isalnum() or c in "'’ʼ" else " " for c in plain).split()
    letters = [word.translate({39: None, 0x2019: None, 0x2BC: None}) for word in words]
    return " ".join(word for word in letters if word not in {"the", "a"})
