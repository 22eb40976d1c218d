from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.core.clocks import Length, due, ends_at, is_over
from habeas.core.dates import PartialDate

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
LENGTHS = st.builds(Length, months=st.integers(0, 60), days=st.integers(0, 800))


@pytest.mark.parametrize(
    ("trigger", "length", "expected"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2028-01-31", "P1M", "2028-02-29"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2026-12-31", "P2M", "2027-02-28"),
        ("2026-03-31", "P6M", "2026-09-30"),
        ("2026-01-01", "P60D", "2026-03-02"),
        ("2028-01-01", "P60D", "2028-03-01"),
        ("2012-04-12", "P60D", "2012-06-11"),
        ("2022-11-08", "P3M", "2023-02-08"),
        ("2026-11-23", "P1W", "2026-11-30"),
    ],
)
def test_months_are_calendar_months_and_days_are_days(
    trigger: str, length: str, expected: str
) -> None:
    assert Length.parse(length).after(date.fromisoformat(trigger)).isoformat() == expected


def test_an_extension_counts_from_the_end_of_the_time_before_it() -> None:
    trigger = PartialDate.parse("2026-01-01")

    plain = due(trigger, Length.parse("P60D"))
    extended = due(trigger, Length.parse("P60D"), extensions=(Length.parse("P1M"),))

    assert (plain, extended) == (date(2026, 3, 2), date(2026, 4, 2))


def test_what_is_known_in_part_counts_from_its_first_day() -> None:
    assert due(PartialDate.parse("2026-05"), Length.parse("P10D")) == date(2026, 5, 11)


def test_a_day_ends_where_the_body_sits() -> None:
    day = date(2026, 3, 28)  # Geneva changes its clocks the next night

    assert ends_at(day, "Europe/Zurich").astimezone(UTC) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert ends_at(date(2026, 3, 29), "Europe/Zurich").astimezone(UTC) == datetime(
        2026, 3, 29, 22, tzinfo=UTC
    )
    assert not is_over(day, "Europe/Zurich", now=datetime(2026, 3, 28, 22, 59, tzinfo=UTC))
    assert is_over(day, "Europe/Zurich", now=datetime(2026, 3, 28, 23, 0, tzinfo=UTC))


@pytest.mark.parametrize("text", ["", "P", "60", "P1.5M", "PT48H", "P-1D", "1M"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        Length.parse(text)


@given(DAYS, LENGTHS)
def test_the_last_day_to_begin_is_the_last(day: date, length: Length) -> None:
    start = length.before(day)

    assert length.after(start) <= day < length.after(start + timedelta(days=1))


@given(DAYS, st.integers(1, 400), LENGTHS)
def test_a_later_trigger_is_never_due_earlier(day: date, more: int, length: Length) -> None:
    assert length.after(day) <= length.after(day + timedelta(days=more))
