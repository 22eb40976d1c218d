"""What a letter is looked at for, and the days to write for."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from habeas.vocabulary.letters import Hint, greeting_days, hints_in, next_day

LABELS = {"code": "x", "en": "x", "be": "x", "ru": "x"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Our garden is warm and the apples are ripe.", []),
        ("The WAR goes on.", ["war"]),
        ("Скора выбары.", ["politics"]),
        ("Видела судью во сне, а потом https://x.example", ["officials", "links"]),
        ("", []),
    ],
)
def test_a_letter_is_looked_at_for_whole_words_and_for_beginnings(
    text: str, codes: list[str]
) -> None:
    assert hints_in(text) == codes


def test_every_greeting_day_is_a_day_of_the_calendar() -> None:
    assert [date.fromisoformat(f"2024-{code}").strftime("%m-%d") for code in greeting_days()] == [
        *greeting_days()
    ]


def test_a_word_with_a_space_or_a_capital_is_refused() -> None:
    with pytest.raises(ValidationError, match="Red army"):
        Hint(**LABELS, words=("Red army",))


@pytest.mark.parametrize(
    ("code", "on", "day"),
    [
        ("12-25", date(2031, 12, 25), date(2031, 12, 25)),
        ("12-25", date(2031, 12, 26), date(2032, 12, 25)),
        ("02-29", date(2031, 3, 1), date(2032, 2, 28)),
    ],
)
def test_a_day_of_the_year_comes_again(code: str, on: date, day: date) -> None:
    assert next_day(code, on=on) == day
