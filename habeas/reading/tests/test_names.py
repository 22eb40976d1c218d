"""Names in the nominative, and later mentions led back to them."""

import pytest

from habeas.reading import read


def who(text: str) -> set[str]:
    return {claim.persons[0] for claim in read(text) if claim.type and claim.persons}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Суд приговорил Ивана Соколовского к двум годам колонии.", "Иван Соколовский"),
        ("Осудили правозащитницу Марину Золотареву.", "Марина Золотарева"),
        ("Задержали Павла Ковальчука.", "Павел Ковальчук"),
        ("Дело против Анны Лесной: Анне Лесной предъявили обвинение.", "Анна Лесная"),
        ("Асудзілі праваабаронцу Міхася Жураўскага.", "Міхась Жураўскі"),
        ("Затрымалі Вольгу Каменскую.", "Вольга Каменская"),
        ("Yesterday police arrested Štefan Novák.", "Štefan Novák"),
    ],
)
def test_a_name_is_given_in_the_nominative(text: str, name: str) -> None:
    assert who(text) == {name}


def test_a_nominative_that_stands_in_the_text_wins() -> None:
    text = "Задержали Андрея Лихого. Андрей Лихой — врач."

    assert who(text) == {"Андрей Лихой"}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg is a lawyer. Berg was arrested on Monday.",
        "Anna Berg is a lawyer. Anna was arrested on Monday.",
        "Anna Berg spoke to Karl Dahl. She was arrested on Monday.",
        "Anna Berg is known abroad. The human rights defender was arrested on Monday.",
    ],
)
def test_a_later_mention_is_led_back_to_the_full_name(text: str) -> None:
    assert "Anna Berg" in who(text)


def test_the_judge_is_not_the_one_it_happened_to() -> None:
    text = "Judge Karl Dahl sentenced Anna Berg to two years in prison."

    [claim] = [c for c in read(text) if c.type == "verdict_sentence"]

    assert claim.persons == ("Anna Berg",)


def test_two_people_in_one_row_share_a_claim() -> None:
    [claim] = [c for c in read("Anna Berg and Karl Dahl were arrested.") if c.type == "arrest"]

    assert claim.persons == ("Anna Berg", "Karl Dahl")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("К Анне Лесной пришли с обыском.", "Анна Лесная"),
        ("Задержали журналиста Эгмонта Лесова.", "Эгмонт Лесов"),
        ("Задержали Эгмонта Лесова, отбывшего два года.", "Эгмонт Лесов"),
        ("Мать Андрея Лесова сообщила: Андрея Лесова арестовали.", "Андрей Лесов"),
        ("Отец Модест Кралик арестован.", "Модест Кралик"),
    ],
)
def test_small_words_before_a_name_tell_who_it_is(text: str, name: str) -> None:
    assert name in who(text)
