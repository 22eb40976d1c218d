"""Events in words, in every interface language."""

from __future__ import annotations

import pytest

from habeas.core.documents import Event, Participant, Quantity
from habeas.vocabulary import LANGUAGES, event_types
from habeas.vocabulary.sentences import (
    date_range_text,
    date_text,
    day_count_text,
    duration_text,
    sentence,
)


def make_event(type: str, **fields: object) -> Event:
    return Event.model_validate({"id": "e1", "type": type, **fields})


def plain(text: str) -> str:
    """CLDR groups digits with no-break spaces; here any space will do."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", event_types())
def test_every_type_reads_in_every_language_bare_and_full(code: str, language: str) -> None:
    full = make_event(
        code,
        place="Minsk",
        date_end="2011-09",
        organisations=["UN Human Rights Committee"],
        articles=["12(2)"],
        quantity={"metric": "term", "value": "P4Y6M"},
        participants=[{"name": "Rudolf Rassendyll", "role": "intervening"}],
    )

    bare_line, full_line = sentence(make_event(code), language), sentence(full, language)

    assert bare_line
    assert len(full_line) >= len(bare_line)
    assert not set(bare_line + full_line) & set("[]{}")
    assert ("," in full_line or ":" in full_line or full_line != bare_line) or code == "health"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Sentenced to 4 years and 6 months in prison; Pershamaiski District Court of Minsk"),
        ("be", "Прысуд: 4 гады і 6 месяцаў пазбаўлення волі; Суд Першамайскага раёна Мінска"),
        ("ru", "Приговор: 4 года и 6 месяцев лишения свободы; Суд Первомайского района Минска"),
    ],
)
def test_a_sentence_carries_its_term_and_court(language: str, line: str) -> None:
    event = make_event(
        "verdict_sentence",
        quantity=Quantity(metric="term", value="P4Y6M"),
        organisations=["Minsk Pershamaiski District Court"],
    )

    assert plain(sentence(event, language)) == line


def test_the_person_s_own_organisation_is_not_made_the_one_who_arrests() -> None:
    event = make_event("arrest", place="Minsk", organisations=["Viasna"])

    assert sentence(event, "en") == "Arrested in Minsk"
    assert sentence(event, "be") == "Затрыманне, Мінск"


def test_a_meeting_names_whom_but_not_the_person_the_page_is_about() -> None:
    people = (
        Participant(name="Rudolf Rassendyll", role="victim"),
        Participant(name="Flavia", role="intervening"),
    )
    event = make_event("meeting", participants=people, place="Strasbourg")

    assert sentence(event, "ru", names={"Flavia": "Флавия"}) == "Встреча: Флавия, Страсбург"


def test_a_detail_chooses_the_variant_of_a_type() -> None:
    event = make_event("trial_hearing", details={"phase": "start"})

    assert sentence(event, "en") == "Trial opened"


def test_a_ground_and_a_charge_are_labelled_where_they_are_known() -> None:
    release = make_event("release", details={"ground": "amnesty"})
    charge = make_event("charge", articles=("Article 243(2)",), details={"charge": "tax evasion"})

    assert sentence(release, "be") == "Вызваленне: амністыя"
    assert sentence(charge, "ru") == "Обвинение: уклонение от уплаты налогов; статья 243(2)"


@pytest.mark.parametrize(
    ("metric", "value", "language", "line"),
    [
        ("days_in_custody", 1052, "en", "1,052 days in custody"),
        ("days_in_custody", 1052, "be", "1 052 дні ў зняволенні"),
        ("days_in_custody", 1, "ru", "1 день в заключении"),
        ("duration_in_custody", "P3Y", "en", "3 years in custody"),
        ("political_prisoners_current", 7, "be", "Палітвязняў: 7"),
        ("something_else", 12, "en", "A count: 12"),
    ],
)
def test_a_count_says_what_it_counts(
    metric: str, value: int | str, language: str, line: str
) -> None:
    event = make_event("count", quantity={"metric": metric, "value": value})

    assert plain(sentence(event, language)) == line


@pytest.mark.parametrize(
    ("edtf", "language", "text"),
    [
        ("2011-08-04", "en", "4 August 2011"),
        ("2011-08-04", "be", "4 жніўня 2011 г."),
        ("2011-08-04", "ru", "4 августа 2011 г."),
        ("2011-08", "en", "August 2011"),
        ("2011-08~", "en", "about August 2011"),
        ("2011?", "en", "2011 (uncertain)"),
        ("2011", "be", "2011"),
        ("2011-21", "ru", "весна 2011 г."),
        ("2011-08-04/2014-06-21", "en", "4 August 2011 – 21 June 2014"),
        ("2011-08-04/..", "be", "з 4 жніўня 2011 г."),
        ("../2014-06", "en", "until June 2014"),
        ("201X", "en", "between 1 January 2010 and 31 December 2019"),
        (None, "en", "date unknown"),
    ],
)
def test_a_date_says_no_more_than_is_known(edtf: str | None, language: str, text: str) -> None:
    assert plain(date_text(edtf, language)) == text


def test_a_range_of_one_day_is_that_day() -> None:
    assert date_range_text("2011-08-04", "2011-08-04", "en") == "4 August 2011"


@pytest.mark.parametrize(
    ("least", "most", "language", "text"),
    [
        (1052, None, "en", "1,052 days"),
        (1020, 1052, "en", "between 1,020 and 1,052 days"),
        (1020, 1052, "be", "ад 1 020 да 1 052 дзён"),
        (21, None, "ru", "21 день"),
    ],
)
def test_days_are_counted_in_words(least: int, most: int | None, language: str, text: str) -> None:
    assert plain(day_count_text(least, language, most)) == text


@pytest.mark.parametrize(
    ("iso", "language", "text"),
    [
        ("P4Y6M", "en", "4 years and 6 months"),
        ("P4.5Y", "be", "4 гады і 6 месяцаў"),
        ("P15D", "ru", "15 дней"),
        ("P0D", "en", "0 days"),
        ("P1Y1M1W1D", "en", "1 year, 1 month, 1 week and 1 day"),
    ],
)
def test_a_duration_reads_in_each_language(iso: str, language: str, text: str) -> None:
    assert plain(duration_text(iso, language)) == text


@pytest.mark.parametrize("wrong", ["", "P", "4 years", "PT5H"])
def test_what_is_no_duration_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        duration_text(wrong, "en")
