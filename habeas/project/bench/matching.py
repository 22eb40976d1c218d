"""Matching two lists of 5,000 names in two scripts, against RapidFuzz on the same candidates."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from random import Random

from rapidfuzz import fuzz

from habeas.core.names import Entry, match_lists, transliterate
from habeas.core.names.lists import candidates
from habeas.project.bench.measure import Measure

PEOPLE = 5_000
Work = Callable[[list[Entry], list[Entry]], int]
# Given names and the parts of family names, in Belarusian and in Russian.
MEN = (
    "Аляксандр/Александр Андрэй/Андрей Арцём/Артём Віктар/Виктор Дзмітрый/Дмитрий Ігар/Игорь "
    "Кірыл/Кирилл Мікалай/Николай Павел/Павел Сяргей/Сергей Уладзімір/Владимир Яўген/Евгений"
)
FATHERS = "Андреевич Викторович Иванович Николаевич Олегович Петрович Сергеевич"
STARTS = "Бар/Бар Вер/Вер Гал/Гол Дзем/Дем Жур/Жур Зім/Зим Кал/Кол Ляс/Лес Мар/Мор Рад/Род Сал/Сол"
MIDDLES = "а/о ава/ово ына/ина уша/уша ета/ето ыра/ира абі/оби ола/ола ука/уко амя/оме ыту/иту"
JOINTS = "б/б в/в д/д з/з к/к л/л м/м н/н с/с т/т х/х ш/ш"
ENDS = "скі/ский овіч/ович чук/чук оў/ов енка/енко эйка/ейко ецкі/ецкий ын/ин арчык/арчик унец/унец"


def measure() -> Iterator[Measure]:
    """The best of three runs each, in turn, each knowing no name beforehand."""
    left, right = two_lists()
    if (found := sum(1 for _ in match_lists(left, right))) < PEOPLE // 2:
        raise RuntimeError(f"only {found} pairs were found")
    seconds = [(_seconds(_by_us, left, right), _seconds(_by_rapidfuzz, left, right)) for _ in "123"]
    ours, theirs = map(min, zip(*seconds, strict=True))
    against = "RapidFuzz on transliterations, with the same candidates"
    yield Measure("match", round(ours, 2), "s", against, round(theirs, 2))


def two_lists(people: int = PEOPLE, *, seed: int = 11) -> tuple[list[Entry], list[Entry]]:
    """A Belarusian list, and one in Russian and English letters; half of the people are in both."""
    chance = Random(seed)  # noqa: S311 (no secret, and the same every time)
    made = [_person(chance) for _ in range(people + people // 2)]
    left = [Entry(f"l{n}", f"{be[0]} {be[1]}") for n, (be, _) in enumerate(made[:people])]
    right = [Entry(f"r{n}", _russian(ru, chance)) for n, (_, ru) in enumerate(made[people // 2 :])]
    chance.shuffle(right)
    return left, right


def _person(chance: Random) -> tuple[tuple[str, str], tuple[str, str]]:
    """Given name and family name in Belarusian, and in Russian."""
    given = chance.choice(MEN.split()).split("/")
    parts = [chance.choice(some.split()).split("/") for some in (STARTS, MIDDLES, JOINTS, ENDS)]
    belarusian, russian = map("".join, zip(*parts, strict=True))
    return (given[0], belarusian), (given[1], russian)


def _russian(name: tuple[str, str], chance: Random) -> str:
    given, family = name
    return chance.choice(
        (
            f"{family} {given}",
            f"{given} {chance.choice(FATHERS.split())} {family}",
            transliterate(f"{given} {family}", "ru"),
            transliterate(f"{family} {given}", "ru").upper(),
            f"{family} {given[0]}.",
        )
    )


def _seconds(work: Work, left: list[Entry], right: list[Entry]) -> float:
    _forget()
    start = time.perf_counter()
    work(left, right)
    return time.perf_counter() - start


def _by_us(left: list[Entry], right: list[Entry]) -> int:
    return sum(1 for _ in match_lists(left, right))


def _by_rapidfuzz(left: list[Entry], right: list[Entry]) -> int:
    latin = {entry.name: transliterate(entry.name, "be").lower() for entry in (*left, *right)}
    return sum(
        fuzz.token_sort_ratio(latin[one], latin[other]) >= 75
        for one, others in candidates(left, right)
        for other in others
    )


def _forget() -> None:
    """Empty what our functions remember of names that they have seen."""
    for name, module in list(sys.modules.items()):
        if name.startswith("habeas.core.names"):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()
