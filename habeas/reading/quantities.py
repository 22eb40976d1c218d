"""Numbers with what they count: terms, days, sums, people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from habeas.reading.pack import Pack, load_pack
from habeas.reading.tokens import Token, normal

Kind = Literal["term", "count", "money", "number"]
_DAYS_IN = {"day": 1, "week": 7}
_LETTER = {"year": "Y", "month": "M"}
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "₽": "RUB", "₴": "UAH"}
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text: its words (index range), kind, value and unit."""

    first: int
    last: int
    kind: Kind
    value: int | float | str
    unit: str | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words of a language, by the form they are compared by."""

    values: dict[str, float]
    scales: dict[str, float]
    units: dict[str, str]
    compounds: dict[str, float]
    suffixes: dict[str, str]
    currencies: dict[str, str]
    # "Base" of "20 base units": a first word, and those that make it a unit of account.
    units_of_account: dict[str, frozenset[str]]
    people: frozenset[str]
    halves: tuple[tuple[str, ...], ...]
    joiners: frozenset[str]


@lru_cache(maxsize=16)
def number_words(code: str) -> NumberWords:
    """The number words of a pack."""
    data = load_pack(code).data["numbers"]

    def turned(name: str) -> dict[str, str]:
        return {
            normal(word): str(value)
            for value, words in data.get(name, {}).items()
            for word in str(words).split()
        }

    return NumberWords(
        values={word: float(value) for word, value in turned("values").items()},
        scales={word: float(value) for word, value in turned("scales").items()},
        units=turned("units"),
        compounds={word: float(value) for word, value in turned("compounds").items()},
        suffixes=turned("suffixes"),
        currencies=turned("currencies"),
        units_of_account={
            first: frozenset(str(seconds).split())
            for first, seconds in data.get("units_of_account", {}).items()
        },
        people=frozenset(normal(word) for word in str(data["people"]).split()),
        halves=tuple(tuple(line.split()) for line in str(data["halves"]).splitlines()),
        joiners=frozenset(str(data["joiners"]).split()),
    )


def amounts(tokens: list[Token], pack: Pack) -> list[Amount]:
    """Every number of a stretch of words, with its unit where one follows."""
    words = number_words(pack.code)
    found: list[Amount] = []
    index = 0
    while index < len(tokens):
        amount = _amount(tokens, index, words)
        if amount:
            found.append(amount)
            index = amount.last
        else:
            index += 1
    return found


def _amount(tokens: list[Token], index: int, words: NumberWords) -> Amount | None:
    token = tokens[index]
    if token.text in _SYMBOLS:
        number = _number(tokens, index + 1, words)
        return (
            Amount(index, number[1], "money", _whole(number[0]), _SYMBOLS[token.text])
            if (number)
            else None
        )
    whole = _compound(token, words)
    if whole:
        return _term(tokens, index, index + 1, whole, words)
    if not (token.text[0].isdecimal() or token.norm in words.values or token.norm in words.scales):
        return None
    number = _number(tokens, index, words)
    if not number:
        return None
    value, after = number
    unit, beyond = _unit(tokens, after, words)
    if unit:
        return _term(tokens, index, beyond, (value, unit), words)
    return _counted(tokens, index, after, value, words)


def _number(tokens: list[Token], index: int, words: NumberWords) -> tuple[float, int] | None:
    """A number written in digits or words, and the index after it."""
    if index >= len(tokens):
        return None
    if tokens[index].text[0].isdecimal():
        value, after = _digits(tokens, index)
    else:
        value, after = _spelt(tokens, index, words)
    if after == index:
        return None
    if (
        after < len(tokens)
        and tokens[after].norm in words.scales
        and tokens[index].text[0].isdecimal()
    ):
        value, after = value * words.scales[tokens[after].norm], after + 1
    for half in words.halves:
        if tuple(token.norm for token in tokens[after : after + len(half)]) == half:
            return value + 0.5, after + len(half)
    return value, after


def _digits(tokens: list[Token], index: int) -> tuple[float, int]:
    text = tokens[index].text
    after = index + 1
    if text.isdecimal() and len(text) <= 3:
        while (
            after < len(tokens)
            and len(tokens[after].text) == 3
            and tokens[after].text.isdecimal()
            and tokens[after].start == tokens[after - 1].end + 1
        ):
            text += tokens[after].text
            after += 1
    return plain_number(text), after


def plain_number(text: str) -> float:
    """`1,000` is a thousand, `4,5` and `4.5` four and a half."""
    parts = text.replace(",", ".").split(".")
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and parts[0] != "0"
    if len(parts) == 1 or grouped:
        return float("".join(parts)[:18])
    if len(parts) > 2:
        return float("".join(parts[:-1])[:18] + "." + parts[-1][:6])
    return float(parts[0][:18] + "." + parts[1][:6])


def _spelt(tokens: list[Token], index: int, words: NumberWords) -> tuple[float, int]:
    total = current = 0.0
    after = index
    while after < len(tokens) and after - index < _LONGEST_NUMBER:
        norm = tokens[after].norm
        value = _value(norm, words)
        if value is not None:
            if current and value >= 10 ** len(str(int(current)).rstrip("0") or "0") and value > 99:
                break
            if current % 10 > 0 and value < 10:
                break
            current += value
        elif norm in words.scales and (current or after == index):
            scale = words.scales[norm]
            if scale == 100:
                current = (current or 1) * 100
            else:
                total, current = total + (current or 1) * scale, 0.0
        else:
            break
        after += 1
    return total + current, after


def _value(norm: str, words: NumberWords) -> float | None:
    if norm in words.values:
        return words.values[norm]
    if "-" in norm:
        parts = [words.values.get(part) for part in norm.split("-")]
        if all(part is not None for part in parts):
            return sum(part for part in parts if part is not None)
    return None


def _compound(token: Token, words: NumberWords) -> tuple[float, str] | None:
    """`five-year`, `десятилетний`: number and unit in one word."""
    norm = token.norm
    head, _, tail = norm.rpartition("-")
    if head and tail in words.units and _value(head, words) is not None:
        value = _value(head, words)
        return (value or 0.0, words.units[tail])
    for suffix, unit in words.suffixes.items():
        at = norm.find(suffix)
        if at > 0 and norm[:at] in words.compounds:
            return words.compounds[norm[:at]], unit
    return None


def _unit(tokens: list[Token], index: int, words: NumberWords) -> tuple[str | None, int]:
    """The unit of time at this place, after an optional hyphen."""
    hyphen = index + 1 < len(tokens) and tokens[index].text in "-–‑"
    if hyphen and tokens[index + 1].start == tokens[index].end:
        index += 1
    if index >= len(tokens):
        return None, index
    norm = tokens[index].norm
    if norm in words.units:
        return words.units[norm], index + 1
    for suffix, unit in words.suffixes.items():
        if norm.startswith(suffix):
            return unit, index + 1
    return None, index


def _term(
    tokens: list[Token], first: int, after: int, head: tuple[float, str], words: NumberWords
) -> Amount:
    """A length of time; a smaller unit may follow: "4 years and 6 months"."""
    parts = [head]
    for half in words.halves:
        if tuple(token.norm for token in tokens[after : after + len(half)]) == half:
            parts[0] = (head[0] + 0.5, head[1])
            after += len(half)
            break
    index = after
    if index < len(tokens) and (tokens[index].norm in words.joiners or tokens[index].text == ","):
        index += 1
    if head[1] in ("year", "month"):
        number = _number(tokens, index, words)
        if number:
            unit, beyond = _unit(tokens, number[1], words)
            if unit and unit != head[1] and (unit != "year"):
                parts.append((number[0], unit))
                after = beyond
    return Amount(first, after, "term", duration(parts), parts[0][1], _in_days(parts))


def duration(parts: list[tuple[float, str]]) -> str:
    """ISO 8601: 4.5 years is P4Y6M, 15 days P15D, two weeks P2W."""
    years = sum(value for value, unit in parts if unit == "year")
    months = sum(value for value, unit in parts if unit == "month") + round((years % 1) * 12)
    days = sum(value for value, unit in parts if unit == "day") + round((months % 1) * 30)
    weeks = sum(value for value, unit in parts if unit == "week")
    hours = sum(value for value, unit in parts if unit == "hour")
    text = "".join(
        f"{int(value)}{letter}"
        for value, letter in ((years, "Y"), (months, "M"), (weeks, "W"), (days, "D"))
        if int(value)
    )
    return f"P{text}" if text else f"PT{int(hours)}H"


def _in_days(parts: list[tuple[float, str]]) -> int | None:
    if all(unit in _DAYS_IN for _, unit in parts):
        return int(sum(value * _DAYS_IN[unit] for value, unit in parts))
    return None


def _counted(
    tokens: list[Token], first: int, after: int, value: float, words: NumberWords
) -> Amount | None:
    for index in range(after, min(after + 2, len(tokens))):
        norm = tokens[index].norm
        currency = words.currencies.get(norm) or _SYMBOLS.get(tokens[index].text)
        follows = words.units_of_account.get(norm)
        if currency:
            return Amount(first, index + 1, "money", _whole(value), currency)
        if follows and index + 1 < len(tokens) and tokens[index + 1].norm in follows:
            return Amount(first, index + 2, "money", _whole(value), "base_unit")
    for index in range(after, min(after + 4, len(tokens))):
        if not tokens[index].is_word:
            break
        if tokens[index].norm in words.people:
            return Amount(first, after, "count", _whole(value), "person")
    return Amount(first, after, "number", _whole(value))


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
