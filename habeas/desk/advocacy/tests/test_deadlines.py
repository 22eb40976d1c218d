from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.core.dates import PartialDate
from habeas.desk.advocacy.deadlines import Deadline, Taken, deadlines
from habeas.vocabulary.procedures import procedures

WGAD = procedures()["wgad_regular"]
HRC = procedures()["hrc_communication"]
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def step(code: str, day: str, *, extends: str = "") -> Taken:
    return Taken(code, PartialDate.parse(day), extends)


def only(code: str, found: list[Deadline]) -> Deadline:
    return next(one for one in found if one.code == code)


def test_nothing_runs_before_its_first_step() -> None:
    assert deadlines(WGAD, [step("submitted", "2026-01-10")], now=NOON) == []


def test_the_reply_is_due_sixty_days_after_transmittal() -> None:
    found = only("reply", deadlines(WGAD, [step("transmitted", "2026-03-10")], now=NOON))

    assert (found.due, found.is_overdue, found.is_open) == (date(2026, 5, 9), True, True)
    assert found.days_left(date(2026, 6, 1)) == -23


def test_an_extension_that_was_granted_moves_it_a_calendar_month() -> None:
    steps = [step("transmitted", "2026-03-10"), step("", "2026-05-01", extends="reply")]

    found = only("reply", deadlines(WGAD, steps, now=NOON))

    assert (found.due, found.is_overdue) == (date(2026, 6, 9), False)


def test_what_was_met_is_overdue_no_more() -> None:
    steps = [step("transmitted", "2026-03-10"), step("replied", "2026-05-20")]

    found = deadlines(WGAD, steps, now=NOON)

    assert only("reply", found).met == PartialDate.parse("2026-05-20")
    assert not only("reply", found).is_overdue
    assert only("comments", found).due is None  # the body sets the day


@pytest.mark.parametrize(
    ("moment", "overdue"),
    [("2026-05-09T21:59:00+00:00", False), ("2026-05-09T22:00:00+00:00", True)],
)
def test_a_day_is_over_at_midnight_in_geneva(moment: str, overdue: bool) -> None:
    found = deadlines(WGAD, [step("transmitted", "2026-03-10")], now=datetime.fromisoformat(moment))

    assert only("reply", found).is_overdue is overdue


def test_two_clocks_of_one_step_are_each_kept() -> None:
    found = deadlines(HRC, [step("transmitted", "2026-08-31")], now=NOON)

    assert [(one.code, one.due) for one in found] == [
        ("admissibility", date(2026, 10, 31)),
        ("observations", date(2027, 2, 28)),
    ]


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 500))
def test_a_moved_trigger_moves_every_date_that_depends_on_it(day: date, more: int) -> None:
    def dues(on: date) -> list[date | None]:
        return [
            one.due for one in deadlines(HRC, [Taken("transmitted", PartialDate.of(on))], now=NOON)
        ]

    before, after = dues(day), dues(day + timedelta(days=more))

    assert len(before) == 2
    assert all(
        b is not None and a is not None and a >= b for b, a in zip(before, after, strict=True)
    )
    assert more < 5 or before != after
