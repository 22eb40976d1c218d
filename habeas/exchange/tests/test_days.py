from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.exchange.days import as_edtf
from habeas.exchange.lengths import as_duration


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2011", "2011"),
        ("2011-08", "2011-08"),
        ("2011-08-04", "2011-08-04"),
        ("2011-08-04T00:00:00+03:00", "2011-08-04"),
        ("04.08.2011", "2011-08-04"),
        ("4.8.2011 г.", "2011-08-04"),
        ("08.2011", "2011-08"),
        ("13/05/2021", "2021-05-13"),
        ("05/13/2021", "2021-05-13"),
        ("4 August 2011", "2011-08-04"),
        ("August 4th, 2011", "2011-08-04"),
        ("Aug. 2011", "2011-08"),
        ("4 жніўня 2011", "2011-08-04"),
        ("жнівень 2011", "2011-08"),
        ("4 мая 2021 года", "2021-05-04"),
        ("4 траўня 2021", "2021-05-04"),
        ("2021-00-00", "2021"),
        ("2021-05-00", "2021-05"),
        ("~2020", "2020~"),
        ("каля 2020", "2020~"),
        ("около мая 2020", "2020-05~"),
        ("2020?", "2020?"),
        ("2020–2021", "2020/2021"),
    ],
)
def test_a_date_is_as_exact_as_its_text_and_no_more(text: str, edtf: str) -> None:
    assert as_edtf(text) == edtf


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31.02.2021", "no such date: 2021-02-31"),
        ("2021-13", "no such date"),
        ("0000-00-00", "no such date"),
        ("04/05/2021", "day or month first"),
        ("04.05.21", "either century"),
        ("44320", "bare number"),
        ("soon", "cannot be read"),
        ("2021-00-04", "day without a month"),
    ],
)
def test_what_is_impossible_or_unclear_is_no_date(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        as_edtf(text)


def test_a_mapping_can_say_which_figure_is_the_day() -> None:
    assert as_edtf("04/05/2021", order="dmy") == "2021-05-04"
    assert as_edtf("04/05/2021", order="mdy") == "2021-04-05"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_figures_is_that_day_and_its_month_names_no_day(day: date) -> None:
    assert as_edtf(f"{day.day}.{day.month}.{day.year}") == str(day)
    assert as_edtf(f"{day.month:02}.{day.year}") == str(day)[:7]


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("4 years 6 months", "P4Y6M"),
        ("4,5 года", "P4Y6M"),
        ("6 гадоў калоніі", "P6Y"),
        ("15 days", "P15D"),
        ("a fine", ""),
    ],
)
def test_a_term_is_read_as_a_length_of_time(text: str, duration: str) -> None:
    assert as_duration(text) == duration
