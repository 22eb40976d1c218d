"""Language packs: data read from a folder, checked, compiled once.

A pack is a folder of YAML files beside this module (`packs/en` …). It names
words and patterns in the notation of `notation.py`; it holds no code and no
regular expressions. The guide is docs/how-to/write-a-pack.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from habeas.reading.notation import Lexicon, NotationError, PatternSet, compile_pattern
from habeas.reading.paths import PACKS
from habeas.reading.spelling import spelling_of
from habeas.reading.tokens import normal

Subject = Literal["victim", "actor", "agent", "body", "none"]
Strength = Literal["strong", "weak"]
Side = Literal["before", "after", "any"]
_WHOLE = 3


class PackError(ValueError):
    """A pack that cannot be used, with the file and the reason."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A group of patterns that speak of one type of event.

    `subject` says who leads the claim: the person it happened to (`victim`),
    who did it (`actor`; `agent` where it may be anybody), an organisation or
    official (`body`), or nobody.
    `side` is where that person stands, seen from the trigger. `needs` names
    an argument (a term, a sum …) without which the words mean something else.
    """

    type: str
    subject: Subject
    strength: Strength
    side: Side
    needs: tuple[str, ...]
    group: str


@dataclass(slots=True)
class Pack:
    """One language, ready to match."""

    code: str
    lexicon: Lexicon
    triggers: PatternSet
    unless: PatternSet
    cues: PatternSet
    worth: PatternSet
    bodies: PatternSet
    data: dict[str, Any]
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    # By event type, what says that a detail has a code; the value is (key, code).
    details: dict[str, PatternSet] = field(default_factory=dict)
    roles: dict[str, WordList] = field(default_factory=dict)
    # Wide words that the sentence model weighs; the value is the type hinted at.
    hints: PatternSet = field(default_factory=PatternSet)
    _roles_of: dict[str, frozenset[str]] = field(default_factory=dict)

    def roles_of(self, norm: str) -> frozenset[str]:
        """The lists of `roles.yaml` that have a word; remembered, since texts repeat words."""
        known = self._roles_of.get(norm)
        if known is None:
            known = frozenset(name for name, words in self.roles.items() if words.has(norm))
            self._roles_of[norm] = known
        return known

    def word_set(self, name: str) -> frozenset[str]:
        """A list of plain words from `words.yaml`, in the form they are compared by."""
        return self.words.get(name, frozenset())


@dataclass(frozen=True, slots=True)
class WordList:
    """Stems; short words (up to three letters) and words marked `=` count only whole."""

    whole: frozenset[str]
    stems: tuple[str, ...]

    def has(self, norm: str) -> bool:
        """Whether a word is in the list."""
        return norm in self.whole or norm.startswith(self.stems)


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Lines that belong to the page, not to its text."""

    teasers: tuple[str, ...]
    captions: tuple[str, ...]
    lines: tuple[str, ...]


@lru_cache(maxsize=1)
def pack_languages() -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    return tuple(sorted(path.name for path in PACKS.iterdir() if (path / "words.yaml").exists()))


@lru_cache(maxsize=1)
def page_marks() -> PageMarks:
    """The marks of all languages together: a page may mix them."""
    data = _yaml(PACKS / "page.yaml")
    return PageMarks(*(tuple(_lines(data[name])) for name in ("teasers", "captions", "lines")))


@lru_cache(maxsize=16)
def load_pack(code: str) -> Pack:
    """Read and compile a pack. Raises PackError that names file and line."""
    folder = PACKS / code
    if code not in pack_languages():
        raise PackError(f"there is no pack for the language “{code}”")
    data = {path.stem: _yaml(path) for path in sorted(folder.glob("*.yaml"))}
    forms = data.get("forms", {})
    spelling = spelling_of(forms)
    lexicon = Lexicon(
        families=tuple(
            tuple(sorted((spelling.fold_part(normal(e)) for e in line.split()), key=len)[::-1])
            for line in _lines(forms.get("families", ""))
        ),
        spelling=spelling,
    )
    pack = Pack(
        code, lexicon, PatternSet(), PatternSet(), PatternSet(), PatternSet(), PatternSet(), data
    )
    pack.words = {
        name: frozenset(normal(word) for word in str(text).split())
        for name, text in data["words"].items()
    }
    pack.roles = {
        name: WordList(
            frozenset(w.rstrip("=") for w in words if len(w) <= _WHOLE or w.endswith("=")),
            tuple(w for w in words if len(w) > _WHOLE and not w.endswith("=")),
        )
        for name, words in (
            (name, [normal(word) for word in str(text).split()])
            for name, text in data["roles"].items()
        )
    }
    for path in sorted((folder / "triggers").glob("*.yaml")):
        _add_triggers(pack, path)
    for name, text in data["modality"].items():
        _add(pack.cues, pack, f"{code}/modality.yaml", text, name)
    _add(pack.worth, pack, f"{code}/worth.yaml", data["worth"]["patterns"], "worth")
    for name, codes in data.get("details", {}).items():
        type_, key = name.split(".")
        patterns = pack.details.setdefault(type_, PatternSet())
        for value, text in codes.items():
            _add(patterns, pack, f"{code}/details.yaml {name}", text, (key, value))
    for name, text in data.get("hints", {}).items():
        _add(pack.hints, pack, f"{code}/hints.yaml {name}", text, name)
    for name, text in data["bodies"].items():
        _add(pack.bodies, pack, f"{code}/bodies.yaml", text, name)
    return pack


def trigger_files(code: str) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The trigger files of a pack as data, for checking and counting."""
    for path in sorted((PACKS / code / "triggers").glob("*.yaml")):
        yield path, _yaml(path)


def _add_triggers(pack: Pack, path: Path) -> None:
    for number, entry in enumerate(_yaml(path), start=1):
        where = f"{pack.code}/triggers/{path.name} entry {number}"
        unknown = set(entry) - {
            "type", "subject", "strength", "side", "needs", "patterns", "unless",
            "examples", "traps",
        }  # fmt: skip
        if unknown:
            raise PackError(f"{where}: unknown key {', '.join(sorted(unknown))}")
        for needed in ("type", "patterns"):
            if needed not in entry:
                raise PackError(f"{where}: has no {needed}")
        trigger = Trigger(
            type=entry["type"],
            subject=entry.get("subject", "victim"),
            strength=entry.get("strength", "strong"),
            side=entry.get("side", "any"),
            needs=tuple(str(entry.get("needs", "")).split()),
            group=f"{pack.code}:{entry['type']}",
        )
        _add(pack.triggers, pack, where, entry["patterns"], trigger)
        _add(pack.unless, pack, where, entry.get("unless", ""), trigger.type)


def _add(into: PatternSet, pack: Pack, where: str, text: str, value: object) -> None:
    for line in _lines(text):
        try:
            into.add(compile_pattern(line, pack.lexicon), value)
        except NotationError as problem:
            raise PackError(f"{where}: {problem}") from None


def _lines(text: str) -> Iterator[str]:
    for line in str(text).splitlines():
        plain = line.strip()
        if plain and not plain.startswith("//"):
            yield plain


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as problem:
        raise PackError(f"{path.name}: {problem}") from None
