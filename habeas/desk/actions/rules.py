"""How a letter is filled, from plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Formatter

from habeas.vocabulary.wording import one_stop

FIELDS = ("name", "place", "since")
_OF_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z]+)?):\s*(.+)")


def held_since(stays: Sequence[tuple[str, str | None]]) -> str:
    """When the last stay began, through every transfer; empty for somebody who is free.

    `stays` are starts and ends (EDTF) in their order; an end that is the next start is a transfer.
    """
    if not stays or stays[-1][1] is not None:
        return ""
    since = stays[-1][0]
    for start, end in reversed(stays[:-1]):
        if end != since:
            break
        since = start
    return since


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def forms_of_address(text: str) -> tuple[str | None, dict[str, str]]:
    """How to begin a letter; and how to begin one of a certain language (BCP 47).

    A line may name its language: `be: Спадар губернатар`.
    """
    found: dict[str, str] = {}
    for line in lines_of(text):
        named = _OF_LANGUAGE.fullmatch(line)
        language, words = named.groups() if named else ("", line)
        found.setdefault(language, words)
    return found.pop("", None), found


def fields_of(text: str) -> set[str]:
    """The fields that a text asks for. Raises ValueError for braces that name none of ours."""
    found = set()
    for _, field, form, conversion in Formatter().parse(text):
        if field is None:
            continue
        if field not in FIELDS or form or conversion:
            raise ValueError(f"{{{field}}} is no field; there are {', '.join(FIELDS)}")
        found.add(field)
    return found


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with its facts. Raises LookupError naming what the record does not say."""
    missing = sorted(field for field in fields_of(text) if not facts.get(field))
    if missing:
        raise LookupError(", ".join(missing))
    return one_stop(text.format_map(facts))
