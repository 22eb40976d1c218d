"""How many have signed, as a statement itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from habeas.reading.pack import pack_languages
from habeas.reading.quantities import number_words
from habeas.reading.signature_lines import Line, pattern, words
from habeas.reading.tokens import normal

Bound = Literal["", "at least", "about"]
# A number that is rather a year than a count.
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class ClaimedCount:
    """How many sign, as the text says: "78 human rights organisations", "about 40 groups"."""

    value: int
    bound: Bound
    start: int
    end: int


def count_of(text: str, begin: int, end: int, opened: Line | None) -> ClaimedCount | None:
    """What the opening line claims, else the text before the list, else the text behind it."""
    in_opener = _claimed(text, opened.start, opened.end) if opened else None
    return in_opener or _claimed(text, 0, begin) or _claimed(text, end, len(text))


def _claimed(text: str, begin: int, until: int) -> ClaimedCount | None:
    """The first count of organisations or signatories between two places."""
    number = r"(?<![\w.,])(\d{1,4}|[^\W\d_]+)(?:\s+[^\W\d_]+(?:-[^\W\d_]+)*){0,4}?\s+"
    counted = re.compile(number + pattern("counted").pattern, re.IGNORECASE)
    place = begin
    while match := counted.search(text, place, until):
        value = _value(match[1])
        if value is not None and value > 1:
            return ClaimedCount(value, _bound(text[: match.start()]), match.start(), match.end())
        place = match.end(1)
    return None


def _bound(before: str) -> Bound:
    last = " ".join(before[-40:].casefold().split())
    if last.endswith(tuple(words()["at_least"])):
        return "at least"
    return "about" if last.endswith(tuple(words()["about"])) else ""


def _value(word: str) -> int | None:
    if word.isdigit():
        return None if int(word) in YEARS else int(word)
    for language in sorted(pack_languages()):
        found = number_words(language).values.get(normal(word))
        if found is not None and found == int(found):
            return int(found)
    return None
