"""How well names are matched on whole lists: one generated, two written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.core.names.evaluate import evaluate, read_people
from habeas.core.tests.name_lists import development_list

DATA = Path(__file__).parent / "data"


def test_in_generated_families_nobody_is_taken_for_a_relative() -> None:
    families = development_list()[:80]

    score = evaluate(families)

    assert score.f1 >= 0.98
    assert not score.false
    assert score.merged == score.parted == 0


@pytest.mark.parametrize(("name", "f1"), [("names_known.txt", 0.98), ("names_blind.txt", 0.96)])
def test_in_lists_written_by_hand_spellings_of_one_person_are_found(name: str, f1: float) -> None:
    people = read_people((DATA / name).read_text("utf-8"))

    score = evaluate(people)

    assert score.f1 >= f1
    assert score.precision >= 0.98
    assert score.parted == 0


@pytest.mark.parametrize("name", ["names_known.txt", "names_blind.txt"])
def test_a_list_has_many_people_and_no_spelling_twice(name: str) -> None:
    people = read_people((DATA / name).read_text("utf-8"))

    spellings = [spelling for person in people for spelling, _ in person]

    assert len(people) >= 120
    assert len(spellings) >= 4 * len(people)
    assert all(len(set(person)) == len(person) for person in people)
    assert len(set(spellings)) == len(spellings)


def test_a_pair_of_short_spellings_is_counted_apart() -> None:
    people = read_people("Ian Rook | Iain Rook | ~I. Rook\nEve Rook | ~Rook\n")

    score = evaluate(people)

    assert len(score.missed) + score.found == 1
    assert score.merged == score.parted == 0
