"""Names that a person has confirmed to be one, or to be two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from habeas.core.names.compare import Verdict


class AliasBook:
    """Decisions about pairs of names. Sameness spreads: a=b and b=c make a=c; and a≠c then says
    that all names of a are none of c's. A later decision that contradicts an earlier one raises
    ValueError, for only a person can tell which is wrong.
    """

    def __init__(
        self,
        same: Iterable[tuple[str, str]] = (),
        different: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._group: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        for pair in same:
            self.confirm_same(*pair)
        for pair in different:
            self.confirm_different(*pair)

    def confirm_same(self, one: str, other: str) -> None:
        ours, theirs = self._find(one), self._find(other)
        if ours == theirs:
            return
        if frozenset((ours, theirs)) in self._apart:
            raise ValueError(f"“{one}” and “{other}” are confirmed to be two people")
        self._group[theirs] = ours
        self._apart = {frozenset(map(self._root, pair)) for pair in self._apart}

    def confirm_different(self, one: str, other: str) -> None:
        ours, theirs = self._find(one), self._find(other)
        if ours == theirs:
            raise ValueError(f"“{one}” and “{other}” are confirmed to be one person")
        self._apart.add(frozenset((ours, theirs)))

    def verdict(self, one: str, other: str) -> Verdict | None:
        """ "same", "different", or None where nobody has decided."""
        ours, theirs = self._root(_plain(one)), self._root(_plain(other))
        if ours == theirs and ours in self._group:
            return "same"
        return "different" if frozenset((ours, theirs)) in self._apart else None

    def group(self, name: str) -> str | None:
        """What all confirmed names of one person share; None for a name never decided on."""
        plain = _plain(name)
        return self._root(plain) if plain in self._group else None

    def _find(self, name: str) -> str:
        plain = _plain(name)
        self._group.setdefault(plain, plain)
        return self._root(plain)

    def _root(self, plain: str) -> str:
        while (above := self._group.get(plain, plain)) != plain:
            plain = above
        return plain


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
