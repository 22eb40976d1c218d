"""Names across scripts: invented people, generic names and people long dead."""

from __future__ import annotations

import pytest

from habeas.core.names import PersonName, same_person_name, script_of, skeleton, slugify
from habeas.core.names import transliterate as romanised

SAME = [
    ("Янка Бяляеўскі", "Янка Бяляеўскі"),
    ("Кастусь Каліноўскі", "Каліноўскі Кастусь"),
    ("Францыск Скарына", "Францыск Скарына"),
    ("Уладзімір Кароткі", "Vladimir Korotki"),
    ("Уладзімір Кароткі", "Владимир Короткий"),
    ("Uladzimir Karotki", "Владимир Короткий"),
    ("Сяргей Палескі", "Sergei Poleski"),
    ("Siarhei Paleski", "Сергей Полесский"),
    ("Наталля Азёрная", "Наталья Азёрная"),
    ("Natallia Aziornaya", "Наталля Азёрная"),
    ("Мікалай Бярозкін", "Николай Берёзкин"),
    ("Mikalai Biarozkin", "Мікалай Бярозкін"),
    ("Дзмітрый Лясны", "Дмитрий Лесной"),
    ("Ігар Рачны", "Igor Rachny"),
    ("Аляксандр Бяляцкі", "Aliaksandr Bialiatski"),
    ("Аляксандр Бяляцкі", "Александр Беляцкий"),
    ("Алесь Бяляцкі", "Ales Bialiatski"),
    ("Алесь Бяляцкі", "Ales Byalyatski"),
    ("Бяляцкі Алесь", "Ales Bialacki"),
    ("Ales Bialiatski", "ALES BIALIATSKI"),
    ("Павел Дубовы", "Pavel Dubovy"),
    ("Ірына Вяртун", "Ирина Вертун"),
    ("Maksim Bahdanovich", "Максім Багдановіч"),
    ("Rudolf Rassendyll", "Rassendyll Rudolf"),
    ("Алесь Бяляцкі", "Александр Беляцкий"),
    ("Ales Bialiatski", "Aliaksandr Bialiatski"),
    ("Владимир Иванович Короткий", "Владимир Короткий"),
]
UNSURE = [
    ("Bialiatski", "Ales Bialiatski"),
    ("Rassendyll", "Rudolf Rassendyll"),
    ("Янка Купала", "Купала"),
    ("R. Rassendyll", "Rudolf Rassendyll"),
    ("Rassendyll R.", "Rudolf Rassendyll"),
    ("А. Бяляцкі", "Алесь Бяляцкі"),
    ("A. Bialiatski", "Алесь Бяляцкі"),
    ("У. Кароткі", "Уладзімір Кароткі"),
    ("Rudolf Rassendyl Elphberg", "Rudolf Elphberg"),
    ("Rudolf", "Rudolf Rassendyll"),
]
DIFFERENT = [
    ("Rudolf Rassendyll", "Robert Rassendyll"),
    ("Rudolf Rassendyll", "Rupert Hentzau"),
    ("Уладзімір Кароткі", "Павел Кароткі"),
    ("Vladimir Korotki", "Павел Кароткі"),
    ("Наталля Азёрная", "Ірына Азёрная"),
    ("Сергей Иванович Полесский", "Сергей Петрович Полесский"),
    ("Сяргей Іванавіч Палескі", "Сяргей Пятровіч Палескі"),
    ("Иван Сергеевич Лесной", "Сергей Иванович Лесной"),
    ("Янка Купала", "Якуб Колас"),
    ("Максім Багдановіч", "Адам Багдановіч"),
    ("Дзмітрый Лясны", "Дзмітрый Рачны"),
    ("Ігар Рачны", "Алег Рачны"),
    ("Igor Rachny", "Oleg Rachny"),
    ("P. Rassendyll", "Rudolf Rassendyll"),
    ("Валянціна Лясная", "Наталля Лясная"),
    ("Михаил Озёрный", "Николай Озёрный"),
    ("Andrei Dubovy", "Pavel Dubovy"),
    ("Андрэй Дубовы", "Pavel Dubovy"),
    ("Viktar Horny", "Anatol Horny"),
    ("Марыя Палеская", "Марына Палеская"),
    ("Flavia Elphberg", "Michael Strelsau"),
    ("", "Rudolf Rassendyll"),
    ("123", "456"),
]
PAIRS = [
    *((*pair, "same") for pair in SAME),
    *((*pair, "unsure") for pair in UNSURE),
    *((*pair, "different") for pair in DIFFERENT),
]


@pytest.mark.parametrize(("one", "other", "verdict"), PAIRS)
def test_two_spellings_are_judged_alike_from_both_sides(one: str, other: str, verdict: str) -> None:
    found, turned = same_person_name(one, other), same_person_name(other, one)

    assert found.verdict == turned.verdict == verdict, found
    assert 0 <= found.score <= 1
    assert found.why


def test_there_are_sixty_pairs_and_no_pair_twice() -> None:
    assert len({frozenset(pair[:2]) for pair in PAIRS}) >= 58
    assert len(PAIRS) >= 60


@pytest.mark.parametrize(
    "spelling", ["Бяляцкі", "Беляцкий", "Bialiatski", "Byalyatski", "Bialacki", "Бяляцкага"]
)
def test_one_family_name_has_one_skeleton(spelling: str) -> None:
    assert skeleton(spelling) == skeleton("Bialiatski")


@pytest.mark.parametrize(
    ("text", "language", "romanisation"),
    [
        ("Бяляцкі", "be", "Bialiatski"),
        ("Віцебск", "be", "Vitsebsk"),
        ("Магілёў", "be", "Mahiliou"),
        ("Щукин", "ru", "Shchukin"),
        ("Rassendyll", "en", "Rassendyll"),
    ],
)
def test_names_are_romanised_as_reports_write_them(
    text: str, language: str, romanisation: str
) -> None:
    assert romanised(text, language) == romanisation


def test_a_slug_is_plain_letters() -> None:
    assert slugify("Ales Bialiatski") == "ales-bialiatski"
    assert slugify("  Łódź — Straße ") == "lodz-strae"
    assert slugify("Бяляцкі") == ""


def test_script_and_language_are_seen_in_the_letters() -> None:
    assert script_of("Бяляцкі") == "Cyrl"
    assert script_of("Bialiatski") == "Latn"
    assert script_of("123") == "Zyyy"
    assert PersonName.of("Магілёўскі").language == "be"
    assert PersonName.of("Щукин").language == "ru"
