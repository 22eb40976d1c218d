"""Files that may be of one person: found by name, birth and events, never merged by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from habeas.core.dates import parse_optional
from habeas.core.names import same_person_name
from habeas.desk.casefiles.models import Attribute, Involvement, KeptApart, Person

# A word that more files share says nothing: it is a common name.
COMMON = 40
SURE, UNSURE = 2, 1


@dataclass(frozen=True)
class Pair:
    """Two files, how likely they are one person, and what speaks for it."""

    one: Person
    other: Person
    score: int
    same_birth: bool
    shared: tuple[str, ...]


def likely(people: Iterable[Person]) -> list[Pair]:
    """Pairs with names that agree and births that do not contradict, the likeliest first."""
    by_pk = {person.pk: person for person in people}
    apart = set(KeptApart.objects.values_list("first", "second"))
    births, acts = _births(by_pk), _acts(by_pk)
    pairs = []
    for first, second in sorted(_candidates(by_pk.values()) - apart):
        one, other = by_pk[first], by_pk[second]
        agreement = _names_agree(one, other)
        birth = _births_agree(births[first], births[second])
        if not agreement or birth is False:
            continue
        shared = tuple(sorted(acts[first] & acts[second]))
        score = agreement + (2 if birth else 0) + len(shared)
        pairs.append(Pair(one, other, score, bool(birth), shared))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.one.pk, pair.other.pk))


def _candidates(people: Iterable[Person]) -> set[tuple[int, int]]:
    """Pairs of row ids, in order, that share a word of a name."""
    by_word: dict[str, set[int]] = defaultdict(set)
    for person in people:
        for name in person.names.all():
            for word in name.skeleton.split():
                by_word[word].add(person.pk)
    return {
        pair
        for sharing in by_word.values()
        if len(sharing) <= COMMON
        for pair in combinations(sorted(sharing), 2)
    }


def _names_agree(one: Person, other: Person) -> int:
    verdicts = {
        same_person_name(left.text, right.text).verdict
        for left in one.names.all()
        for right in other.names.all()
    }
    if "same" in verdicts:
        return SURE
    return UNSURE if "unsure" in verdicts else 0


def _births(people: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Attribute.objects.filter(person__in=list(people), aspect="birth").exclude(date="")
    for person, day in rows.values_list("person", "date"):
        found[person].append(day)
    return found


def _births_agree(ours: list[str], theirs: list[str]) -> bool | None:
    """None when either is not known."""
    if not ours or not theirs:
        return None
    left, right = parse_optional(ours[0]), parse_optional(theirs[0])
    return left is not None and right is not None and left.agrees_with(right)


def _acts(people: Iterable[int]) -> dict[int, set[str]]:
    """What happened to each, as "type date"."""
    found: dict[int, set[str]] = defaultdict(set)
    parts = Involvement.objects.filter(person__in=list(people), role__in=Involvement.ABOUT)
    rows = parts.exclude(event__date="").values_list("person", "event__type", "event__date")
    for person, type_, day in rows:
        found[person].add(f"{type_} {day}")
    return found
