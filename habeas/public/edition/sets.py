"""Codes as sets of bits, so that filters cost the same for any number of documents.

Documents stand in a fixed order; a set of them is one whole number whose n-th
bit is the n-th document. Filters are unions and intersections of such sets, a
count is a count of bits: some microseconds for a hundred thousand.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Chosen = Mapping[str, Collection[str]]


class CodeSets:
    """Which documents have which codes. Built once, then only read: safe between threads."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        """`rows` are in the order of the bits: content id, and the codes by facet as JSON."""
        self.words: dict[tuple[str, str], str] = {}
        self._position: dict[int, int] = {}
        found: dict[str, dict[str, list[int]]] = {}
        for position, (content, codes) in enumerate(rows):
            self._position[content] = position
            for facet, known in json.loads(codes).items():
                of_facet = found.setdefault(facet, {})
                for code, words in known.items():
                    of_facet.setdefault(code, []).append(position)
                    if words:
                        self.words.setdefault((facet, code), words)
        size = len(self._position)
        self.everybody = (1 << size) - 1
        self._sets = {
            facet: {code: _set(positions, size) for code, positions in known.items()}
            for facet, known in found.items()
        }
        self._codes = {
            facet: sorted(known, key=lambda code: (-known[code].bit_count(), code))
            for facet, known in self._sets.items()
        }

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

    def positions(self, selected: int) -> Iterator[int]:
        """Where the members of a set stand, in order."""
        return positions_of(selected.to_bytes(len(self._position) // 8 + 1, "little"))

    def counts(
        self, facet: str, codes: Iterable[str], chosen: Chosen, *, among: Collection[int] | None
    ) -> dict[str, int]:
        """How many each code would show, with all other filters as they are."""
        others = {name: values for name, values in chosen.items() if name != facet}
        rest = self.select(others, among=among)
        return {code: (rest & self.members(facet, [code])).bit_count() for code in codes}

    def _of_contents(self, contents: Iterable[int]) -> int:
        known = (self._position[one] for one in contents if one in self._position)
        return _set(list(known), len(self._position))


def _set(positions: Sequence[int], size: int) -> int:
    flags = bytearray(size // 8 + 1)
    for n in positions:
        flags[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(flags, "little")


def positions_of(flags: bytes) -> Iterator[int]:
    """The positions of the bits that are set, in order."""
    for at, byte in enumerate(flags):
        if byte:
            for bit in range(8):
                if byte >> bit & 1:
                    yield at * 8 + bit
