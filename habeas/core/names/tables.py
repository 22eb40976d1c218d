"""The word lists behind names: given names across languages, titles, particles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from habeas.core.names.sounds import given_key, sounds

_DATA = Path(__file__).parents[1] / "data"
Keys = frozenset[str]
NONE: Keys = frozenset()
LONGEST_BEGINNING = 6


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Spellings and sounds of given names, each to the keys of the names that it may be."""

    gender: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, Keys] = field(default_factory=dict)
    short: dict[str, Keys] = field(default_factory=dict)
    sounding: dict[str, Keys] = field(default_factory=dict)
    short_sounding: dict[str, Keys] = field(default_factory=dict)
    first_sounds: dict[str, Keys] = field(default_factory=dict)
    # With what names begin, as sounds, so that most words need no closer look.
    beginnings: Keys = NONE


@lru_cache(maxsize=1)
def given_names() -> GivenNames:
    """`given_names.txt`, read once."""
    gender: dict[str, str] = {}
    spelled, short, first = _index(), _index(), _index()
    for line in _lines("given_names.txt"):
        sex, letters, latin, shorts = (part.split() for part in line.split("|"))
        key = latin[0].lower()
        gender[key] = sex[0]
        for word in (*letters, *latin):
            spelled[word.lower()].add(key)
            first[key].update(sound[:1] for sound in sounds(word))
        for word in shorts:
            short[word.lower()].add(key)
    sounding = _by_sound(spelled)
    return GivenNames(
        gender,
        _frozen(spelled),
        _frozen(short),
        sounding,
        _by_sound(short),
        _frozen(first),
        frozenset(sound[:length] for sound in sounding for length in range(LONGEST_BEGINNING + 1)),
    )


@lru_cache(maxsize=1)
def words_beside() -> dict[str, Keys]:
    """`name_words.txt`: a kind of word to its words, in lower case."""
    found = _index()
    for line in _lines("name_words.txt"):
        kind, words = line.split(":")
        found[kind].update(words.split())
    return _frozen(found)


def _lines(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line if line.count("|") != 2 else line + "|"


def _index() -> defaultdict[str, set[str]]:
    return defaultdict(set)


def _frozen(index: dict[str, set[str]]) -> dict[str, Keys]:
    return {word: frozenset(keys) for word, keys in index.items()}


def _by_sound(spelled: dict[str, set[str]]) -> dict[str, Keys]:
    index = _index()
    for word, keys in spelled.items():
        for sound in sounds(word):
            index[given_key(sound)].update(keys)
    return _frozen(index)
