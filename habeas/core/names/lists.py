"""Two lists of names: the pairs that are, or may be, one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from habeas.core.dates import PartialDate
from habeas.core.names.aliases import AliasBook
from habeas.core.names.compare import Match, names_match, same_person_name
from habeas.core.names.families import family
from habeas.core.names.parsing import readings
from habeas.core.names.tables import NONE, Keys


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its id, a name as written, and when born if known."""

    id: str
    name: str
    born: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    left: Entry
    right: Entry
    match: Match


class Block:
    """Names whose family names share a key, by what their given names may be."""

    def __init__(self) -> None:
        self.by_given: dict[str, list[str]] = defaultdict(list)
        # Only an initial, no given name, or one in no list: these meet everyone.
        self.open: list[str] = []
        self.all: list[str] = []

    def add(self, name: str, keys: Keys) -> None:
        self.all.append(name)
        for key in keys:
            self.by_given[key].append(name)
        if not keys:
            self.open.append(name)

    def near(self, keys: Keys) -> Iterator[str]:
        if not keys:
            yield from self.all
            return
        yield from self.open
        for key in keys:
            yield from self.by_given.get(key, ())


def match_lists(
    left: Sequence[Entry], right: Sequence[Entry], *, aliases: AliasBook | None = None
) -> Iterator[Pair]:
    """Pairs that are the same or unsure, in the order of the left list, then of the right.

    Only names whose family names share a key and whose given names can be one are
    compared; a name that a list repeats is compared once.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(right):
        places[entry.name].append(place)
    found = {
        name: sorted(place for other in near for place in places[other])
        for name, near in _near_names(left, places, aliases)
    }
    for entry in left:
        for place in found[entry.name]:
            match = _judge(entry, right[place], aliases)
            if match.verdict != "different":
                yield Pair(entry, right[place], match)


def candidates(left: Iterable[Entry], right: Iterable[Entry]) -> Iterator[tuple[str, set[str]]]:
    """Each name of the left list with those of the right that are worth comparing with it."""
    blocks = _blocks(dict.fromkeys(entry.name for entry in right))
    for name in dict.fromkeys(entry.name for entry in left):
        yield name, _sharing_a_key(name, blocks)


def _near_names(
    left: Iterable[Entry], others: Iterable[str], aliases: AliasBook | None
) -> Iterator[tuple[str, set[str]]]:
    """Each name of the left list with the others that are not different from it."""
    book = aliases or AliasBook()
    blocks, confirmed = _blocks(others), _confirmed(others, book)
    for name in dict.fromkeys(entry.name for entry in left):
        near = _sharing_a_key(name, blocks)
        near = {other for other in near if names_match(name, other).verdict != "different"}
        if group := book.group(name):
            near |= confirmed[group]
        yield name, near


def _confirmed(names: Iterable[str], book: AliasBook) -> defaultdict[str, set[str]]:
    """Names that people have decided on, by the group that they are in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if group := book.group(name):
            found[group].add(name)
    return found


def _blocks(names: Iterable[str]) -> dict[str, Block]:
    blocks: dict[str, Block] = defaultdict(Block)
    for name in names:
        for family_key, given_keys in _keys(name):
            blocks[family_key].add(name, given_keys)
    return blocks


def _sharing_a_key(name: str, blocks: dict[str, Block]) -> set[str]:
    return {
        other
        for family_key, given_keys in _keys(name)
        if family_key in blocks
        for other in blocks[family_key].near(given_keys)
    }


def _keys(name: str) -> Iterator[tuple[str, Keys]]:
    """Keys of the family name with what the given name may be, for each way to read the name."""
    for parsed in readings(name):
        given = parsed.given[0] if parsed.given and len(parsed.given) == 1 else None
        given_keys = given.plain | given.inflected if given else NONE
        for word in (*parsed.families, *parsed.other_families):
            for key in family(word).keys:
                yield key, given_keys


def _judge(one: Entry, other: Entry, aliases: AliasBook | None) -> Match:
    return same_person_name(
        one.name, other.name, born=one.born, other_born=other.born, aliases=aliases
    )
