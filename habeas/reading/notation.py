"""The short pattern notation of the language packs, compiled once.

A pattern is a row of words. Between two words nothing else may stand, unless
a gap says so:

    arrest*            a word that begins so
    was|were           either word
    "taken into custody"   words side by side
    brought ~3 court   up to three words between
    the?               may be missing
    <term>             a length of time (also <count> <money> <date> <person>
                       <body> <article> <number>)

No regular expressions: a translator can read and review every line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from habeas.reading.spelling import Spelling, spelling_of
from habeas.reading.tokens import Token, normal

CLASSES = ("term", "count", "money", "date", "person", "body", "article", "number", "capital")
_LARGEST_CACHE = 100_000
_SHORTEST_STEM = 3
Match = tuple[int, int]


class NotationError(ValueError):
    """A pattern that cannot be read, with the pattern."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a pattern: which words fit, how many may stand before it."""

    atoms: frozenset[int]
    optional: bool
    gap: int
    weight: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern with the slot it is looked up by."""

    text: str
    slots: tuple[Slot, ...]
    anchor: int


@dataclass
class Lexicon:
    """Every word and stem of a pack, numbered, so that matching compares numbers."""

    families: tuple[tuple[str, ...], ...] = ()
    spelling: Spelling = field(default_factory=lambda: spelling_of({}))
    exact: dict[str, int] = field(default_factory=dict)
    variants: dict[str, set[int]] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    longest: int = 0
    _size: int = len(CLASSES)
    _cache: dict[str, frozenset[int]] = field(default_factory=dict)

    def atom(self, word: str) -> int:
        """The number of a word, of a stem (`arrest*`) or of a class (`<term>`)."""
        if word.startswith("<") and word.endswith(">"):
            name = word[1:-1]
            if name not in CLASSES:
                raise NotationError(f"unknown class {word}")
            return CLASSES.index(name)
        if word.endswith("*"):
            stem = self.spelling.fold(normal(word[:-1]))
            if not stem:
                raise NotationError("a stem needs at least one letter")
            self.longest = max(self.longest, len(stem))
            return self.stems.setdefault(stem, self._next(stem, self.stems))
        key = self.spelling.fold(normal(word))
        if not key or "*" in key or "<" in key:
            raise NotationError(f"cannot read the word {word!r}")
        number = self.exact.setdefault(key, self._next(key, self.exact))
        for form in self._forms(key):
            self.variants.setdefault(form, set()).add(number)
        return number

    def _forms(self, word: str) -> Iterator[str]:
        """The other forms of a word whose ending belongs to a family of endings."""
        for family in self.families:
            for ending in family:
                if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                    stem = word[: len(word) - len(ending)]
                    yield from (stem + other for other in family if other != ending)
                    return

    def _next(self, key: str, known: dict[str, int]) -> int:
        if key not in known:
            self._size += 1
            self._cache.clear()
        return self._size

    def atoms_of(self, norm: str) -> frozenset[int]:
        """All numbers that fit a word; remembered, since texts repeat words."""
        known = self._cache.get(norm)
        if known is not None:
            return known
        word = self.spelling.fold(norm)
        found = set(self.variants.get(word, ()))
        if word in self.exact:
            found.add(self.exact[word])
        for length in range(1, min(len(word), self.longest) + 1):
            number = self.stems.get(word[:length])
            if number is not None:
                found.add(number)
        if len(self._cache) > _LARGEST_CACHE:
            self._cache.clear()
        result = frozenset(found)
        self._cache[norm] = result
        return result


def compile_pattern(text: str, lexicon: Lexicon) -> Pattern:
    """Read one pattern. Raises NotationError with a plain reason."""
    slots: list[Slot] = []
    gap = 0
    for part in text.split():
        if part.startswith("~") and part[1:].isdigit():
            if not slots:
                raise NotationError(f"a pattern cannot begin with a gap: {text!r}")
            gap = int(part[1:])
            continue
        optional = part.endswith("?")
        words = part.rstrip("?").split("|")
        atoms = frozenset(lexicon.atom(word) for word in words)
        slots.append(Slot(atoms, optional, gap, _weight(words, optional)))
        gap = 0
    if gap or not slots or all(slot.optional for slot in slots):
        raise NotationError(f"nothing to look for in {text!r}")
    anchor = max(range(len(slots)), key=lambda i: (slots[i].weight, -i))
    return Pattern(text, tuple(slots), anchor)


def _weight(words: list[str], optional: bool) -> int:
    """How telling a slot is: its shortest alternative; classes least but for arguments."""
    if optional:
        return -1
    return min(3 if word.startswith("<") else len(word) for word in words)


class PatternSet:
    """Many patterns, each with a value, looked up together."""

    def __init__(self) -> None:
        self._by_atom: dict[int, list[tuple[Pattern, object]]] = {}
        self.size = 0

    def add(self, pattern: Pattern, value: object) -> None:
        """Remember a pattern under every word its anchor allows."""
        self.size += 1
        for atom in pattern.slots[pattern.anchor].atoms:
            self._by_atom.setdefault(atom, []).append((pattern, value))

    def find(
        self, tokens: list[Token], first: int, last: int
    ) -> Iterator[tuple[int, int, Pattern, object]]:
        """Every match between two word indexes: first word, one past the last word."""
        table = self._by_atom
        for index in range(first, last):
            for atom in tokens[index].atoms:
                for pattern, value in table.get(atom, ()):
                    match = match_at(pattern, tokens, index, first, last)
                    if match:
                        yield match[0], match[1], pattern, value


def match_at(
    pattern: Pattern, tokens: list[Token], index: int, first: int, last: int
) -> Match | None:
    """Match a pattern whose anchor stands at `index`; nearest words first."""
    end = _walk(pattern, tokens, index, pattern.anchor, 1, (first, last))
    if end is None:
        return None
    begin = _walk(pattern, tokens, index, pattern.anchor, -1, (first, last))
    return None if begin is None else (begin, end + 1)


def _walk(  # noqa: PLR0917
    pattern: Pattern, tokens: list[Token], index: int, slot: int, step: int, span: Match
) -> int | None:
    """Index of the outermost word reached from a matched slot, in one direction."""
    following = slot + step
    if not 0 <= following < len(pattern.slots):
        return index
    wanted = pattern.slots[following]
    gap = wanted.gap if step > 0 else pattern.slots[slot].gap
    position = index
    for _ in range(gap + 1):
        position += step
        while span[0] <= position < span[1] and not tokens[position].is_word:
            position += step
        if not span[0] <= position < span[1]:
            break
        if not wanted.atoms.isdisjoint(tokens[position].atoms):
            reached = _walk(pattern, tokens, position, following, step, span)
            if reached is not None:
                return reached
    return _walk(pattern, tokens, index, following, step, span) if wanted.optional else None
