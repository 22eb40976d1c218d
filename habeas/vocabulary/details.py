"""Typed details: what only events of one type have, and their values in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from habeas.vocabulary.loader import (
    DATA,
    VocabularyError,
    event_types,
    list_names,
    read_yaml,
    shaped,
    terms,
)
from habeas.vocabulary.shapes import Detail
from habeas.vocabulary.wording import amount_text, date_text, duration_text, list_text

_MONEY = re.compile(r"([\d.]+) ?([A-Z]{3})?\Z")


def details_of(type_code: str) -> Mapping[str, Detail]:
    """The details that events of this type may have, in order; none for a type that is unknown."""
    return _all_details().get(type_code, MappingProxyType({}))


def detail_text(
    type_code: str, key: str, value: str, language: str, *, in_sentence: bool = False
) -> str:
    """A value in words: the label of its code, a date, duration or sum written out.

    What no list or form knows stands as it is, for it is what the source said.
    In a sentence a label begins with a small letter, unless it begins with an abbreviation.
    """
    detail = details_of(type_code).get(key)
    if detail is None:
        return value
    if detail.terms:
        known = terms(detail.terms)
        labels = [known[code].label(language) for code in _codes(detail, value)]
        return (
            list_text([_small(label) if in_sentence else label for label in labels], language)
            or value
        )
    try:
        return _formatted(detail, value, language)
    except ValueError:
        return value


def detail_code(type_code: str, key: str, value: str) -> str | None:
    """The code that a value of a choice comes to: "cell-type room" is `cell_type_room`.

    Of `choices` the codes with a space between them. None where the list has no such term.
    """
    detail = details_of(type_code).get(key)
    return " ".join(_codes(detail, value)) or None if detail and detail.terms else None


def is_well_formed(detail: Detail, value: str) -> bool:
    """Whether a date is EDTF, a duration ISO 8601, a sum a number with a currency code."""
    if detail.kind == "money":
        return _MONEY.match(value) is not None
    try:
        _formatted(detail, value, "en")
    except ValueError:
        return False
    return True


def read_details(path: Path) -> dict[str, Mapping[str, Detail]]:
    """Read a file of details by event type. Raises VocabularyError with file, key and reason."""
    return {
        str(type_code): MappingProxyType(_read_type(path, str(type_code), entries))
        for type_code, entries in read_yaml(path).items()
    }


@cache
def _all_details() -> Mapping[str, Mapping[str, Detail]]:
    return MappingProxyType(read_details(DATA / "details.yaml"))


def _read_type(path: Path, type_code: str, entries: object) -> dict[str, Detail]:
    if type_code not in event_types():
        raise VocabularyError(f"{path.name}: {type_code}: is no event type")
    if not isinstance(entries, dict):
        raise VocabularyError(f"{path.name}: {type_code}: expected keys and values")
    found = {
        str(key): shaped(path, str(key), Detail, value, under=type_code)
        for key, value in entries.items()
    }
    for key, detail in found.items():
        if detail.terms and detail.terms not in list_names():
            raise VocabularyError(
                f"{path.name}: {type_code}.{key}: there is no list “{detail.terms}”"
            )
    return found


def _small(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _codes(detail: Detail, value: str) -> list[str]:
    """The codes of a choice; none where the list does not have each of them."""
    for parts in (detail.values(value), [value]):
        codes = [_code(str(detail.terms), part) for part in parts]
        if all(codes):
            return [code for code in codes if code]
    return []


def _code(list_name: str, value: str) -> str | None:
    """A code as written, or with spaces or hyphens and in any case."""
    known = terms(list_name)
    plain = re.sub(r"[\s-]+", "_", value.strip().lower())
    return next((code for code in (value, plain) if code in known), None)


def _formatted(detail: Detail, value: str, language: str) -> str:
    if detail.kind == "date":
        return date_text(value, language)
    if detail.kind == "duration":
        return duration_text(value, language)
    money = _MONEY.match(value) if detail.kind == "money" else None
    return amount_text(money[1], money[2], language) if money else value
