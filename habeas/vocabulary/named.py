"""Bodies, places and charges that are met often: one label for all their spellings."""

from __future__ import annotations

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
    """The label of a known place under any of its names; otherwise `text` as it stands."""
    known = _by_spelling("places").get(_folded(text))
    return known.label(language) if known else text


def charge_label(text: str, language: str) -> str:
    """The label of a known charge under any of its names; otherwise `text` as it stands."""
    known = _by_spelling("charges").get(_folded(text))
    return known.label(language) if known else text


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
