"""Surnames back to the nominative."""

import pytest

from habeas.reading.declension import nominative_surname


@pytest.mark.parametrize("code", ["ru", "be"])
@pytest.mark.parametrize(
    ("form", "nominative"),
    [("Каравая", "Каравай"), ("Караваю", "Каравай"), ("Караваем", "Каравай"), ("Шкеля", "Шкель")],
)
def test_a_soft_surname_ends_in_j_after_a_vowel(code: str, form: str, nominative: str) -> None:
    assert nominative_surname(form, code, "m", frozenset()) == nominative
