"""What decided texts would change in a pack: a patch for a person to look through.

Nothing is changed here. A pattern whose claims were wrong twice as often as right is proposed to
go; words that stand in passages that no trigger heard, and in no other, come as weak patterns.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from habeas.core.dates import PartialDate
from habeas.reading.documents import passages
from habeas.reading.evaluate import Gold, documents, holds
from habeas.reading.mentions import Document, Sentence, understand
from habeas.reading.pack import pack_languages
from habeas.reading.paths import PACKS
from habeas.reading.proposals import kept_matches, triggered
from habeas.reading.reader import read

_KEY = re.compile(r"(?:- |  )(\w+):")
LEAST, LEAST_WRONG = 2, 3  # passages that must speak for a pattern, or against one
SHORTEST = 4  # letters of a word that tells something
COUNTED = ("core", "optional", "role")


@dataclass(slots=True)
class _Heard:
    """What one language's texts said: of patterns, and of rows of words."""

    right: Counter[tuple[str, str]] = field(default_factory=Counter)  # type, pattern
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    elsewhere: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    example: dict[tuple[str, str], str] = field(default_factory=dict)


def suggest(gold: Path) -> str:
    """A unified diff over the packs; empty when the texts speak for no change.

    `gold` is what `documents` reads. Raises ValueError or OSError for what it cannot read.
    """
    by_language: dict[str, _Heard] = defaultdict(_Heard)
    for text, published, _, wanted in documents(gold):
        _listen(by_language, text, published, wanted)
    return "".join(
        line
        for code in sorted(by_language)
        if code in pack_languages()
        for line in _patch(code, by_language[code])
    )


def _listen(
    by_language: dict[str, _Heard], text: str, published: PartialDate | None, wanted: list[Gold]
) -> None:
    for claim in read(text, published=published):
        code, _, rest = claim.rule.partition(":")
        type_, _, pattern = rest.partition(": ")
        held = holds(claim, wanted) if claim.type and code in pack_languages() else None
        if held is not None:
            heard = by_language[code]
            (heard.right if held else heard.wrong)[type_, pattern] += 1
    document = understand(text, passages(text), published)
    for sentence in document.sentences:
        heard = by_language[sentence.pack.code]
        first, last = document.tokens[sentence.first], document.tokens[sentence.last - 1]
        here = [one for one in wanted if one.start < last.end and first.start < one.end]
        types = {one.type for one in here if one.tier in COUNTED}
        found = triggered(sentence, document.tokens)
        told = {trigger.type for trigger, _, _ in kept_matches(sentence, document.tokens, found)}
        rows = set(_rows(sentence, document))
        whole = " ".join(text[first.start : last.end].split())
        for type_ in {one.type for one in here if one.tier == "core"} - told:
            heard.missed[type_].update(rows)
            for row in rows:
                heard.example.setdefault((type_, row), whole)
        for row in rows:
            heard.elsewhere[row].update(types or {""})


def _rows(sentence: Sentence, document: Document) -> Iterator[str]:
    """Two telling words side by side, as a pattern would name them; no names among them."""
    tokens = document.tokens[sentence.first : sentence.last]
    for one, other in pairwise(tokens):
        if all(_tells(token.norm) and not token.is_capital for token in (one, other)):
            yield f"{one.norm} {other.norm}"


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def _patch(code: str, heard: _Heard) -> Iterator[str]:
    going = {
        key
        for key, number in heard.wrong.items()
        if number >= LEAST_WRONG and number >= 2 * heard.right[key]
    }
    for file in sorted((PACKS / code / "triggers").glob("*.yaml")):
        before = file.read_text("utf-8").splitlines(keepends=True)
        yield from _diff(code, file.name, before, list(_without(before, going)))
    coming = list(_new_entries(heard))
    if coming:
        file = PACKS / code / "triggers/suggested.yaml"
        before = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
        yield from _diff(code, file.name, before, before + coming)


def _without(lines: Iterable[str], going: set[tuple[str, str]]) -> Iterator[str]:
    """The lines of a file save the patterns that go; the first of an entry stays in any case."""
    type_, key, is_first = "", "", False
    for line in lines:
        if line.startswith("- type: "):
            type_ = line.removeprefix("- type: ").split("#")[0].strip()
        if named := _KEY.match(line):
            key, is_first = named[1], True
        elif key == "patterns" and not is_first and (type_, line.strip()) in going:
            continue
        else:
            is_first = False
        yield line


def _new_entries(heard: _Heard) -> Iterator[str]:
    for type_, rows in sorted(heard.missed.items()):
        good = sorted(
            row
            for row, number in rows.items()
            if number >= LEAST and set(heard.elsewhere[row]) == {type_}
        )
        if not good:
            continue
        yield f"- type: {type_}\n"
        yield "  strength: weak\n"
        yield "  patterns: |\n"
        yield from (f"    {row}\n" for row in good)
        yield "  examples: |\n"
        yield from (f"    {one}\n" for one in sorted({heard.example[type_, row] for row in good}))


def _diff(code: str, name: str, before: list[str], after: list[str]) -> Iterator[str]:
    path = f"habeas/reading/packs/{code}/triggers/{name}"
    start = f"a/{path}" if before else "/dev/null"
    yield from difflib.unified_diff(before, after, start, f"b/{path}")
