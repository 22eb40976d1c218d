"""Events in words, in every interface language."""

from __future__ import annotations

import pytest

from habeas.core.documents import Event, Participant, Quantity
from habeas.vocabulary import LANGUAGES, details_of, event_types, terms
from habeas.vocabulary.patterns import FIELD, patterns
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
    ("type", "details", "lines"),
    [
        (
            "release",
            {"ground": "parole"},
            (
                "Released on parole",
                "Умоўна-датэрміновае вызваленне",
                "Условно-досрочное освобождение",
            ),
        ),
        (
            "release",
            {"ground": "lesser_sentence", "kind": "open_facility"},
            (
                "Released: sentence replaced by a lesser one; then: open facility",
                "Вызваленне: замена пакарання мякчэйшым; далей: установа адкрытага тыпу",
                "Освобождение: замена наказания более мягким; далее: учреждение открытого типа",
            ),
        ),
        (
            "award",
            {"award": "Order of the Red Rose"},
            (
                "Award: “Order of the Red Rose”",
                "Узнагарода: «Order of the Red Rose»",
                "Награда: «Order of the Red Rose»",
            ),
        ),
        (
            "award",
            {"award": "Order of the Red Rose", "outcome": "nominated"},
            (
                "Nominated for an award: “Order of the Red Rose”",
                "Намінацыя на ўзнагароду: «Order of the Red Rose»",
                "Номинация на награду: «Order of the Red Rose»",
            ),
        ),
        (
            "trial_hearing",
            {"phase": "closing", "open_to_public": "no"},
            (
                "Closing words in court; behind closed doors",
                "Спрэчкі бакоў і апошняе слова ў судзе; за зачыненымі дзвярыма",
                "Прения сторон и последнее слово в суде; за закрытыми дверями",
            ),
        ),
        (
            "verdict_sentence",
            {"kind": "colony", "regime": "strict", "fine": "500 EUR"},
            (
                "Sentenced to a penal colony; strict regime; fine: 500 EUR",
                "Прысуд: папраўчая калонія; строгі рэжым; штраф: 500 EUR",
                "Приговор: исправительная колония; строгий режим; штраф: 500 EUR",
            ),
        ),
        (
            "verdict_sentence",
            {"kind": "deferred"},
            ("Deferred sentence", "Прысуд з адтэрміноўкай", "Приговор с отсрочкой"),
        ),
        (
            "appeal_decision",
            {"outcome": "upheld"},
            (
                "On appeal: judgment upheld",
                "Апеляцыя: прысуд пакінуты без змен",
                "Апелляция: приговор оставлен в силе",
            ),
        ),
        (
            "pardon_or_amnesty",
            {"kind": "amnesty", "act": "signed"},
            ("Amnesty: signed", "Амністыя: падпісанне", "Амнистия: подписание"),
        ),
        (
            "post_release_restriction",
            {"kind": "registration", "frequency": "monthly"},
            (
                "Restrictions after release: reporting to the police, once a month",
                "Абмежаванні пасля вызвалення: адзнака ў міліцыі, раз на месяц",
                "Ограничения после освобождения: отметка в полиции, раз в месяц",
            ),
        ),
        (
            "recognition_as_political_prisoner",
            {"status": "prisoner of conscience", "criterion": "pace_a", "withdrawn": "2031-05-05"},
            (
                "Recognised as a prisoner of conscience; breach of a fundamental freedom "
                "(PACE Resolution 1900, § 3 a); withdrawn: 5 May 2031",
                "Прызнанне статусу вязня сумлення; парушэнне асноўнай свабоды "
                "(рэзалюцыя ПАСЕ 1900, § 3 a); адклікана: 5 мая 2031 г.",
                "Признание статуса узника совести; нарушение основной свободы "
                "(резолюция ПАСЕ 1900, § 3 a); отозвано: 5 мая 2031 г.",
            ),
        ),
        (
            "disciplinary_punishment",
            {"kind": "isolator"},
            (
                "Disciplinary punishment: punishment isolator",
                "Дысцыплінарнае спагнанне: штрафны ізалятар",
                "Дисциплинарное взыскание: штрафной изолятор",
            ),
        ),
        (
            "denial_of_contact",
            {"kind": "letters visits"},
            (
                "Contact denied: letters and visits",
                "Пазбаўленне сувязі: лісты і спатканні",
                "Лишение связи: письма и свидания",
            ),
        ),
        (
            "charge",
            {"charge": "treason", "requalified_from": "12(1)", "outcome": "dropped"},
            (
                "Charged: treason; requalified from 12(1); charge dropped",
                "Абвінавачанне: здрада дзяржаве; перакваліфікавана, раней: 12(1); "
                "абвінавачанне знята",
                "Обвинение: измена государству; переквалифицировано, ранее: 12(1); обвинение снято",
            ),
        ),
        (
            "transfer",
            {"kind": "prison"},
            ("Transferred (prison)", "Перавод (турма)", "Перевод (тюрьма)"),
        ),
        (
            "exile_or_deportation",
            {"kind": "deportation"},
            ("Deported", "Дэпартацыя", "Депортация"),
        ),
        (
            "arrest",
            {"force": "yes", "warrant_shown": "no"},
            (
                "Arrested; force was used; no warrant shown",
                "Затрыманне; з ужываннем сілы; без паказу ордара",
                "Задержание; с применением силы; без предъявления ордера",
            ),
        ),
    ],
)
def test_the_details_of_an_event_are_said(
    type: str, details: dict[str, str], lines: tuple[str, ...]
) -> None:
    event = make_event(type, details=details)

    assert tuple(plain(sentence(event, language)) for language in LANGUAGES) == lines


def test_words_that_no_list_has_stand_as_the_source_said_or_in_their_translation() -> None:
    event = make_event("denial_of_contact", details={"kind": "no letters in winter"})

    assert sentence(event, "be") == "Пазбаўленне сувязі: no letters in winter"
    named = sentence(event, "be", names={"no letters in winter": "зімой без лістоў"})
    assert named == "Пазбаўленне сувязі: зімой без лістоў"


def test_free_text_that_happens_to_be_a_code_chooses_no_variant() -> None:
    event = make_event("verdict_sentence", details={"charge": "fine"})

    assert sentence(event, "en") == "Sentenced for fine"


GENERAL = {
    *("place", "until", "bodies", "courts", "officials", "people", "articles"),
    *("number", "term", "days", "signatories", "amount"),
}


@pytest.mark.parametrize("key", patterns().patterns)
def test_a_pattern_uses_fields_that_its_type_has_and_a_variant_is_of_a_detail(key: str) -> None:
    type_code, _, variant = key.partition(".")
    details = details_of(type_code)
    used = {field for text in patterns().patterns[key].values() for field in FIELD.findall(text)}
    codes = {code for detail in details.values() if detail.terms for code in terms(detail.terms)}

    assert used <= GENERAL | details.keys()
    assert not variant or variant in details.keys() | codes


def test_every_note_is_on_a_code_of_some_detail() -> None:
    known = {
        f"{detail.code}.{code}"
        for type_code in event_types()
        for detail in details_of(type_code).values()
        if detail.terms
        for code in terms(detail.terms)
    }

    assert patterns().notes.keys() <= known


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
