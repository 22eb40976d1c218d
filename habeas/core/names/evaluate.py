"""How well names are matched: pairwise precision, recall and F1 of a list of people.

    python -m habeas.core.names.evaluate FILE…

A file holds a person a line, their spellings parted by bars; "~" marks a spelling that
says too little to be told apart (an initial, a family name alone).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from habeas.core.names.compare import same_person_name

# A spelling, and whether it says enough.
Spelling = tuple[str, bool]


@dataclass
class Score:
    """Pairs of full names: found, missed and false. Pairs with a "~" spelling apart: `merged`
    counts those of two people taken for one, `parted` those of one person taken for two."""

    found: int = 0
    unsure: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)
    merged: int = 0
    parted: int = 0

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + len(self.false))

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + len(self.missed))

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_people(text: str) -> list[list[Spelling]]:
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [[_spelling(name.strip()) for name in line.split("|")] for line in lines]


def _spelling(name: str) -> Spelling:
    return name.removeprefix("~"), not name.startswith("~")


def evaluate(people: list[list[Spelling]]) -> Score:
    """Every spelling against every other. "Unsure" about one person counts as a miss."""
    score = Score()
    for one, other, same, enough in _pairs(people):
        verdict = same_person_name(one, other).verdict
        if not enough:
            score.merged += not same and verdict == "same"
            score.parted += same and verdict == "different"
        elif same and verdict == "same":
            score.found += 1
        elif same:
            score.missed.append((one, other))
            score.unsure += verdict == "unsure"
        elif verdict == "same":
            score.false.append((one, other))
    return score


def _pairs(people: list[list[Spelling]]) -> Iterator[tuple[str, str, bool, bool]]:
    """Two spellings, whether of one person, and whether both say enough."""
    flat = [(place, *spelling) for place, person in enumerate(people) for spelling in person]
    for (person, one, full), (other_person, other, other_full) in combinations(flat, 2):
        yield one, other, person == other_person, full and other_full


def main(files: list[str]) -> None:
    for file in files:
        people = read_people(Path(file).read_text("utf-8"))
        score = evaluate(people)
        names = sum(map(len, people))
        sys.stdout.write(
            f"{Path(file).name}: {len(people)} people, {names} names; "
            f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}; "
            f"{score.unsure} of {len(score.missed)} misses unsure, {len(score.false)} false; "
            f"of short spellings {score.merged} merged, {score.parted} parted\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
