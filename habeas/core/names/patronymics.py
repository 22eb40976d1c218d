"""Patronymics: Иванович, Іванаўна, Ivanovich, Гасан оглу; and whose child they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from habeas.core.names.given import given
from habeas.core.names.sounds import coarse, nearest, sounds
from habeas.core.names.tables import NONE, Keys, given_names

_SON = re.compile(
    r"(?:(?:[оеё]|йо)вич|[аоеёэ]віч|йович|[ії]ч|(?:ль|к|т|м|ь)ич"
    r"|[oeai]v[iy]č|[oeai]v[iy]ch|[oe]wi(?:cz|tsch)|il[iy]ch)(?:а|у|ем|ам|ом|і|ові|a|owi|em)?$"
)
_DAUGHTER = re.compile(
    r"(?:(?:[оеё]|йо)вн|[аоеёэ]ўн|[иі]чн|[іїє]вн|[oeaiу]vn|[aeo][uŭ]n|[iy]čn|[iy]chn|[oe]wn|iczn)"
    r"(?:а|ы|е|і|у|ой|ою|ай|аю|a|y|ie|ę|ą)$"
)
# Sons' names that are no family names: Ильич, Кузьмич.
_SHORT_SONS = {"ильич", "ільіч", "кузьмич", "кузьміч", "лукич", "лукіч", "фомич", "фаміч", "ілліч"}
_SHORT_SONS |= {"никитич", "мікітіч", "ilyich", "ilich", "саввич", "kuzmich"}
_IRREGULAR = {"иль": "илья", "іль": "ілля", "ілл": "ілля", "il": "ilya", "льв": "лев"}
_IRREGULAR |= {"яковл": "яков", "якаўл": "якаў", "lv": "lev", "l": "lev", "yakovl": "yakov"}


@dataclass(frozen=True, slots=True)
class Patronymic:
    """A father's name as its keys in the list of given names, or by sound; and whose child."""

    word: str
    father: Keys
    sounds: tuple[str, ...]
    gender: str


def is_patronymic(word: str) -> bool:
    lowered = word.lower().rstrip(".")
    return lowered in _SHORT_SONS or bool(
        len(lowered) > 4 and (_SON.search(lowered) or _DAUGHTER.search(lowered))
    )


def is_daughters(word: str) -> bool:
    """Whether it can only be a patronymic: families end in -ович, never in -овна."""
    return bool(_DAUGHTER.search(word.lower())) or word.lower() in _SHORT_SONS


@lru_cache(maxsize=32768)
def patronymic(word: str) -> Patronymic:
    """One that `is_patronymic`."""
    lowered = word.lower().rstrip(".")
    daughter = bool(_DAUGHTER.search(lowered))
    stem = _stem(lowered)
    keys = _father(stem)
    return Patronymic(word, keys, sounds(stem), "f" if daughter else "m")


def childs(father: str, gender: str) -> Patronymic:
    """From a father's name beside a word for son or daughter: Гасан оглу."""
    named = given(father)
    return Patronymic(father, named.plain | named.inflected, named.sounds, gender)


def agree(one: Patronymic, other: Patronymic) -> bool:
    if one.father and other.father:
        return bool(one.father & other.father)
    return nearest(one.sounds, other.sounds) <= 0.8


def _stem(lowered: str) -> str:
    stem = re.sub(
        r"(?:(?:[оеёаэ]|йо|[oeai])?(?:в|ў|v|w|u|ŭ)?(?:[иіiy]?(?:ч|č|ch|cz|tsch))?"
        r"[нn]?(?:[аыеіуaęąy]|ой|ою|ай|аю|ем|ам|ом|ові|owi|em|ie)?)$",
        "",
        lowered,
    )
    return stem


def _father(stem: str) -> Keys:
    table = given_names()
    stem = stem.removesuffix("'").removesuffix("ь").removesuffix("’")
    if irregular := _IRREGULAR.get(stem):
        return table.spelled.get(irregular, NONE)
    for ending in ("", "й", "ий", "ь", "а", "о", "i", "ei", "a"):
        if keys := table.spelled.get(stem + ending):
            return keys
    for way in sounds(stem):
        for ending in ("", "i", "a"):
            if keys := table.sounding.get(coarse(way + ending)):
                return keys
    return NONE
