"""Whose file a row may belong to: by name in any script, and by birth. A proposal, no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.core.dates import PartialDate, parse_optional
from habeas.core.names import same_person_name, skeleton
from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import Attribute, Name, NameWord, Person
from habeas.desk.casefiles.queries import people_visible_to
from habeas.desk.imports.claiming import names_of
from habeas.desk.imports.models import Observation

MOST = 5


@dataclass(frozen=True)
class Candidate:
    """A file that may be of the row's person, how surely, and why."""

    person: Person
    score: float
    is_sure: bool
    why: str


def candidates(rows: Sequence[Observation], *, member: User) -> dict[int, list[Candidate]]:
    """For each row, by its id, the files that may be of its person, the likeliest first.

    Files that somebody has kept apart from the row are left out.
    """
    called = {row.pk: names_of(row) for row in rows}
    sharing = _sharing({name for names in called.values() for name in names})
    wanted = {pk for found in sharing.values() for pk in found}
    people = {p.pk: p for p in people_visible_to(member).filter(pk__in=wanted)}
    names, births = _names(people), _births(people)
    apart = _apart(rows)
    found: dict[int, list[Candidate]] = {}
    for row in rows:
        persons = {pk for name in called[row.pk] for pk in sharing.get(name, ())}
        born = parse_optional(_birth(row))
        scored = [
            judged
            for pk in sorted(persons - apart[row.pk])
            if pk in people
            and (judged := _judged(people[pk], called[row.pk], names[pk], born, births.get(pk)))
        ]
        found[row.pk] = sorted(scored, key=lambda one: (-one.score, one.person.pk))[:MOST]
    return found


def _judged(
    person: Person,
    ours: Iterable[str],
    theirs: Iterable[str],
    born: PartialDate | None,
    other_born: PartialDate | None,
) -> Candidate | None:
    """None where every name, or the birth, speaks of another person."""
    matches = [
        same_person_name(one, other, born=born, other_born=other_born)
        for one in ours
        for other in theirs
    ]
    best = max(matches, key=lambda match: match.score, default=None)
    if best is None or best.verdict == "different":
        return None
    return Candidate(person, best.score, best.verdict == "same", best.why)


def _sharing(names: Iterable[str]) -> dict[str, set[int]]:
    """For each name the persons who share two of its words by sound, or its only one."""
    words = {name: set(skeleton(name).split()) for name in names}
    by_sound: dict[str, set[int]] = defaultdict(set)
    sounds = {sound for said in words.values() for sound in said}
    rows = NameWord.objects.filter(sound__in=sounds).values_list("sound", "person")
    for sound, person in rows.iterator():
        by_sound[sound].add(person)
    return {name: _in_two([by_sound[sound] for sound in said]) for name, said in words.items()}


def _in_two(groups: list[set[int]]) -> set[int]:
    if len(groups) < 2:
        return set().union(*groups)
    seen: set[int] = set()
    twice: set[int] = set()
    for group in sorted(groups, key=len):
        twice |= seen & group
        seen |= group
    return twice


def _names(people: dict[int, Person]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    shown = Name.objects.filter(words__person__in=list(people)).distinct()
    for person, text in shown.values_list("person", "text"):
        found[person].append(text)
    return found


def _births(people: dict[int, Person]) -> dict[int, PartialDate]:
    rows = Attribute.objects.filter(person__in=list(people), aspect="birth").exclude(date="")
    found: dict[int, PartialDate] = {}
    for person, day in rows.order_by("-pk").values_list("person", "date"):
        found[person] = PartialDate.parse(day)
    return found


def _birth(row: Observation) -> str:
    born = row.fields.get("birth.date", "")
    return born if isinstance(born, str) else ""


def _apart(rows: Iterable[Observation]) -> dict[int, set[int]]:
    apart: dict[int, set[int]] = defaultdict(set)
    through = Observation.apart_from.through.objects
    pairs = through.filter(observation__in=[row.pk for row in rows])
    for row, person in pairs.values_list("observation", "person"):
        apart[row].add(person)
    return apart
