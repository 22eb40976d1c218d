"""Numbers with what they count."""

import pytest

from habeas.reading.articles import articles
from habeas.reading.pack import load_pack
from habeas.reading.quantities import amounts
from habeas.reading.tokens import tokenize


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "4.5 years", "P4Y6M"),
        ("en", "4,5 years", "P4Y6M"),
        ("en", "4 years and 6 months", "P4Y6M"),
        ("en", "four and a half years", "P4Y6M"),
        ("en", "a nine-year term", "P9Y"),
        ("en", "eighteen months", "P18M"),
        ("en", "15 days", "P15D"),
        ("ru", "четыре с половиной года", "P4Y6M"),
        ("ru", "полтора года", "P1Y6M"),
        ("ru", "4 года 6 месяцев", "P4Y6M"),
        ("ru", "девятилетний срок", "P9Y"),
        ("ru", "10-летний срок", "P10Y"),
        ("ru", "15 суток", "P15D"),
        ("be", "чатыры з паловай гады", "P4Y6M"),
        ("be", "трох гадоў", "P3Y"),
    ],
)
def test_a_term_is_an_iso_duration(code: str, text: str, value: str) -> None:
    found = amounts(tokenize(text), load_pack(code))

    assert [(item.kind, item.value) for item in found] == [("term", value)]


@pytest.mark.parametrize(
    ("code", "text", "value", "unit"),
    [
        ("en", "a fine of 3,000 euros", 3000, "EUR"),
        ("en", "fined one million francs", 1000000, "LOCAL"),
        ("en", "a fine of 20 base units", 20, "base_unit"),
        ("en", "$12,000", 12000, "USD"),
        ("en", "18,800 dollars", 18800, "USD"),
        ("ru", "3 700 рублей", 3700, "LOCAL"),
        ("ru", "20 тысяч евро", 20000, "EUR"),
        ("ru", "50 базовых величин", 50, "base_unit"),
        ("be", "300 базавых велічынь", 300, "base_unit"),
    ],
)
def test_a_sum_has_a_currency(code: str, text: str, value: int, unit: str) -> None:
    found = amounts(tokenize(text), load_pack(code))

    assert [(item.kind, item.value, item.unit) for item in found] == [("money", value, unit)]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "under Article 243. 2 of the Code", "243(2)"),
        ("en", "under Article 282 part 1", "282(1)"),
        ("en", "under part 2 of Article 243", "243(2)"),
        ("ru", "по ч. 2 ст. 243 УК", "243(2)"),
        ("ru", "по ст. 361-4 УК", "361-4"),
        ("be", "паводле ч. 2 арт. 243 КК", "243(2)"),
    ],
)
def test_an_article_keeps_its_part(code: str, text: str, value: str) -> None:
    assert [found[2] for found in articles(tokenize(text), load_pack(code))] == [value]
