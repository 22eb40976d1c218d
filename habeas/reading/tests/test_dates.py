"""Dates: written out, completed from the publication date, relative."""

import pytest

from habeas.core.dates import PartialDate
from habeas.reading.dates import DateReader
from habeas.reading.tokens import tokenize


def dates_in(text: str, code: str, published: str | None = "2031-03-12") -> list[str | None]:
    reader = DateReader(text, PartialDate.parse(published) if published else None)
    return [found.value for found in reader.read(tokenize(text), code) if not found.bare]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "on 4 August 2029", "2029-08-04"),
        ("en", "on Thursday, 24 November 2029, the court", "2029-11-24"),
        ("en", "on August 4, 2029", "2029-08-04"),
        ("en", "in September, 2029", "2029-09"),
        ("en", "in 2029", "2029"),
        ("ru", "4 августа 2029 года", "2029-08-04"),
        ("ru", "в августе 2029 года", "2029-08"),
        ("ru", "04.08.2029", "2029-08-04"),
        ("be", "4 жніўня 2029 года", "2029-08-04"),
        ("be", "у траўні 2029 году", "2029-05"),
    ],
)
def test_a_date_written_out_is_read_as_it_stands(code: str, text: str, value: str) -> None:
    assert dates_in(text, code) == [value]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "on 4 February", "2031-02-04"),
        ("en", "on 4 November", "2030-11-04"),
        ("ru", "2 марта", "2031-03-02"),
        ("be", "20 снежня", "2030-12-20"),
    ],
)
def test_a_day_without_a_year_is_the_last_one_before_publication(
    code: str, text: str, value: str
) -> None:
    assert dates_in(text, code) == [value]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "today", "2031-03-12"),
        ("en", "on Saturday", "2031-03-08"),
        ("en", "two years ago", None),
        ("en", "2 years ago", "2029"),
        ("ru", "вчера", "2031-03-11"),
        ("ru", "во вторник", "2031-03-11"),
        ("be", "у суботу", "2031-03-08"),
    ],
)
def test_relative_words_count_from_the_publication_date(
    code: str, text: str, value: str | None
) -> None:
    found = dates_in(text, code)

    assert (found or [None])[0] == value


def test_without_a_publication_date_relative_words_stay_unknown() -> None:
    assert dates_in("on Saturday", "en", published=None) == [None]


def test_a_year_follows_from_the_full_date_just_before() -> None:
    assert dates_in("On 4 August 2029 she was held. Her trial began on 2 November.", "en") == [
        "2029-08-04",
        "2029-11-02",
    ]


def test_a_length_of_time_is_no_date() -> None:
    assert dates_in("after 7 years in prison", "en") == []
