"""A document's passages: its blocks with kind and language, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from habeas.reading.language import identify, script_of
from habeas.reading.pack import pack_languages, page_marks

Kind = Literal["heading", "body", "list", "caption", "teaser"]
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[•·▪◦‣*–—-]\s+|\(?\d{1,2}[).]\s+)")
_SENTENCE_END = (".", "!", "?", "…", "”", "»", '"', ":", ";", ",")
_LONGEST_HEADING = 130
_LONG_BODY = 200
_WRAPPED_AT = 55


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document: its place in the text, kind and language."""

    number: int
    start: int
    end: int
    kind: Kind
    language: str


def passages(text: str, *, language: str | None = None) -> list[Passage]:
    """Cut a text into blocks. Every block is a stretch of the text as captured."""
    blocks = list(_blocks(text))
    kinds = _kinds(text, blocks)
    known = [language or identify(text[start:end]) for start, end in blocks]
    fallback = language or _prevailing(text, blocks, known)
    return [
        Passage(number, start, end, kind, _settled(found, fallback, text[start:end]))
        for number, ((start, end), kind, found) in enumerate(
            zip(blocks, kinds, known, strict=True), start=1
        )
    ]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines with something in them; a line wrapped by hand joins the one before."""
    start = end = -1
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        first = match.start() + len(line) - len(line.lstrip())
        last = match.start() + len(line.rstrip())
        if start >= 0 and _continues(text, start, end, first):
            end = last
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end


def _continues(text: str, start: int, end: int, first: int) -> bool:
    between = text[end:first]
    if between.count("\n") != 1 or _BULLET.match(text, first):
        return False
    last_line = text.rfind("\n", start, end)
    width = end - (last_line + 1 if last_line >= 0 else start)
    unfinished = text[end - 1] not in ".!?…:”»"
    return width >= _WRAPPED_AT and unfinished and not text[first].isupper()


def _kinds(text: str, blocks: list[tuple[int, int]]) -> list[Kind]:
    marks = page_marks()
    kinds: list[Kind] = []
    beyond = False
    rest_only = False
    for start, end in blocks:
        line = text[start:end]
        kind = _kind(line, marks.captions)
        if _is_mark(line, marks.teasers):
            rest_only = start > len(text) * 0.5
            beyond = True
            kind = "teaser"
        elif beyond and not rest_only and kind == "body" and end - start > _LONG_BODY:
            beyond = False
        if beyond or _is_mark(line, marks.lines):
            kind = "teaser"
        kinds.append(kind)
    return kinds


def _is_mark(line: str, marks: tuple[str, ...]) -> bool:
    low = line.strip(" \t:.…-–—»›>•*").lower()
    return any(low == mark or low.startswith(mark + ":") for mark in marks)


def _kind(line: str, captions: tuple[str, ...]) -> Kind:
    low = line.lower()
    if any(low.startswith(caption) for caption in captions) and len(line) < _LONG_BODY:
        return "caption"
    if _BULLET.match(line):
        return "list"
    if len(line) <= _LONGEST_HEADING and not line.endswith((*_SENTENCE_END[:3], ";", ",")):
        return "heading"
    if len(line) <= _LONGEST_HEADING and line.endswith("!") and line.count(" ") < 8:
        return "heading"
    return "body"


def _prevailing(text: str, blocks: list[tuple[int, int]], known: list[str | None]) -> str:
    weights: dict[str, int] = {}
    for (start, end), code in zip(blocks, known, strict=True):
        if code:
            weights[code] = weights.get(code, 0) + end - start
    if weights:
        return max(weights, key=lambda code: weights[code])
    return "ru" if script_of(text) == "cyrillic" else "en"


def _settled(found: str | None, fallback: str, text: str) -> str:
    """A short block that could be a neighbour language follows the document."""
    if found is None:
        if script_of(text) == "latin" and fallback in ("ru", "be", "uk"):
            return "en"
        return fallback
    small = len(text) < _LONGEST_HEADING
    if small and fallback in pack_languages() and {found, fallback} <= {"ru", "be", "uk"}:
        return found if identify_strongly(text, found) else fallback
    return found


def identify_strongly(text: str, language: str) -> bool:
    """Whether a short text has letters that only this language uses."""
    low = text.lower()
    return any(letter in low for letter in {"be": "ў", "ru": "ищъ", "uk": "їєґ"}[language])
