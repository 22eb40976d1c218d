"""The people of one edition as sets of bits, so that filters cost the same for any number.

People stand in the order of their names; a set of them is one whole number
whose n-th bit is the n-th person. Filters are unions and intersections of such
sets, a count is a count of bits: some microseconds for a hundred thousand.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

Chosen = Mapping[str, Collection[str]]
Key = tuple[Any, ...]
SORTS = ("name", "days", "arrested", "changed")
# Fewer than these are sorted; of more, so many stand together that walking finds them soon.
FEW = 2000


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of an edition: what lists are sorted by, and where the summary lies."""

    content: int
    slug: str
    sort_key: str
    arrested: str
    days: int
    open_since: str | None
    changed_in: int


class PeopleIndex:
    """Everybody in one edition. Built once, then only read: safe between threads."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """`rows` come by name: the fields of `Listed` in order, then the codes as JSON."""
        self.people: list[Listed] = []
        self.words: dict[tuple[str, str], str] = {}
        found: dict[str, dict[str, list[int]]] = {}
        for position, (*fields, codes) in enumerate(rows):
            self.people.append(Listed(*fields))
            for facet, known in json.loads(codes).items():
                of_facet = found.setdefault(facet, {})
                for code, words in known.items():
                    of_facet.setdefault(code, []).append(position)
                    if words:
                        self.words.setdefault((facet, code), words)
        size = len(self.people)
        self.everybody = (1 << size) - 1
        self._sets = {
            facet: {code: _set(positions, size) for code, positions in known.items()}
            for facet, known in found.items()
        }
        self._codes = {
            facet: sorted(known, key=lambda code: (-known[code].bit_count(), code))
            for facet, known in self._sets.items()
        }
        self._position = {one.content: n for n, one in enumerate(self.people)}
        self.order = lru_cache(maxsize=8)(self._order)

    def codes(self, facet: str) -> list[str]:
        """The codes of a facet in this edition, those of most people first."""
        return self._codes.get(facet, [])

    def members(self, facet: str, codes: Collection[str]) -> int:
        """Who has any of the codes. A code may be a range: `1990..1999`, `2020-05..`."""
        known = self._sets.get(facet, {})
        result = 0
        for code in codes:
            first, dots, last = code.partition("..")
            if not dots:
                result |= known.get(code, 0)
            else:
                # "2021" as an end takes in "2021-12".
                within = (c for c in known if first <= c <= (last or "9") + "~")
                for one in within:
                    result |= known[one]
        return result

    def select(self, chosen: Chosen, *, among: Collection[int] | None = None) -> int:
        """Who fits every filter; within one filter any of its codes will do.

        `among` are content ids that a search found.
        """
        result = self.everybody if among is None else self._of_contents(among)
        for facet, codes in chosen.items():
            if codes:
                result &= self.members(facet, codes)
        return result

    def counts(
        self, facet: str, codes: Iterable[str], chosen: Chosen, *, among: Collection[int] | None
    ) -> dict[str, int]:
        """How many each code would show, with all other filters as they are."""
        others = {name: values for name, values in chosen.items() if name != facet}
        rest = self.select(others, among=among)
        return {code: (rest & self.members(facet, [code])).bit_count() for code in codes}

    def page(
        self, selected: int, *, sort: str, after: str, limit: int, on: date
    ) -> tuple[list[Listed], str | None]:
        """Part of a selection in an order, and the cursor for what follows.

        A cursor says after whom to go on, not how many were shown, so nobody is
        skipped or repeated when an edition is published in between.
        """
        key = _KEYS[sort](on)
        size = len(self.people)
        flags = selected.to_bytes(size // 8 + 1, "little")
        if selected.bit_count() <= FEW:
            order: Sequence[int] = sorted(_positions(flags), key=lambda n: key(self.people[n]))
        else:
            order = self.order(sort, on)
        start = 0
        if after:
            known = _cursor(after, like=key(self.people[order[0]])) if order else ()
            start = bisect_right(order, known, key=lambda n: key(self.people[n]))
        found: list[Listed] = []
        for n in (order[at] for at in range(start, len(order))):
            if flags[n >> 3] >> (n & 7) & 1:
                found.append(self.people[n])
                if len(found) > limit:
                    break
        last = json.dumps(key(found[limit - 1]), ensure_ascii=False) if found[limit:] else None
        return found[:limit], last

    def _order(self, sort: str, on: date) -> Sequence[int]:
        if sort == "name":
            return range(len(self.people))
        key = _KEYS[sort](on)
        return sorted(range(len(self.people)), key=lambda n: key(self.people[n]))

    def _of_contents(self, contents: Iterable[int]) -> int:
        known = (self._position[one] for one in contents if one in self._position)
        return _set(list(known), len(self.people))


def _set(positions: Sequence[int], size: int) -> int:
    flags = bytearray(size // 8 + 1)
    for n in positions:
        flags[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(flags, "little")


def _positions(flags: bytes) -> Iterator[int]:
    for at, byte in enumerate(flags):
        if byte:
            for bit in range(8):
                if byte >> bit & 1:
                    yield at * 8 + bit


def _cursor(text: str, *, like: Key) -> Key:
    """The place after which to go on; of what is no cursor of this order, the beginning."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    is_one = isinstance(values, list) and [type(v) for v in values] == [type(v) for v in like]
    return tuple(values) if is_one else ()


def _by_name(_: date) -> Callable[[Listed], Key]:
    return lambda one: (one.sort_key, one.slug)


def _by_days(on: date) -> Callable[[Listed], Key]:
    def key(one: Listed) -> Key:
        more = (on - date.fromisoformat(one.open_since)).days if one.open_since else 0
        return (-(one.days + max(0, more)), one.sort_key, one.slug)

    return key


def _by_arrest(_: date) -> Callable[[Listed], Key]:
    """The latest first: a day that is later gets a smaller number."""

    def key(one: Listed) -> Key:
        day = date.fromisoformat(one.arrested).toordinal() if one.arrested else 0
        return (-day, one.sort_key, one.slug)

    return key


def _by_change(_: date) -> Callable[[Listed], Key]:
    return lambda one: (-one.changed_in, one.sort_key, one.slug)


_KEYS: dict[str, Callable[[date], Callable[[Listed], Key]]] = {
    "name": _by_name,
    "days": _by_days,
    "arrested": _by_arrest,
    "changed": _by_change,
}
