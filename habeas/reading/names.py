"""Full names of people in a document, in the nominative, and who is who.

A full name is two or more capitalised words of which none is known to belong
to something else. Later mentions (surname or given name alone, in any case)
are led back to the full name by `People`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from habeas.reading.declension import (
    Gender,
    GivenForm,
    gender_of_surname,
    given_forms,
    nominative_patronymic,
    nominative_surname,
)
from habeas.reading.pack import Pack
from habeas.reading.tokens import Token, normal

_PARTICLES = frozenset(
    {
        "de",
        "da",
        "del",
        "della",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "ter",
        "ben",
        "abu",
        "ul",
    }
)
_LONGEST_NAME = 4
_SHORTEST_STEM = 4
_SURE = ("ую", "юю", "скую", "цкую")
# Oblique endings that more than one nominative has.
_UNSURE = ("ой", "ей", "ай", "яй", "е", "у", "ю", "ым", "ом", "ам", "а", "я", "ы", "і", "и")
_CLOSE = 2
# So many namesakes are compared letter by letter, so that cost stays linear.
_COMPARED = 40
_ROLES = ("official", "head", "relative", "lawyer", "group", "description")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody a document names in full."""

    name: str
    given: str
    surname: str
    gender: Gender | None
    mentions: int = 0
    weight: float = 0.0
    roles: set[str] = field(default_factory=set)
    certain: bool = True


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name where it stands: index range of its words, and its parts."""

    first: int
    last: int
    name: str
    given: str
    surname: str
    gender: Gender | None
    certain: bool = True


def plain(word: str) -> str:
    """Latin letters without marks, in small: š and s compare equal; й and ў stay."""
    low = normal(word)
    if low.isascii() or any("а" <= letter <= "ӿ" for letter in low):
        return low
    split = unicodedata.normalize("NFD", low)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def full_names(
    tokens: list[Token], first: int, last: int, pack: Pack, seen: frozenset[str]
) -> Iterator[FullName]:
    """Every full name between two word indexes."""
    index = first
    while index < last:
        end = _run(tokens, index, last, pack, index == first)
        if end - index >= 2:
            name = _name(tokens, index, end, pack, seen, index == first)
            if name and not _is_namesake(tokens, name.first, name.last, last, pack):
                yield name
            if name:
                index = name.last
                continue
        index = max(end, index + 1)


def _run(tokens: list[Token], index: int, last: int, pack: Pack, opening: bool) -> int:
    """One past the last word of a row of words that may all belong to one name."""
    start = index
    while index < last and index - start < _LONGEST_NAME + 1:
        token = tokens[index]
        if not _may_be_name(token, pack, opening and index == start, index > start):
            if index > start and token.norm in _PARTICLES and index + 1 < last:
                follows = tokens[index + 1]
                if _may_be_name(follows, pack, False, True):
                    index += 2
                    continue
            break
        index += 1
        if len(token.text) == 1 and index < last and tokens[index].text == ".":
            index += 1
            continue
        if len(token.text) == 1 and pack.code != "en":
            return start  # "К Анне Берг" is a preposition; an initial has its dot
        if token.possessive or (index < last and tokens[index].start > token.end + 2):
            break
    return index


def _may_be_name(  # noqa: PLR0911 (one line a reason)
    token: Token, pack: Pack, opening: bool, inside: bool
) -> bool:
    text = token.text
    if not text[0].isupper() or token.norm in pack.word_set("not_names"):
        return False
    if not inside and any(pack.roles[role].has(token.norm) for role in _ROLES):
        return False
    if token.norm in given_forms(pack.code):
        return True
    if token.norm in pack.word_set("places"):
        return False
    if len(text) == 1:
        return text.isalpha()
    if text.isupper() and len(text) > 1:
        return inside and len(text) > 3
    if any(letter.isdigit() for letter in text):
        return False
    return not (opening and token.norm in pack.word_set("common_openers"))


def _name(  # noqa: PLR0917
    tokens: list[Token], index: int, end: int, pack: Pack, seen: frozenset[str], opening: bool
) -> FullName | None:
    words = [i for i in range(index, end) if tokens[i].is_word]
    known = given_forms(pack.code)
    at = next((i for i in words if tokens[i].norm in known), None)
    if at is None:
        return _unknown_given(tokens, words, pack, seen, opening)
    after = [i for i in words if i > at]
    if after and at != words[0] and not after[:1]:
        return None
    if not after:
        if at - words[0] == 1 and pack.code != "en" and not opening:
            return _build(tokens, [words[0], at], at, [words[0]], pack, seen)
        return None
    chosen = [at, *after[: _LONGEST_NAME - 1]]
    return _build(tokens, chosen, at, chosen[1:], pack, seen)


def _unknown_given(
    tokens: list[Token], words: list[int], pack: Pack, seen: frozenset[str], opening: bool
) -> FullName | None:
    """Two or three capitalised words, none of them known: most likely a person."""
    whole = [i for i in words if len(tokens[i].text) > 1]
    if not 2 <= len(words) <= 3 or not whole or words[-1] not in whole:
        return None
    if any(tokens[i].text.isupper() and len(tokens[i].text) > 1 for i in words):
        return None
    if opening and _is_common(tokens[words[0]], pack):
        return None
    if words[0] and tokens[words[0] - 1].norm in pack.word_set("determiners"):
        return None
    if _is_place_or_thing(tokens, words, pack):
        return None
    return _build(tokens, words, words[0], words[1:], pack, seen)


def _is_common(token: Token, pack: Pack) -> bool:
    """A first word that the pack knows as a word ("Письма Яхину") begins no name."""
    known = pack.code != "en" and len(token.atoms) > 1
    return known or token.norm in pack.word_set("common")


def _is_place_or_thing(tokens: list[Token], words: list[int], pack: Pack) -> bool:
    """ "Mbale Hill", "Fort Lamoureux", "in Bilyi Stav": capitals that name no person."""
    if tokens[words[-1]].norm in pack.word_set("name_tails"):
        return True
    if tokens[words[0]].norm in pack.word_set("name_heads"):
        return True
    return words[0] > 0 and tokens[words[0] - 1].norm in pack.word_set("in_places")


def _is_namesake(tokens: list[Token], first: int, last: int, end: int, pack: Pack) -> bool:
    """Whoever a prize or a street is named after did nothing here."""
    if last < end and tokens[last].norm in pack.word_set("named_after") and tokens[last].is_capital:
        return True
    return first > 0 and tokens[first - 1].norm in pack.word_set("named_after_before")


def _build(  # noqa: PLR0917
    tokens: list[Token], words: list[int], at: int, others: list[int], pack: Pack,
    seen: frozenset[str],
) -> FullName:  # fmt: skip
    shown = {i: _shown(tokens[i]) for i in words}
    surname_at = others[-1]
    surname = shown[surname_at]
    reading = _reading(tokens, at, surname, pack, seen)
    gender = reading.gender if reading else None
    if reading is not None and not reading.is_nominative and pack.code != "en":
        shown[surname_at] = nominative_surname(surname, pack.code, reading.gender, seen)
        for i in others[:-1]:
            shown[i] = nominative_patronymic(shown[i], pack.code, reading.gender)
    if reading is not None:
        shown[at] = reading.nominative
    last_patronymic = others[-1]
    if pack.code != "en" and len(others) == 1 and _is_patronymic(tokens[last_patronymic], pack):
        surname_at = last_patronymic
    name = _joined(tokens, words, shown)
    certain = reading is None or reading.is_nominative
    certain = certain or surname.endswith(_SURE) or not surname.endswith(_UNSURE)
    return FullName(words[0], words[-1] + 1, name, shown[at], shown[surname_at], gender, certain)


def _is_patronymic(token: Token, pack: Pack) -> bool:
    return token.norm.endswith(tuple(str(pack.data["names"]["patronymic"]).split()))


def _joined(tokens: list[Token], words: list[int], shown: dict[int, str]) -> str:
    parts = [shown[words[0]]]
    for before, after in pairwise(words):
        between = " ".join(token.text for token in tokens[before + 1 : after] if token.is_word)
        dot = "." if len(shown[before]) == 1 else ""
        parts.append(f"{dot} {between} " if between else f"{dot} ")
        parts.append(shown[after])
    return "".join(parts)


def _shown(token: Token) -> str:
    text = token.text[:-2] if token.possessive else token.text
    return text.capitalize() if text.isupper() and len(text) > 3 else text


def _reading(
    tokens: list[Token], at: int, surname: str, pack: Pack, seen: frozenset[str]
) -> GivenForm | None:
    """The reading of a given name that goes best with the surname beside it."""
    readings = given_forms(pack.code).get(tokens[at].norm, ())
    if not readings:
        return _reading_of_unknown(tokens, at, surname, pack, seen)
    if len(readings) == 1:
        return _exact(tokens[at], readings[0])
    scored = sorted(readings, key=lambda r: _fits(r, surname, pack, seen, tokens, at), reverse=True)
    return _exact(tokens[at], scored[0])


def _exact(token: Token, reading: GivenForm) -> GivenForm:
    """A nominative keeps the spelling it has in the text."""
    if reading.is_nominative:
        return GivenForm(_shown(token), reading.gender, True)
    return reading


def _fits(  # noqa: PLR0917
    reading: GivenForm, surname: str, pack: Pack, seen: frozenset[str], tokens: list[Token], at: int
) -> float:
    told = gender_of_surname(surname, pack.code)
    score = 0.5 if reading.is_nominative else 0.0
    if told:
        gender, nominative = told
        score += 2.0 if gender == reading.gender else -2.0
        score += 1.0 if nominative == reading.is_nominative else -1.0
    low = normal(surname)
    if reading.gender == "m" and not reading.is_nominative and low[-1] in "ауя":
        back = nominative_surname(surname, pack.code, "m", seen)
        score += 4.0 if normal(back) in seen and normal(reading.nominative) in seen else 0.0
        score += 3.0 if _is_of_a_man(tokens, at, pack) else 0.0
    if reading.gender == "m" and not reading.is_nominative and low[-1] not in "аоуяюыейміх":
        score -= 1.5
    return score


def _is_of_a_man(tokens: list[Token], at: int, pack: Pack) -> bool:
    """ "Журналиста Эдема Аблятифова, отбывшего …": the words around decide the case."""
    endings = tuple(str(pack.data["names"].get("of_a_man", "_")).split())
    before = tokens[at - 1].norm if at else ""
    if before.endswith(endings):
        return True
    after = tokens[at + 2 : at + 4]
    adjective = tuple(str(pack.data["names"].get("of_a_man_after", "_")).split())
    return len(after) == 2 and after[0].text == "," and after[1].norm.endswith(adjective)


def _reading_of_unknown(
    tokens: list[Token], at: int, surname: str, pack: Pack, seen: frozenset[str]
) -> GivenForm | None:
    if pack.code == "en":
        return None
    token = tokens[at]
    told = gender_of_surname(surname, pack.code)
    if told == ("f", True) and token.norm[-1] in "ая" and _is_of_a_man(tokens, at, pack):
        told = ("m", False)
    if told is None:
        return None
    gender, nominative = told
    shown = _shown(token)
    if nominative:
        return GivenForm(shown, gender, True)
    return GivenForm(_back(shown, gender, seen), gender, False)


def _back(given: str, gender: Gender, seen: frozenset[str]) -> str:
    """An unknown given name without its oblique ending, as far as that can be told."""
    if gender == "m":
        options = [given[:-1], given[:-1] + "й", given[:-1] + "ь"]
        if given.endswith(("ом", "ам", "ем")):
            options = [given[:-2]]
        plain_one = (
            options[0] if given[-1] in "ауе" or given.endswith(("ом", "ам")) else options[-1]
        )
    else:
        options = [given[:-1] + "а", given[:-1] + "я", given[:-2] + "а"]
        plain_one = options[2] if given.endswith(("ой", "ай")) else options[0]
    return next((option for option in options if normal(option) in seen), plain_one)


@lru_cache(maxsize=20_000)
def distance(left: str, right: str) -> int:
    """How many letters differ (Levenshtein), by rows."""
    if abs(len(left) - len(right)) > _CLOSE:
        return _CLOSE + 1
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


class People:
    """The people of one document; leads every later mention to a full name."""

    def __init__(self) -> None:
        self.everybody: list[Person] = []
        self._by_given: dict[str, list[Person]] = {}
        self._by_name: dict[tuple[str, str], Person] = {}
        self._by_start: dict[str, list[tuple[str, Person]]] = {}

    def meet(self, found: FullName) -> Person:
        """The person of a full name: one already met, or a new one."""
        person = self._known(found)
        if person is None:
            person = Person(found.name, found.given, found.surname, found.gender)
            person.certain = found.certain
            self.everybody.append(person)
            self._by_given.setdefault(plain(person.given), []).append(person)
            self._by_name[plain(person.given), plain(person.surname)] = person
            stem = _stem(plain(person.surname))
            self._by_start.setdefault(stem[:_SHORTEST_STEM], []).append((stem, person))
        elif found.certain and not person.certain:
            person.name, person.surname, person.certain = found.name, found.surname, True
        elif person.gender is None:
            person.gender = found.gender
        person.mentions += 1
        return person

    def _known(self, found: FullName) -> Person | None:
        given, surname = plain(found.given), plain(found.surname)
        exact = self._by_name.get((given, surname))
        if exact:
            return exact
        for person in self._by_given.get(given, ())[:_COMPARED]:
            own = plain(person.surname)
            if own == surname:
                return person
            if own[-1] >= "а" and _stem(own) == _stem(surname) and found.gender == person.gender:
                return person
            long = len(own) >= 7 and len(surname) >= 7 and found.gender == person.gender
            if long and distance(own, surname) <= _CLOSE:
                return person
        if len(given) == 1:
            for stem, person in self._by_start.get(_stem(surname)[:_SHORTEST_STEM], ()):
                if surname.startswith(stem) and plain(person.given).startswith(given):
                    return person
        return None

    def named_by(self, token: Token, code: str) -> Person | None:
        """Who a single capitalised word names: a surname in any case, or a given name."""
        word = plain(token.norm)
        best: Person | None = None
        told = gender_of_surname(token.norm, code) if code != "en" else None
        for stem, person in self._by_start.get(word[:_SHORTEST_STEM], ())[:_COMPARED]:
            rest = len(word) - len(stem)
            exact = code == "en" or len(stem) < _SHORTEST_STEM
            fits = word == plain(person.surname) if exact else 0 <= rest <= 4
            if told and person.gender not in (None, told[0]):
                continue
            if fits and word.startswith(stem) and (best is None or person.weight > best.weight):
                best = person
        return best or self._by_given_name(token, code)

    def _by_given_name(self, token: Token, code: str) -> Person | None:
        for reading in given_forms(code).get(token.norm, ()):
            known = self._by_given.get(plain(reading.nominative), [])[:_COMPARED]
            if len(known) >= 1:
                return max(known, key=lambda person: person.mentions)
        known = self._by_given.get(plain(token.norm), [])[:_COMPARED]
        return max(known, key=lambda person: person.mentions) if known else None


def _stem(surname: str) -> str:
    """A surname without the ending that changes."""
    for ending in ("ский", "цкий", "ская", "цкая", "скі", "цкі"):
        if surname.endswith(ending):
            return surname[: -len(ending) + 2]
    if len(surname) > _SHORTEST_STEM and surname[-1] in "аяыйьеіоў":
        return surname[:-2] if surname[-2:] in ("ый", "ий", "ая", "ой", "яя") else surname[:-1]
    if surname.endswith(("ец",)) and len(surname) > 5:
        return surname[:-2]
    return surname
