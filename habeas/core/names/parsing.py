"""A name taken apart: given names, father's name, family names, and what is only an initial."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from habeas.core.names.given import Given, given
from habeas.core.names.patronymics import (
    Patronymic,
    childs,
    is_daughters,
    is_patronymic,
    patronymic,
)
from habeas.core.names.scripts import script_of
from habeas.core.names.tables import words_beside


@dataclass(frozen=True, slots=True)
class Parsed:
    """One way to read a name. `families` are the parts of a double name; `other_families` a
    maiden name; `initials` stand for the given name and what follows it."""

    text: str
    given: tuple[Given, ...] = ()
    initials: tuple[str, ...] = ()
    patronymic: Patronymic | None = None
    families: tuple[str, ...] = ()
    other_families: tuple[str, ...] = ()
    generation: str = ""
    # Words that may be a second given name or a second family name.
    between: tuple[str, ...] = ()
    # Nothing told given name and family name apart but their order.
    by_order: bool = False

    @property
    def has_given(self) -> bool:
        return bool(self.given or self.initials)


_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ‘`‑-][^\W\d_]+)*\.?")
_NICKNAME = re.compile(r"[\"«“„][^\"»”“]*[\"»”“]")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_INITIALS = re.compile(r"((?:[^\W\d_]{1,2}\.){2,})")


@lru_cache(maxsize=65536)
def readings(text: str) -> tuple[Parsed, ...]:
    """The ways to read a name, likeliest first; empty when it has no words."""
    aside = " ".join(_BRACKETS.findall(text))
    plain = _NICKNAME.sub(" ", _BRACKETS.sub(" ", text)) or text
    words, maiden, generation = _without_words_beside(_words(plain))
    if not words:
        return ()
    maiden += [word for word in _words(aside) if _kind(word) == ""]
    words, father = _without_patronymic(words)
    comma = plain.split(",")[0].split() if "," in plain and len(plain.split(",")[0]) > 1 else []
    found = _arranged(words, father, [word.rstrip(".") for word in comma])
    others = _parts(maiden)
    return tuple(
        replace(parsed, text=text, other_families=others, generation=generation) for parsed in found
    )


def _words(text: str) -> list[str]:
    """Words as written; initials keep their full stop, and "А.В." is two."""
    spaced = _INITIALS.sub(lambda m: m[0].replace(".", ". "), text)
    words = _WORD.findall(spaced)
    return [word if len(word.rstrip(".")) <= 2 else word.rstrip(".") for word in words]


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    """The kind of a word beside names (title, born, younger …), or ''."""
    lowered = word.lower().rstrip(".")
    return next((kind for kind, words in words_beside().items() if lowered in words), "")


def _without_words_beside(words: list[str]) -> tuple[list[str], list[str], str]:
    """The words of the name, those of a maiden name, and younger, elder, second or third."""
    kept: list[str] = []
    maiden: list[str] = []
    generation = ""
    into = kept
    for word in words:
        kind = _kind(word)
        if kind == "born" and kept:
            into = maiden
        elif kind in ("younger", "elder", "second", "third") and kept:
            generation = kind
        elif kind == "title" and not _could_be_name(word, kept):
            continue
        elif kind != "particle":
            into.append(word)
    return kept, maiden, generation


def _could_be_name(word: str, kept: list[str]) -> bool:
    """Pan and Доктор are family names too, after a given name."""
    return bool(kept) and word[:1].isupper() and not word.endswith(".")


def _without_patronymic(words: list[str]) -> tuple[list[str], Patronymic | None]:
    for place, word in enumerate(words):
        if _kind(word) == "of_father" and place > 0:
            gender = "f" if word.lower()[0] in "qkgкгқ" else "m"
            return words[: place - 1] + words[place + 1 :], childs(words[place - 1], gender)
    for place in _patronymic_places(words):
        if is_patronymic(words[place]):
            rest = words[:place] + words[place + 1 :]
            # The given name stands before its patronymic, so what is last may be no family.
            return _given_first(rest, place), patronymic(words[place])
    return words, None


def _patronymic_places(words: list[str]) -> tuple[int, ...]:
    if len(words) == 2:
        return (1,) if is_daughters(words[1]) else ()
    if len(words) < 3 or any(map(_is_initial, words)):
        return ()
    if given(words[0]).is_known:
        return (1, 2) if not given(words[1]).is_exact else (2, 1)
    return (2, 1)


def _given_first(rest: list[str], place: int) -> list[str]:
    """Family–given–patronymic becomes given–family."""
    return rest if place == 1 else [rest[place - 1], *rest[: place - 1], *rest[place:]]


def _arranged(words: list[str], father: Patronymic | None, comma: list[str]) -> list[Parsed]:
    initials = tuple(word.rstrip(".") for word in words if _is_initial(word))
    full = [word for word in words if not _is_initial(word)]
    if initials:
        return _with_initials(full, initials, father)
    if len(full) == 1:
        return [_alone(full[0], father)]
    if father is not None:
        return [_as_given_and_family(full, 0, father)]
    if comma and full[: len(comma)] == comma and len(comma) < len(full):
        return [_as_given_and_family([*full[len(comma) :], *comma], 0, None)]
    return _ordered(full)


def _is_initial(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) == 1 or (word.endswith(".") and len(bare) == 2)


def _with_initials(
    full: list[str], initials: tuple[str, ...], father: Patronymic | None
) -> list[Parsed]:
    """Initials of given name and patronymic; or a middle one, beside a given name in full."""
    if len(full) >= 2:
        return [replace(parsed, initials=()) for parsed in _arranged(full, father, [])]
    return [Parsed("", (), initials, father, _parts(full))]


def _alone(word: str, father: Patronymic | None) -> Parsed:
    if father is not None or (given(word).is_exact and not is_patronymic(word)):
        return Parsed("", (given(word),), (), father)
    return Parsed("", families=_parts([word]))


def _ordered(full: list[str]) -> list[Parsed]:
    """By which word is a given name, capitals, and else by order, both ways."""
    capitals = [place for place, word in enumerate(full) if len(word) > 2 and word.isupper()]
    if len(capitals) == 1:
        family_at = capitals[0]
        rest = [*full[:family_at], *full[family_at + 1 :], full[family_at]]
        return [_as_given_and_family(rest, 0, None)]
    ranks = [_rank(word) for word in full]
    best = max(ranks)
    if best > 0 and ranks.count(best) == 1:
        return [_as_given_and_family(full, ranks.index(best), None)]
    if len(full) > 2 and ranks[0] < best:
        return [_as_given_and_family(full, ranks.index(best), None)]
    first = replace(_as_given_and_family(full, 0, None), by_order=True)
    if len(full) > 2:
        return [first]
    return [first, replace(_as_given_and_family(full, 1, None), by_order=True)]


def _rank(word: str) -> int:
    """How surely a word is a given name."""
    named = given(word)
    if "-" in word and not named.is_exact:
        return 0
    if named.is_exact:
        return 3
    if not named.is_known:
        return 0
    return 2 if named.plain and not named.is_short else 1


def _as_given_and_family(full: list[str], at: int, father: Patronymic | None) -> Parsed:
    """The given name stands at that place; the family is what is last, or else first."""
    if at == len(full) - 1:
        between, families = full[1:at], full[0]
    elif at == 0:
        between, families = full[1:-1], full[-1]
    else:
        between, families = [*full[1:at], *full[at + 1 :]], full[0]
    more = tuple(given(word) for word in between if given(word).is_exact)
    left = tuple(word for word in between if not given(word).is_exact)
    named = (given(full[at]), *more)
    return Parsed("", named, (), father, _parts([families]), between=left)


def _parts(words: list[str]) -> tuple[str, ...]:
    """Words and the parts of double-barrelled ones."""
    parts = (part for word in words for part in re.split(r"[-‑]", word))
    return tuple(part for part in parts if len(part) > 1 or script_of(part) != "Latn")
