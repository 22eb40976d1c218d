import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.core.custody import CustodyEvent, Period, fold, total_days
from habeas.core.dates import PartialDate
from habeas.public.portal.wall import days, key, line, wall

TODAY = date(2026, 3, 1)


def held(start: str, end: str | None = None, kind: str = "pretrial") -> Period:
    return Period(PartialDate.parse(start), PartialDate.parse(end) if end else None, kind)


def test_there_is_one_stroke_for_each_day_counted() -> None:
    strokes = days([held("2011-08-04", "2014-06-21")], on=TODAY)

    assert len(strokes) == 1052
    assert strokes[0].on == date(2011, 8, 5)
    assert strokes[-1].on == date(2014, 6, 21)


def test_someone_still_held_has_a_stroke_for_today() -> None:
    assert days([held("2026-02-20")], on=TODAY)[-1].on == TODAY


def test_restrictions_after_release_are_no_days_on_the_wall() -> None:
    assert days([held("2021-01-01", kind="restriction")], on=TODAY) == []


def test_days_that_partial_dates_leave_open_are_drawn_as_uncertain() -> None:
    strokes = days([held("2021-05", "2021-07-10")], on=TODAY)

    assert [stroke.on for stroke in strokes if not stroke.certain] == [
        date(2021, 5, 1) + timedelta(days=n) for n in range(1, 31)
    ]
    assert {stroke.form for stroke in strokes if not stroke.certain} == {"unsure"}


def test_a_move_on_an_uncertain_day_leaves_no_doubt_that_the_person_was_held() -> None:
    before, after = held("2021-01-01", "2021-05"), held("2021-05", "2021-08-01", "colony")

    strokes = days([before, after], on=TODAY)

    assert all(stroke.certain for stroke in strokes)


def test_kinds_of_custody_differ_in_form_and_not_in_colour_alone() -> None:
    drawn = wall([held("2021-01-01", "2021-02-01"), held("2021-02-01", "2021-03-01", "colony")],
                 on=TODAY, title="59 days")  # fmt: skip

    classes = {path.get("class") for path in picture(drawn).iter("path")}
    assert {"day thin", "day heavy"} <= classes


def test_the_wall_draws_as_many_strokes_as_it_counts() -> None:
    drawn = wall([held("2021-01-01", "2021-12-31")], on=TODAY, title="364 days")

    strokes = re.findall(r'class="day thin" d="([^"]*)"', drawn)
    assert "".join(strokes).count("M") == 364


def test_titles_and_labels_cannot_break_out_of_the_drawing() -> None:
    label = '<script>"&'

    drawn = wall(
        [held("2021-01-01", "2021-02-01")],
        on=TODAY,
        title=label,
        events={date(2021, 1, 9): label},
    )

    assert {svg.get("aria-label") for svg in picture(drawn)} == {label}
    assert [title.text for title in picture(drawn).iter("title")] == [label]


def test_the_narrow_wall_shows_every_stroke_of_the_wide_one() -> None:
    wide, narrow = picture(wall([held("2020-08-12", "2022-03-05")], on=TODAY, title="570 days"))

    drawn = {group.get("id") for group in wide.iter("g") if group.get("id")}
    shown = {use.get("href", "").removeprefix("#") for use in narrow.iter("use")}
    assert shown == drawn == {"w2020-1", "w2021-0", "w2021-1", "w2022-0"}


def test_the_key_names_the_kinds_that_are_on_this_wall_and_no_others() -> None:
    periods = [
        held("2020-08-12", "2021-01-01"),
        held("2021-01-01", "2022-01-01", "colony"),
        held("2022-01-01", "2022-05", "prison"),
        held("2022-06-01", kind="restriction"),
    ]

    assert [kinds for _, kinds in key(periods, on=TODAY)] == [
        ["pretrial"],
        ["colony", "prison"],
        [],
    ]


@pytest.mark.parametrize("periods", [[], [held("2030-01-01")]])
def test_no_days_make_no_wall(periods: list[Period]) -> None:
    assert wall(periods, on=TODAY, title="None") == ""


def test_on_a_list_the_same_length_of_time_is_equally_long_for_everybody() -> None:
    first, last = date(2020, 1, 1), date(2026, 1, 1)

    early = line([held("2020-01-01", "2022-01-01")], on=TODAY, first=first, last=last)
    late = line([held("2023-01-01", "2025-01-01")], on=TODAY, first=first, last=last)

    assert width(early) == pytest.approx(width(late), abs=0.1)


def picture(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{drawn}</div>")  # noqa: S314 (our own drawing)


def width(drawn: str) -> float:
    found = re.search(r'<rect [^>]*width="([\d.]+)"', drawn)
    assert found
    return float(found[1])


partial = st.dates(date(2024, 1, 1), date(2026, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"])
)
histories = st.lists(
    st.builds(
        CustodyEvent,
        type=st.sampled_from(["arrest", "verdict_sentence", "transfer", "release"]),
        date=partial.map(PartialDate.parse),
        id=st.uuids().map(str),
        place=st.sampled_from(["Strelsau", "Zenda"]),
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(histories)
def test_whatever_the_history_the_strokes_are_the_days_of_the_ledger(
    events: list[CustodyEvent],
) -> None:
    periods = fold(events, on=TODAY).periods

    strokes = days(periods, on=TODAY)

    count = total_days(periods, on=TODAY)
    assert len({stroke.on for stroke in strokes}) == len(strokes) == count.at_most
    assert sum(stroke.certain for stroke in strokes) == count.at_least
