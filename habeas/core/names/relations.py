"""How each part of two names compares: given name, father's name, family name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from habeas.core.names import patronymics
from habeas.core.names.families import Forms, family, family_distance, stands_in_a_case
from habeas.core.names.given import Given
from habeas.core.names.parsing import Parsed
from habeas.core.names.scripts import script_of
from habeas.core.names.sounds import FAR, coarse, nearest, sounds
from habeas.core.names.tables import NONE, Keys, given_names

SAME_SOUND = 0.6
NEAR_SOUND = 1.05


class Part(Enum):
    SAME = auto()
    SHORT = auto()  # one is a short form of the other
    PART = auto()  # one of a double name, or a maiden name
    NEAR = auto()
    INITIAL = auto()
    UNCLEAR = auto()  # as written, or another name in another case
    MISSING = auto()
    DIFFERENT = auto()


@dataclass(frozen=True, slots=True)
class Relation:
    part: Part
    cost: float = 0.0


DIFFERENT = Relation(Part.DIFFERENT, FAR)
MISSING = Relation(Part.MISSING)

# --- Family names -----------------------------------------------------------------------


def families(ours: Parsed, theirs: Parsed) -> Relation:
    if not ours.families or not theirs.families:
        return MISSING
    cases = may_be_in_a_case(ours) or may_be_in_a_case(theirs)
    main = parts_related(ours.families, theirs.families, cases=cases)
    if main.part is Part.SAME or not (ours.other_families or theirs.other_families):
        return main
    crossed = parts_related(
        ours.families + ours.other_families, theirs.families + theirs.other_families, cases=cases
    )
    return crossed if crossed.part is Part.PART else main


@lru_cache(maxsize=65536)
def parts_related(ours: tuple[str, ...], theirs: tuple[str, ...], *, cases: bool) -> Relation:
    """Double names: each part has its fellow, or the one name is a part of the other."""
    few, many = sorted((ours, theirs), key=len)
    costs = [min(family_distance(a, b, cases=cases) for b in many) for a in few]
    cost = max(costs)
    limit = SAME_SOUND if min(len(word) for word in (*few, *many)) > 4 else SAME_SOUND / 2
    if cost <= limit:
        return Relation(Part.SAME if len(few) == len(many) else Part.PART, cost)
    if len(many) > 1 and min(costs) <= limit:
        return Relation(Part.PART, min(costs))
    long_enough = min(len(word) for word in (*few, *many)) > 5
    return Relation(Part.NEAR, cost) if cost <= NEAR_SOUND and long_enough else DIFFERENT


def may_be_in_a_case(name: Parsed) -> bool:
    """A given name that stands in the nominative says that the family name does too."""
    if not name.given:
        return True
    first = name.given[0]
    return not first.is_exact or bool(first.inflected)


def genders_clash(ours: Parsed, theirs: Parsed) -> bool:
    """Whether the family names' forms are surely of a man and of a woman."""
    return _clash(_forms(ours), _forms(theirs))


def _clash(ours: Forms, theirs: Forms) -> bool:
    men, women = {"m", "om"}, {"f", "of"}
    return bool(ours and theirs) and (
        (ours <= men and theirs <= women) or (ours <= women and theirs <= men)
    )


def _forms(name: Parsed) -> Forms:
    forms = [family(word).forms for word in name.families]
    return frozenset.intersection(*forms) if forms else frozenset()


# --- Given names ------------------------------------------------------------------------


def given_names_related(ours: Parsed, theirs: Parsed) -> Relation:
    if not ours.has_given or not theirs.has_given:
        return MISSING
    if ours.initials or theirs.initials:
        return _initials_related(ours, theirs)
    first = _related(ours, theirs, ours.given[0], theirs.given[0])
    if first.part is Part.DIFFERENT and len(ours.given) + len(theirs.given) > 2:
        others = (_related(ours, theirs, a, b) for a in ours.given for b in theirs.given)
        if any(other.part in (Part.SAME, Part.SHORT) for other in others):
            return Relation(Part.NEAR)
    return first


def _related(ours: Parsed, theirs: Parsed, one: Given, other: Given) -> Relation:
    if one.is_known and other.is_known:
        left, right = _readings(ours, one, theirs), _readings(theirs, other, ours)
        return _known_related(left, right, one, other)
    if script_of(one.word) != script_of(other.word) and "Arab" in (
        script_of(one.word),
        script_of(other.word),
    ):
        cost = family_distance(one.word, other.word, cases=True)
    else:
        cost = min(nearest(one.sounds, other.sounds), _declined(one, other))
    if cost <= SAME_SOUND:
        return Relation(Part.SAME, cost)
    return Relation(Part.NEAR, cost) if cost <= NEAR_SOUND else DIFFERENT


def _declined(one: Given, other: Given) -> float:
    """Names that no list has, one of them perhaps in another case; -a may make a woman's name."""
    if script_of(one.word) != "Cyrl" or script_of(other.word) != "Cyrl":
        return FAR
    return family_distance(one.word, other.word, cases=True) + 0.1


def _known_related(
    ours: tuple[Keys, Keys], theirs: tuple[Keys, Keys], one: Given, other: Given
) -> Relation:
    short = one.is_short != other.is_short
    if ours[0] & theirs[0]:
        return Relation(Part.SHORT if short else Part.SAME)
    for (plain, inflected), (their_plain, their_inflected) in ((ours, theirs), (theirs, ours)):
        if inflected & (their_plain | their_inflected):
            clear = not plain and not (their_inflected & inflected and their_plain)
            clear = clear and len({given_names().gender[key] for key in inflected}) == 1
            return Relation((Part.SHORT if short else Part.SAME) if clear else Part.UNCLEAR)
    return DIFFERENT


def _readings(name: Parsed, word: Given, beside: Parsed) -> tuple[Keys, Keys]:
    """What the given name may be: as it stands, and as another case. Its fellows decide: the
    gender of a patronymic, and the form of the family name, seen beside the other spelling's."""
    plain, inflected = word.plain, word.inflected
    if len(plain) == 1 and not inflected:
        return plain, inflected
    sex = given_names().gender
    if name.patronymic is not None:
        plain = frozenset(key for key in plain if sex[key] == name.patronymic.gender)
        inflected = frozenset(key for key in inflected if sex[key] == name.patronymic.gender)
    forms = _forms(name)
    if _declined_beside(name.families, beside.families):
        forms &= {"om"}
    if forms:
        plain = frozenset(key for key in plain if sex[key] in forms)
        inflected = frozenset(key for key in inflected if f"o{sex[key]}" in forms)
    return (plain, inflected) if plain or inflected else (word.plain, word.inflected)


def _declined_beside(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return len(words) == len(others) == 1 and stands_in_a_case(words[0], others[0])


# --- Initials ---------------------------------------------------------------------------

_ANY_VOWEL = frozenset("aiu")


def _initials_related(ours: Parsed, theirs: Parsed) -> Relation:
    """Whether each initial can be that of the given name, and of the father's."""
    left, right = _firsts(ours), _firsts(theirs)
    if all(a & b for a, b in zip(left, right, strict=False)):
        return Relation(Part.INITIAL, 0.0 if min(len(left), len(right)) > 1 else 0.5)
    return DIFFERENT


def _firsts(name: Parsed) -> list[Keys]:
    """The sounds with which given name and patronymic may begin."""
    if name.initials:
        firsts = [_initial(word) for word in name.initials]
    else:
        firsts = [_first_sounds(name.given[0].plain | name.given[0].inflected, name.given[0].word)]
    if name.patronymic is not None and len(firsts) == 1:
        firsts.append(_first_sounds(name.patronymic.father, name.patronymic.word))
    return firsts


def _initial(word: str) -> Keys:
    if word.lower() in ("y", "j", "ye", "je"):
        return _ANY_VOWEL
    return frozenset(coarse(sound[:1]) for sound in sounds(word) if sound) or frozenset(word)


def _first_sounds(keys: Keys, word: str) -> Keys:
    known = given_names().first_sounds
    firsts = NONE.union(*(known[key] for key in keys)) | {way[:1] for way in sounds(word)}
    return frozenset(coarse(first) for first in firsts)


# --- Fathers ----------------------------------------------------------------------------


def fathers_related(ours: Parsed, theirs: Parsed) -> Relation:
    if ours.patronymic is None or theirs.patronymic is None:
        return MISSING
    same = patronymics.agree(ours.patronymic, theirs.patronymic)
    if same and ours.patronymic.gender != theirs.patronymic.gender:
        return DIFFERENT
    return Relation(Part.SAME) if same else DIFFERENT
