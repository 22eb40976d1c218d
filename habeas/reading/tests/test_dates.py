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
        ("en", "two years ago", "2029"),
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


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "12 июня его увезли. Через три дня отпустили.", "2030-06-15"),
        ("ru", "12 июня его увезли, а накануне искали.", "2030-06-11"),
        ("ru", "12 июня его увезли. В тот же вечер прошёл обыск.", "2030-06-12"),
        ("ru", "12 июня его судили, 19-го отпустили.", "2030-06-19"),
        ("ru", "12 июня его увезли, за два месяца до этого допрашивали.", "2030-04"),
        ("en", "They took him on 12 June. Three days later he was freed.", "2030-06-15"),
        ("en", "They took him on 12 June and let him go the next morning.", "2030-06-13"),
        ("en", "They took him on 12 June; his home was searched the same evening.", "2030-06-12"),
        ("en", "They took him on 12 June and freed him on the 19th.", "2030-06-19"),
        ("en", "They took him on 12 June; two days earlier he was warned.", "2030-06-10"),
        ("be", "12 чэрвеня яго вывезлі. Праз дзень адпусцілі.", "2030-06-13"),
        ("be", "12 чэрвеня яго вывезлі, за тры дні да гэтага шукалі.", "2030-06-09"),
        ("be", "12 чэрвеня яго вывезлі. Назаўтра адпусцілі.", "2030-06-13"),
    ],
)
def test_three_days_later_counts_from_the_day_told_before(code: str, text: str, value: str) -> None:
    assert dates_in(text, code)[-1] == value


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "on 3 June last year", "2030-06-03"),
        ("en", "2011, 24 March", "2011-03-24"),
        ("ru", "двадцать первого мая", "2030-05-21"),
        ("be", "дванаццатага студзеня", "2031-01-12"),
        ("ru", "в ночь на 7 октября", "2030-10-07"),
        ("ru", "в январе прошлого года", "2030-01"),
        ("ru", "заседание назначено на 2 апреля", "2031-04-02"),
    ],
)
def test_days_in_words_nights_and_last_year(code: str, text: str, value: str) -> None:
    assert dates_in(text, code) == [value]


def test_a_distance_in_time_is_not_counted_from_another_passage() -> None:
    reader = DateReader("", PartialDate.parse("2031-03-12"))
    reader.read(tokenize("12 июня его увезли."), "ru")
    reader.new_passage()

    assert reader.read(tokenize("Через три дня он вышел."), "ru")[0].value is None


def test_a_year_of_birth_is_no_date_of_an_act() -> None:
    assert dates_in("Анна, 1979 года рождения, врач", "ru") == []
