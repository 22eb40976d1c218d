"""What was done about people: the responses of one edition, the latest first, to be filtered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from habeas import vocabulary
from habeas.core.dates import parse_optional
from habeas.core.documents import Event
from habeas.public.edition.facets import Codes, body_code
from habeas.public.edition.sets import CodeSets, positions_of

RESPONSE_FACETS = ("type", "year", "body", "person", "country")


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the index. `day` is its first possible day, empty when not known at all."""

    content: int
    id: str
    day: str

    @property
    def cursor(self) -> str:
        return f"{self.day}.{self.id}"


class ResponseIndex(CodeSets):
    """Every response of an edition, by its facets."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """`rows` come with the latest first: content, id, day, codes as JSON."""
        self.events: list[Happened] = []
        super().__init__(self._taken(rows))

    def _taken(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, str]]:
        for content, id, day, codes in rows:
            self.events.append(Happened(content, id, day))
            yield content, codes

    def ids(self, selected: int) -> list[str]:
        """Every response of a selection, the latest first."""
        return [self.events[n].id for n in self.positions(selected)]

    def page(
        self, selected: int, *, after: str = "", limit: int
    ) -> tuple[list[Happened], str | None]:
        """Part of a selection, the latest first, and the cursor for what follows."""
        start = 0
        if after:
            day, _, id = after.partition(".")
            start = bisect_right(self.events, _backwards(day, id), key=_key)
        rest = (selected >> start).to_bytes(len(self.events) // 8 + 1, "little")
        found = []
        for n in positions_of(rest):
            found.append(self.events[start + n])
            if len(found) > limit:
                break
        return found[:limit], found[limit - 1].cursor if found[limit:] else None


def event_codes(event: Event) -> dict[str, Codes]:
    """What an event can be filtered by, from its own document alone."""
    day = parse_optional(event.date)
    found: dict[str, Codes] = {
        "type": {event.type: ""},
        "year": {day_of(event)[:4]: ""} if day and day_of(event) else {},
        "body": {code: name for name in event.organisations if (code := body_code(name))},
        "person": {one.slug: one.name for one in event.participants if one.slug},
        "country": dict.fromkeys(_countries(event), ""),
    }
    return {name: codes for name, codes in found.items() if codes}


def day_of(event: Event) -> str:
    """The first day on which an event may have been; empty when nothing is known of it."""
    day = parse_optional(event.date)
    return day.earliest.isoformat() if day and day.earliest.year > 1 else ""


def _countries(event: Event) -> set[str]:
    """Of the bodies that acted, and where it happened, as far as the vocabulary knows them."""
    bodies = {vocabulary.body_label(name, "en") for name in event.organisations}
    place = vocabulary.place_label(event.place or "", "en")
    known = [one for one in vocabulary.bodies().values() if one.en in bodies]
    known += [one for one in vocabulary.places().values() if one.en == place]
    return {one.country for one in known if one.country}


def _key(one: Happened) -> tuple[int, str]:
    return _backwards(one.day, one.id)


def _backwards(day: str, id: str) -> tuple[int, str]:
    """A later day is a smaller number; what has no day comes last."""
    digits = "".join(letter for letter in day if "0" <= letter <= "9")
    return (-int(digits or 0), id)
