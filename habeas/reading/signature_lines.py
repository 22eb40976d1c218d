"""One line of a list of signatories: what it opens, ends or names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from babel import Locale

from habeas.core.names.given import given

Role = Literal[
    "opener", "ender", "heading", "country", "section", "others", "entry", "prose", "blank"
]

LONGEST_LINE = 160
MOST_WORDS = 18
_BULLET = re.compile(r"\s*(?:[•·▪◦○●*‣∙–—-]|\(?\d{1,3}[.)])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LAST_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_AFTER_COMMA = re.compile(r"\s*(?:,|\s[–—-])\s+([^,]+)$")
_PART = re.compile(r"^(?:[IVX]+|[A-ZА-Я]|\d+)[.)]\s+")
_OTHERS = re.compile(r"(?<!\w)(\d[\d\s]*)\s+")
_COUNT_FIRST = re.compile(r"\d+\s+[^\W\d_]")
_TWO_SENTENCES = re.compile(r"[a-zа-яёіў]{3}[.!?…]\s+[A-ZА-ЯЁІЎ“«\"]")
# A line of so many words with a full stop is a sentence, unless a bullet stands before it.
_WORDS_OF_A_SENTENCE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its bullet; `start` and `end` are code points of the whole text."""

    text: str
    start: int
    end: int
    role: Role
    has_bullet: bool


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """`signatories.yaml`."""
    text = files(__package__).joinpath("signatories.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


@lru_cache(maxsize=8)
def pattern(name: str) -> re.Pattern[str]:
    """The words of one list as a pattern; a star stands for any ending, ? for one letter."""
    listed = words()[name]
    listed = listed.split() if isinstance(listed, str) else listed
    ways = (
        re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w").replace(r"\ ", r"\s+")
        for word in sorted(listed, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


def line_at(text: str, start: int, end: int) -> Line:
    """The line of the text from start to end, seen alone."""
    bullet = _BULLET.match(text, start, end)
    first = bullet.end() if bullet else start
    plain = text[first:end]
    first += len(plain) - len(plain.lstrip())
    plain = plain.strip()
    return Line(plain, first, first + len(plain), _role(plain, bool(bullet)), bool(bullet))


def _role(plain: str, has_bullet: bool) -> Role:  # noqa: PLR0911 (a ladder of rules)
    if not plain:
        return "blank"
    if pattern("openers").match(plain) and (plain.endswith(":") or len(plain.split()) < 4):
        return "opener"
    if pattern("enders").match(plain) and (plain.endswith(":") or len(plain.split()) < 5):
        return "ender"
    if country_of(without_brackets(plain).rstrip(": ")):
        return "country"
    if pattern("sections").fullmatch(_PART.sub("", plain).rstrip(":")):
        return "section"
    if unnamed(plain):
        return "others"
    if _COUNT_FIRST.match(plain) and pattern("counted").search(plain):
        return "prose"
    if len(plain) > LONGEST_LINE or len(plain.split()) > MOST_WORDS:
        return "prose"
    if plain.endswith(":"):
        return "heading" if plain[:1].isupper() or has_bullet else "prose"
    if _TWO_SENTENCES.search(plain):
        return "prose"
    is_long = len(plain.split()) >= _WORDS_OF_A_SENTENCE
    if is_long and not has_bullet and plain[-1] in ".!?…":
        return "prose"
    return "entry" if any(map(str.isalpha, plain)) else "blank"


def unnamed(text: str) -> int:
    """How many the line says have signed without a name: "… and 214 others"; else 0."""
    found = _OTHERS.search(text)
    if found and pattern("others").match(text, found.end()) and len(text.split()) < 6:
        return int("".join(found[1].split()))
    return 0


def names_somebody(line: Line) -> bool:
    """A body or a person, and not in a sentence of a list of demands."""
    if line.text[-1] in ".;" and len(line.text.split()) >= _WORDS_OF_A_SENTENCE:
        return False
    return bool(pattern("bodies").search(line.text)) or is_person(line.text)


def is_person(text: str) -> bool:
    """Two to four capitalised words: one is a known given name, or an occupation follows."""
    name, _, behind = without_brackets(text).partition(",")
    parts = _WORD.findall(name)
    capitals = all(part[:1].isupper() or "-" in part for part in parts)
    if not 1 < len(parts) < 5 or not capitals or pattern("bodies").search(name):
        return False
    return behind.strip()[:1].islower() or any(given(part).is_exact for part in parts)


# --- Countries --------------------------------------------------------------------------


def country_of(text: str) -> str | None:
    """ISO 3166-1 code of the country that the text names and nothing else; None if it does not."""
    return _countries().get(" ".join(text.casefold().split()))


def without_brackets(text: str) -> str:
    """The text without the brackets that end it: "Ruritania (in exile)"."""
    return _LAST_BRACKETS.sub("", text)


def split_country(text: str) -> tuple[str, str | None]:
    """The text without the country that ends it: "(Kyiv, Ukraine)", ", Ukraine", "– Ukraine"."""
    if found := _LAST_BRACKETS.search(text):
        if code := country_of(found[1].split(",")[-1]):
            return text[: found.start()].rstrip(" ,"), code
    elif (found := _AFTER_COMMA.search(text)) and (code := country_of(found[1])):
        return text[: found.start()].rstrip(), code
    return text, None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Names of countries in the languages of reports, by the Unicode CLDR and our own list."""
    found: dict[str, str] = {}
    for language in ("uk", "ru", "be", "en"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[name.casefold()] = code
    for code, names in words()["countries"].items():
        found |= dict.fromkeys(names, code)
    return found
