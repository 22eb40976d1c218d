"""Whether two names can be one person's: same, unsure or different, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, Protocol

from habeas.core.dates import PartialDate
from habeas.core.names.families import family
from habeas.core.names.parsing import Parsed, readings
from habeas.core.names.relations import (
    Part,
    Relation,
    families,
    fathers_related,
    genders_clash,
    given_names_related,
)
from habeas.core.names.sounds import consonants, given_key, sounds
from habeas.core.names.tables import Keys, given_names, words_beside

Verdict = Literal["same", "unsure", "different"]


@dataclass(frozen=True, slots=True)
class Match:
    """How two names compare: a score from 0 to 1, a verdict, and why in words."""

    score: float
    verdict: Verdict
    why: str


class Aliases(Protocol):
    """What people have decided about pairs of names; see `aliases.AliasBook`."""

    def verdict(self, one: str, other: str) -> Verdict | None: ...


def same_person_name(
    one: str,
    other: str,
    *,
    born: PartialDate | None = None,
    other_born: PartialDate | None = None,
    aliases: Aliases | None = None,
) -> Match:
    """Whether two spellings can be one person's name.

    "same" needs family and given name to agree. A given name or a patronymic that
    differs speaks of another person. What is missing or short is "unsure". Dates of
    birth support or contradict; what a person has decided goes before everything.
    """
    decided = aliases.verdict(one, other) if aliases else None
    if decided == "same":
        return Match(1.0, "same", "confirmed to be one person")
    if decided == "different":
        return Match(0.0, "different", "confirmed to be two people")
    return with_births(names_match(one, other), born, other_born)


@lru_cache(maxsize=65536)
def names_match(one: str, other: str) -> Match:
    """The best match of any way to read the one name with any way to read the other."""
    found = [_judged(ours, theirs) for ours in readings(one) for theirs in readings(other)]
    if not found:
        return Match(0.0, "different", "no name to compare")
    return max(found, key=lambda match: match.score)


# --- Dates of birth ---------------------------------------------------------------------


def with_births(match: Match, born: PartialDate | None, other_born: PartialDate | None) -> Match:
    if born is None or other_born is None or match.verdict == "different":
        return match
    if not born.agrees_with(other_born):
        if _slip(born, other_born):
            why = f"{match.why}; the dates of birth differ as by a slip"
            return Match(min(match.score, 0.5), "unsure", why)
        return Match(0.1, "different", "the dates of birth contradict")
    if born.is_day and other_born.is_day:
        verdict: Verdict = "same" if match.score >= 0.55 else match.verdict
        why = f"{match.why}; one date of birth"
        return Match(max(match.score, 0.93 if verdict == "same" else 0.7), verdict, why)
    return Match(min(1.0, match.score + 0.02), match.verdict, f"{match.why}; dates of birth agree")


def _slip(one: PartialDate, other: PartialDate) -> bool:
    """Day and month swapped, or a year reckoned from an age."""
    if one.is_day and other.is_day:
        a, b = one.earliest, other.earliest
        return a.year == b.year and (a.month, a.day) == (b.day, b.month)
    gap = max(one.earliest, other.earliest) - min(one.latest, other.latest)
    return gap.days <= 366 and not (one.is_day and other.is_day)


# --- Names ------------------------------------------------------------------------------


def _judged(ours: Parsed, theirs: Parsed) -> Match:
    family_names = families(ours, theirs)
    if family_names.part is Part.DIFFERENT:
        return Match(0.05, "different", "the family names differ")
    given = given_names_related(ours, theirs)
    fathers = fathers_related(ours, theirs)
    if refusal := _refusal(ours, theirs, family_names, given, fathers):
        return refusal
    doubt = _doubt(ours, theirs, family_names, given, fathers)
    if doubt:
        return doubt
    score = 0.98 - 0.1 * family_names.cost - 0.1 * given.cost
    score -= 0.06 * (given.part is Part.SHORT) + 0.06 * (family_names.part is Part.PART)
    score -= 0.02 * (fathers.part is Part.MISSING) + 0.03 * (ours.by_order and theirs.by_order)
    return Match(round(score, 3), "same", _why_same(ours, theirs, family_names, given, fathers))


def _refusal(  # noqa: PLR0911 (a ladder of rules)
    ours: Parsed, theirs: Parsed, family_names: Relation, given: Relation, fathers: Relation
) -> Match | None:
    """What makes them two people, though their family names may agree; or None."""
    if given.part is Part.DIFFERENT:
        return Match(0.15, "different", "the given names differ")
    if fathers.part is Part.DIFFERENT:
        return Match(0.2, "different", "the fathers' names differ")
    if ours.generation and theirs.generation and ours.generation != theirs.generation:
        return Match(0.1, "different", "one is the elder, the other the younger")
    if given.part in (Part.MISSING, Part.INITIAL) and genders_clash(ours, theirs):
        return Match(0.2, "different", "a man's and a woman's form of the family name")
    if given.part is Part.SHORT and genders_clash(ours, theirs):
        return Match(0.2, "different", "a man's and a woman's form of the family name")
    if family_names.part is Part.MISSING and given.part is Part.MISSING:
        return Match(0.0, "different", "no part of the name can be compared")
    return None


def _doubt(  # noqa: PLR0911 (a ladder of rules)
    ours: Parsed, theirs: Parsed, family_names: Relation, given: Relation, fathers: Relation
) -> Match | None:
    """What leaves it open, or None."""
    if given.part is Part.MISSING:
        return Match(0.55, "unsure", "a given name is missing")
    if family_names.part is Part.MISSING:
        return Match(0.4, "unsure", "a family name is missing")
    if given.part is Part.INITIAL:
        return Match(0.7 - 0.2 * given.cost, "unsure", "only an initial of the given name")
    if bool(ours.generation) != bool(theirs.generation):
        return Match(0.6, "unsure", "only one is called the elder or the younger")
    if given.part is Part.UNCLEAR:
        return Match(0.5, "unsure", "a man's name in the genitive, or a woman's name")
    if family_names.part is Part.NEAR:
        return Match(0.5, "unsure", "the family names are near, not the same")
    if given.part is Part.NEAR:
        return Match(0.5, "unsure", "the given names are near, not the same")
    if bool(ours.between) != bool(theirs.between) and fathers.part is not Part.SAME:
        return Match(0.7, "unsure", "one name has a word more")
    if given.part is Part.SHORT and family_names.part is Part.PART:
        return Match(0.65, "unsure", "a short given name and a part of the family name")
    if fathers.part is not Part.SAME and _is_common(ours) and _is_common(theirs):
        return Match(0.6, "unsure", "a common name, and no father's name to tell people apart")
    return None


def _is_common(name: Parsed) -> bool:
    """A name that many people share, by a short list."""
    stems, keys = _common()
    if not name.given or name.given[0].plain.isdisjoint(keys):
        return False
    return any(not stems.isdisjoint(family(word).stems) for word in name.families)


@lru_cache(maxsize=1)
def _common() -> tuple[Keys, Keys]:
    """Stems of common family names, and keys of common given names."""
    words = words_beside()
    stems = frozenset(family(word).stems[0] for word in words["common_family"])
    return stems, frozenset(word.lower() for word in words["common_given"])


def _why_same(
    ours: Parsed, theirs: Parsed, family_names: Relation, given: Relation, fathers: Relation
) -> str:
    reasons = ["family name and given name agree"]
    if family_names.part is Part.PART:
        reasons = ["the given name agrees, and the family name is a part of the other"]
    if ours.given and theirs.given and ours.given[0].word != theirs.given[0].word:
        pair = f"{ours.given[0].word} and {theirs.given[0].word}"
        short = " in short" if given.part is Part.SHORT else ""
        reasons.append(f"{pair} are one name{short}")
    if fathers.part is Part.SAME:
        reasons.append("the father's name agrees")
    return "; ".join(reasons)


# --- Keys -------------------------------------------------------------------------------


def skeleton(text: str) -> str:
    """The key of a whole name: of its words without patronymic, in a fixed order."""
    found = readings(text)
    if not found:
        return ""
    first = replace(found[0], patronymic=None)
    words = (*(word.word for word in first.given), *first.between, *first.families)
    return " ".join(sorted(filter(None, map(word_key, words))))


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one word of a name: of the given name that it is, else of its consonants."""
    table, lowered = given_names(), word.lower()
    keys = table.spelled.get(lowered) or table.sounding.get(given_key(sounds(word)[0]))
    if keys:
        return "=" + min(keys)
    stem = family(word).stems[0]
    return consonants(stem) or stem
