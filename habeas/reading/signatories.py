"""Who signed a joint statement: the list under it, with headings, countries and the count.

A statement says "78 organisations", and the list under it has 87 lines, 7 of them headings of
those who sign through an umbrella. All of it is kept, each with its place in the text, and the
difference is said in words. Nobody decides here which number is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from habeas.reading.signature_counts import ClaimedCount, count_of
from habeas.reading.signature_lines import (
    Line,
    country_of,
    is_person,
    line_at,
    names_somebody,
    pattern,
    split_country,
    unnamed,
    without_brackets,
)

FEWEST = 4
HEADINGS = ("heading", "country", "section")


@dataclass(frozen=True, slots=True)
class Heading:
    """An umbrella, a country or a section ("Individuals") under which others stand."""

    name: str
    country: str | None
    kind: Literal["umbrella", "country", "section"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signs. `country` is an ISO code, said in the line or by its heading; `role` is what
    stands behind a person's name. `heading` is the place in the list of headings."""

    name: str
    country: str | None
    kind: Literal["organisation", "person"]
    role: str
    heading: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SignatoryList:
    """The list, and what the text says of its length: `unnamed` others signed too; a `partial`
    list names some only ("among them")."""

    signatories: tuple[Signatory, ...]
    headings: tuple[Heading, ...]
    claimed: ClaimedCount | None
    unnamed: int = 0
    partial: bool = False

    @property
    def listed(self) -> int:
        return len(self.signatories)

    @property
    def lines(self) -> int:
        return self.listed + len(self.headings)

    @property
    def difference(self) -> str:
        """How the claimed count and the list differ, in words; empty when they agree."""
        if self.claimed is None or self._agrees(self.claimed):
            return ""
        value = f"{self.claimed.bound} {self.claimed.value}".strip()
        told = f"{value} claimed, {self.listed} listed"
        if self.headings:
            told += f" ({self.lines} lines, {len(self.headings)} of them headings)"
        if self.unnamed:
            told += f" and {self.unnamed} not named"
        return told

    def _agrees(self, claimed: ClaimedCount) -> bool:
        signed = self.listed + self.unnamed
        if self.partial:
            return signed <= claimed.value
        if claimed.bound == "at least":
            return signed >= claimed.value
        off = claimed.value / 10 if claimed.bound == "about" else 0
        return abs(signed - claimed.value) <= off


def read_signatories(text: str) -> SignatoryList | None:
    """The list of signatories of a statement; None when the text has none."""
    lines = _lines(text)
    region = _region(lines)
    if region is None:
        return None
    first, last = region
    headings, signatories = _entries(lines[first:last])
    if len(signatories) < FEWEST:
        return None
    opened = _opener(lines, first)
    return SignatoryList(
        tuple(signatories),
        tuple(headings),
        count_of(text, lines[first].start, lines[last - 1].end, opened),
        sum(unnamed(line.text) for line in lines[first:last] if line.role == "others"),
        opened is not None and bool(pattern("partly").search(opened.text)),
    )


# --- Where the list stands --------------------------------------------------------------


def _lines(text: str) -> list[Line]:
    """All lines; what stands behind "Signed:" on its line is parted at semicolons or commas."""
    found: list[Line] = []
    for match in re.finditer(r"[^\n\r]+|(?:\r?\n){2,}", text):
        line = line_at(text, match.start(), match.end())
        inline = list(_inline(text, line))
        found += inline or [line]
    return found


def _inline(text: str, line: Line) -> Iterator[Line]:
    opener = pattern("openers").match(line.text)
    colon = line.text.find(":", opener.end()) if opener else -1
    rest = line.text[colon + 1 :] if colon >= 0 else ""
    if not opener or colon > opener.end() + 30 or not rest.strip():
        return
    sign = ";" if ";" in rest else ","
    yield line_at(text, line.start, line.start + colon + 1)
    for part in re.finditer(rf"[^{sign}]+", rest):
        end = line.start + colon + 1 + part.end()
        end -= text[:end].endswith(".")
        yield line_at(text, line.start + colon + 1 + part.start(), end)


def _region(lines: list[Line]) -> tuple[int, int] | None:
    """The run of lines that is the list: behind an opener, else the longest that names bodies."""
    runs = list(_runs(lines))
    opened = [run for run in runs if _opener(lines, run[0])]
    likely = [run for run in runs if _share(lines[slice(*run)]) >= 0.5]
    for some in (opened, likely):
        long = [run for run in some if _count(lines[slice(*run)]) >= FEWEST]
        if long:
            return max(long, key=lambda run: _count(lines[slice(*run)]))
    return None


def _opener(lines: list[Line], first: int) -> Line | None:
    """The line that opens the list that begins there, over any gap."""
    before = next((line for line in reversed(lines[:first]) if line.role != "blank"), None)
    return before if before is not None and before.role == "opener" else None


def _runs(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that are no prose and neither open nor end a list."""
    start = None
    for place, line in enumerate(lines):
        if line.role in ("entry", "others", *HEADINGS):
            start = place if start is None else start
        elif line.role != "blank" and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(lines)


def _count(lines: list[Line]) -> int:
    return sum(line.role == "entry" for line in lines)


def _share(lines: list[Line]) -> float:
    """How many of the entries name a body or a person."""
    return sum(line.role == "entry" and names_somebody(line) for line in lines) / max(
        1, _count(lines)
    )


# --- Who stands in it -------------------------------------------------------------------


def _entries(lines: list[Line]) -> tuple[list[Heading], list[Signatory]]:
    headings: list[Heading] = []
    signatories: list[Signatory] = []
    under: int | None = None
    with_bullets = False
    for line, before in zip(lines, [None, *lines], strict=False):
        if line.role in HEADINGS:
            headings.append(_heading(line))
            under, with_bullets = len(headings) - 1, False
        elif line.role == "entry":
            if under is not None and _leaves(line, before, headings[under], with_bullets):
                under = None
            with_bullets = with_bullets or line.has_bullet
            signatories.append(_signatory(line, under, headings))
    return headings, signatories


def _leaves(line: Line, before: Line | None, heading: Heading, with_bullets: bool) -> bool:
    """Whether the line stands no longer under the heading: bullets end, or a gap after members."""
    if with_bullets:
        return not line.has_bullet
    is_gap = before is not None and before.role == "blank"
    return heading.kind == "umbrella" and not line.has_bullet and is_gap


def _heading(line: Line) -> Heading:
    name = line.text.rstrip(": ")
    if line.role == "section":
        return Heading(name, None, "section", line.start, line.end)
    if code := country_of(without_brackets(name)):
        return Heading(name, code, "country", line.start, line.end)
    if through := pattern("on_behalf").search(name):
        name = name[: through.start()].rstrip(" (,–—-")
    name, country = split_country(name)
    return Heading(name, country, "umbrella", line.start, line.end)


def _signatory(line: Line, under: int | None, headings: list[Heading]) -> Signatory:
    name, country = split_country(line.text.rstrip(" ,;"))
    if country is None and under is not None:
        country = headings[under].country
    if not is_person(name):
        return Signatory(name, country, "organisation", "", under, line.start, line.end)
    person, _, role = name.partition(",")
    return Signatory(person, country, "person", role.strip(), under, line.start, line.end)
