"""Names back to the nominative, by endings that the packs hold as data.

Given names are known, so their forms are made from the nominative; surnames
are not, so their endings are turned back, guided by the given name's gender.
A nominative that stands elsewhere in the document wins over any rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from habeas.reading.pack import load_pack
from habeas.reading.tokens import normal

Gender = Literal["m", "f"]
_VOWELS = frozenset("аеёіиоуыэюя")


@dataclass(frozen=True, slots=True)
class GivenForm:
    """One reading of a given name: its nominative, gender, and whether it is one."""

    nominative: str
    gender: Gender
    is_nominative: bool


@dataclass(frozen=True, slots=True)
class Endings:
    """How surnames of one gender end: oblique ending and what replaces it."""

    oblique: tuple[tuple[str, str], ...]
    patronymic: tuple[tuple[str, str], ...]


@lru_cache(maxsize=16)
def given_forms(code: str) -> dict[str, tuple[GivenForm, ...]]:
    """Every form of every given name a pack knows."""
    data = load_pack(code).data["names"]
    forms: dict[str, list[GivenForm]] = {}
    for gender in ("m", "f"):
        paradigms = [
            (ending, str(forms_).split()) for ending, forms_ in data["paradigms"][gender].items()
        ]
        for name in str(data["given"][gender]).split():
            _add(forms, normal(name), GivenForm(name, gender, True))
            for form in _declined(normal(name), paradigms):
                _add(forms, form, GivenForm(name, gender, False))
        for name, oblique in data["irregular"].get(gender, {}).items():
            _add(forms, normal(name), GivenForm(name, gender, True))
            for form in str(oblique).split():
                _add(forms, normal(form), GivenForm(name, gender, False))
    return {form: tuple(readings) for form, readings in forms.items()}


def _add(forms: dict[str, list[GivenForm]], form: str, reading: GivenForm) -> None:
    readings = forms.setdefault(form, [])
    if all((r.nominative, r.gender) != (reading.nominative, reading.gender) for r in readings):
        readings.append(reading)


def _declined(name: str, paradigms: list[tuple[str, list[str]]]) -> list[str]:
    for ending, forms in paradigms:
        if ending == "_" or name.endswith(ending):
            stem = name if ending == "_" else name[: -len(ending)]
            return [stem + form for form in forms]
    return []


@lru_cache(maxsize=16)
def endings(code: str, gender: Gender) -> Endings:
    """The endings of surnames and patronymics in a pack."""
    data = load_pack(code).data["names"]["endings"]

    def pairs(text: str) -> tuple[tuple[str, str], ...]:
        split = [part.split(">") for part in str(text).split()]
        return tuple((old, new.replace("_", "")) for old, new in split)

    return Endings(pairs(data[gender]), pairs(data[f"{gender}_patronymic"]))


def nominative_surname(form: str, code: str, gender: Gender, seen: frozenset[str]) -> str:
    """The nominative of an oblique surname; `seen` are the document's capitalised words."""
    pairs = endings(code, gender).oblique
    candidates = [
        turned
        for pair in pairs
        for turned in _turned_back(form, (pair,))
        if not pair[1].endswith("?") or normal(turned) in seen
    ]
    for candidate in candidates:
        if normal(candidate) in seen:
            return candidate
    for vowel in "еоэ":
        back = form[:-2] + vowel + form[-2:-1]
        if normal(back) in seen:
            return back
    return candidates[0] if candidates else form


def nominative_patronymic(form: str, code: str, gender: Gender) -> str:
    """The nominative of an oblique patronymic."""
    return next(iter(_turned_back(form, endings(code, gender).patronymic)), form)


def _turned_back(form: str, pairs: tuple[tuple[str, str], ...]) -> list[str]:
    low = normal(form)
    found = []
    for old, new in pairs:
        if low.endswith(old) and len(low) - len(old) >= 2:
            found.append(_after_vowel(form[: len(form) - len(old)] + new.rstrip("?")))
    return found


def _after_vowel(form: str) -> str:
    """After a vowel a surname ends in й, never in ь: Каравай of «Каравая», as Шкель of «Шкеля»."""
    soft = form.endswith("ь") and form[-2:-1].lower() in _VOWELS
    return form[:-1] + "й" if soft else form


def gender_of_surname(form: str, code: str) -> tuple[Gender, bool] | None:
    """What an ending alone tells: gender, and whether it is the nominative."""
    data = load_pack(code).data["names"]["telling"]
    low = normal(form)
    for key in ("m_nominative", "f_nominative", "m_oblique", "f_oblique"):
        for ending in str(data.get(key, "")).split():
            if low.endswith(ending) and len(low) > len(ending) + 1:
                return ("m" if key[0] == "m" else "f"), key.endswith("_nominative")
    return None
