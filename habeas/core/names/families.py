"""Family names: the stem that gender, case and language leave alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from habeas.core.names.given import german
from habeas.core.names.scripts import script_of
from habeas.core.names.sounds import FAR, consonants, distance, sounds

# Whose name a form can be: of a man or a woman, as it stands (m, f) or in another case (om, of).
Forms = frozenset[str]
ANY: Forms = frozenset({"m", "f", "om", "of"})


@dataclass(frozen=True, slots=True)
class Family:
    """A family name as written: its stems, and the stems it has if it stands in another case."""

    word: str
    stems: tuple[str, ...]
    case_stems: tuple[str, ...]
    forms: Forms
    script: str
    # What families that may be one have in common; see `block_key`.
    keys: frozenset[str]


_DOUBLED = re.compile(r"(.)\1+")
_BLOCK = str.maketrans("cdzZCShkf", "ttssssggv")


def block_key(stem: str) -> str:
    """Consonants, with those made one that languages or typists change."""
    key = _DOUBLED.sub(r"\1", consonants(stem).translate(_BLOCK))
    return key or stem


@lru_cache(maxsize=65536)
def family(word: str) -> Family:
    ways, script = sounds(word), script_of(word)
    stems = tuple(dict.fromkeys(_stem(way) for way in ways))
    cases = [stem for way in ways for stem in _case_stems(way, script)]
    stems += tuple(soft for stem in stems if (soft := _variant(stem, script)) not in stems)
    others = tuple(dict.fromkeys(stem for stem in cases if stem not in stems))
    keys = frozenset(map(block_key, (*stems, *others)))
    return Family(word, stems, others, _forms(ways[0], word.lower(), script), script, keys)


def _variant(stem: str, script: str) -> str:
    """Belarusian в between vowels (Радзівонаў, Родионов); German s for з."""
    plain = re.sub(r"(?<=[dlrn])iv(?=[ao])", "", stem)
    return german(plain) if script == "Latn" else plain


def _stem(way: str) -> str:
    """What is left without the endings that no family name is told by."""
    way = re.sub(r"(?<=[scd]k)(?:[oae]g[oa]|[oae]m[ua]|im)$", "", way)
    return way.rstrip("aeiou") or way


_CASE = re.compile(r"(?:[oae]g[oa]|[oae]m[ua]|[iaoe]m|[oe]vi)$")


def _case_stems(way: str, script: str) -> list[str]:
    """Further stems if the word stands in another case: Ковальчуком, Лабунца."""
    if script not in ("Cyrl", "Latn"):
        return []
    found = []
    bare = _CASE.sub("", way)
    if bare != way and len(bare) > 2:
        found.append(bare.rstrip("aeiou") or bare)
    if script == "Latn" and way.endswith("o"):  # Lithuanian: Grigaliūno of Grigaliūnas
        found += [way[:-1] + ending for ending in ("as", "is", "us")]
    for stem in (_stem(way), *found):
        if way != stem and re.search(r"[^aeiou][cknlr]$", stem):
            found.append(f"{stem[:-1]}e{stem[-1]}")
    return found


def _forms(way: str, word: str, script: str) -> Forms:  # noqa: PLR0911 (a ladder of endings)
    cyrillic = script == "Cyrl"
    if re.search(r"(?:ая|яя|aya|aja|skaia|ckaia)$", word) or re.search(r"[scd]ka$", way):
        return frozenset({"f"})
    if re.search(r"(?:[sc]k|dk)(?:[oae]g[oa]|[oae]m[ua]|im)$", way) or word.endswith("ого"):
        return frozenset({"om"})
    if re.search(r"[scd]ki$", way) or word.endswith(("ый", "ий")):
        return frozenset({"m"})
    if word.endswith(("ской", "цкой", "скай", "цкай", "скую", "цкую")):
        return frozenset({"of"})
    if re.search(r"(?:[oea]v|[iy]n)$", way):
        return frozenset({"m"})
    if re.search(r"(?:[oea]v|in)a$", way):
        return frozenset({"f", "om"}) if cyrillic else frozenset({"f"})
    if re.search(r"(?:[oea]v|in)(?:u|im|am|om|o|e|i)$", way):
        return frozenset({"om", "of"}) if cyrillic else ANY
    if way[-1:] not in "aeiou":
        oblique = cyrillic and re.search(r"[aeoi]m$", way)
        return frozenset({"m", "f", "om"} if oblique else {"m", "f"})
    if cyrillic and (re.search(r"(?:uk|[Cao]k|iC|[^aeiou]c)a$", way) or word.endswith("ёнка")):
        return frozenset({"om"})
    if cyrillic and way.endswith("a"):
        return frozenset({"m", "f", "om"})
    return frozenset({"om", "of"}) if cyrillic and way.endswith("u") else ANY


def stands_in_a_case(word: str, beside: str) -> bool:
    """Whether the form is a man's in another case, where the other spelling ends in a consonant.

    Of Мароз the genitive is Мароза; a woman of that name stays Мароз in every case. Names in
    -ов and -ин tell nothing: Лучинина is a man's genitive and a woman's nominative.
    """
    ending = re.search(r"(?:[au]|[aoe]m)$", sounds(word)[0])
    return bool(ending) and any(
        way[-1:] not in "aeiou" and not re.search(r"(?:[oea]v|[iy]n|[aoe]m)$", way)
        for way in sounds(beside)
    )


@lru_cache(maxsize=262144)
def family_distance(one: str, other: str, *, cases: bool) -> float:
    """How far two family names are apart, as `sounds.distance`; `cases` allows other cases."""
    ours, theirs = family(one), family(other)
    if "Arab" in (ours.script, theirs.script) and ours.script != theirs.script:
        return _bare_distance(ours, theirs)
    nearest = _least(ours.stems, theirs.stems)
    if nearest > 0 and cases:
        nearest = min(
            nearest,
            _least(ours.case_stems, theirs.stems),
            _least(ours.stems, theirs.case_stems),
        )
    return nearest


def _least(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    return min((distance(a, b) for a in ours for b in theirs), default=FAR)


def _bare_distance(ours: Family, theirs: Family) -> float:
    """Arabic letters leave short vowels out: only consonants can be compared."""
    left = {re.sub("[vg]$|v", "", consonants(stem)) for stem in ours.stems}
    right = {re.sub("[vg]$|v", "", consonants(stem)) for stem in theirs.stems}
    return _least(tuple(left), tuple(right))
