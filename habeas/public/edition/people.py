"""The people of one edition in the order of their names, to be filtered, sorted and paged."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from habeas.public.edition.sets import CodeSets, positions_of

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


class PeopleIndex(CodeSets):
    """Everybody in one edition. Built once, then only read: safe between threads."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """`rows` come by name: the fields of `Listed` in order, then the codes as JSON."""
        self.people: list[Listed] = []
        super().__init__(self._taken(rows))
        self.order = lru_cache(maxsize=8)(self._order)

    def _taken(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, str]]:
        for *fields, codes in rows:
            one = Listed(*fields)
            self.people.append(one)
            yield one.content, codes

    def slugs(self, selected: int) -> list[str]:
        """Everybody of a selection, by name."""
        return [self.people[n].slug for n in self.positions(selected)]

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
            order: Sequence[int] = sorted(positions_of(flags), key=lambda n: key(self.people[n]))
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
