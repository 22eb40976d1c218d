"""Names of people across scripts: keys, comparison and romanisation.

A *skeleton* is what is left of a name when vowels, endings and the habits of
its script are taken away: Бяляцкі, Беляцкий, Bialiatski, Byalyatski and
Bialacki share one. It finds candidates; `same_person_name` judges them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from rapidfuzz.distance import JaroWinkler

Verdict = Literal["same", "unsure", "different"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it is written: language as BCP 47, script as ISO 15924."""

    text: str
    language: str
    script: str
    kind: str = "full"

    @classmethod
    def of(cls, text: str, *, language: str = "", kind: str = "full") -> PersonName:
        script = script_of(text)
        return cls(text, guess_language(text, default=language or "und"), script, kind)


@dataclass(frozen=True, slots=True)
class Match:
    """How two names compare. `why` names the reason in a code."""

    score: float
    verdict: Verdict
    why: str


_SCRIPTS = {"CYRILLIC": "Cyrl", "LATIN": "Latn", "ARABIC": "Arab", "GEORGIAN": "Geor"}
_SCRIPTS |= {"ARMENIAN": "Armn", "GREEK": "Grek", "HEBREW": "Hebr", "CJK": "Hani"}


def script_of(text: str) -> str:
    """The script of most letters, as ISO 15924; `Zyyy` when there are none."""
    counts: dict[str, int] = {}
    for letter in filter(str.isalpha, text):
        script = _SCRIPTS.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "Zzzz")
        counts[script] = counts.get(script, 0) + 1
    return max(counts, key=counts.__getitem__) if counts else "Zyyy"


def guess_language(text: str, *, default: str) -> str:
    """The language that a name's letters give away; else `default`, or a guess by its script."""
    lowered = set(text.lower())
    if script_of(text) == "Cyrl":
        if "ў" in lowered:
            return "be"
        if lowered & set("їєґ"):
            return "uk"
        if "і" in lowered:
            return default if default in ("be", "uk") else "be"
        if lowered & set("ищъ"):
            return default if default in ("ru", "uk", "bg") and "и" in lowered else "ru"
        return default if default in ("be", "ru", "uk", "bg", "sr", "kk") else "ru"
    return default if default not in ("be", "ru", "uk") else "en"


# --- Skeleton ---------------------------------------------------------------------------

# Letters to classes of consonants; what is not named is a vowel or silent.
# ц and т are one class, for Belarusian ц stands where Russian has ть.
_CLASSES = dict(zip("бвгґджзклмнпрстфхцчшщ", "bvggdzzklmnprstfgtcss", strict=True))
_CLASSES |= dict(zip("bcčćdfghklłmnńpqrsšśtvwxzžźż", "btctdfggkllmnnpkrssstvvkzzzz", strict=True))
_PAIRS = [
    ("shch", "s"), ("sch", "s"), ("tch", "č"), ("tsh", "č"), ("sh", "s"), ("zh", "z"),
    ("ch", "č"), ("cz", "č"), ("sz", "s"), ("rz", "z"), ("kh", "h"), ("ph", "f"), ("th", "t"),
    ("ts", "t"), ("tz", "t"), ("dz", "d"), ("dź", "d"), ("дз", "д"), ("ck", "tk"), ("шч", "щ"),
]  # fmt: skip
_ENDINGS = re.compile(r"(?<=\w{3})(?:[аяое]га|[оеё]го|[аяое]му|[ыіи]м|[оеё]м|[ыіи]х)$")
_VOWELS = "аеёиіоуўыэюяйьъaeiouyjąęóäöüåéèáíúŭ'’ʼ"
_CODA_V = re.compile(rf"(?<=[{_VOWELS}])[вvwў](?=[^{_VOWELS}]|$)|^[вv](?=[^{_VOWELS}])")
_PATRONYMIC = re.compile(
    r"(?:[оеаё]вич|[аоеё]віч|[оеё]вна|[аеё]ўна|[іи]чна|ich?na|[oeai]v[iy]c[hz]?|[oeai][vu]na)$"
)


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one word of a name."""
    plain, (by_spelling, by_key) = word.lower(), _families()
    bare = _bare_key(plain)
    return by_spelling.get(plain) or by_key.get(bare) or bare


def skeleton(text: str) -> str:
    """The key of a whole name: of its words without patronymic, in a fixed order."""
    given_and_family, _ = _split(text)
    return " ".join(sorted(filter(None, map(word_key, given_and_family))))


def _bare_key(word: str) -> str:
    stem = _ENDINGS.sub("", word) if script_of(word) == "Cyrl" and len(word) > 5 else word
    stem = _CODA_V.sub("", stem)
    for pair, single in _PAIRS:
        stem = stem.replace(pair, single)
    classes = "".join(_CLASSES.get(letter, "") for letter in stem)
    squeezed = re.sub(r"(.)\1+", r"\1", classes)
    # A word of vowels alone (Ия, Ai) is its own key.
    return squeezed or stem


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, str], dict[str, str]]:
    """Given names to one key for each family: by spelling, and by key where no other family has it.

    Valentin and Valentina share their consonants, so only spelling tells them apart.
    """
    lines = yaml.safe_load((Path(__file__).parent / "data" / "given_names.yaml").read_text("utf-8"))
    by_spelling = {name.lower(): f"={line[0].lower()}" for line in lines for name in line}
    by_key: dict[str, set[str]] = {}
    for name, family in by_spelling.items():
        by_key.setdefault(_bare_key(name), set()).add(family)
    return by_spelling, {key: found.pop() for key, found in by_key.items() if len(found) == 1}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*\.?", text)


def _split(text: str) -> tuple[list[str], str]:
    """The words of a name without its patronymic, and the patronymic or ''.

    Given–patronymic–family and family–given–patronymic are told apart by where
    the ending stands; a name of two words has none, for many families end so.
    """
    words = _words(text)
    if len(words) != 3:
        return words, ""
    for place in (1, 2):
        if _PATRONYMIC.search(words[place].lower().rstrip(".")):
            return words[:place] + words[place + 1 :], words[place]
    return words, ""


# --- Comparison -------------------------------------------------------------------------


def same_person_name(one: str, other: str) -> Match:  # noqa: PLR0911 (a ladder of rules)
    """Whether two spellings can be one person's name.

    "same" needs family and given name to agree; a given name that differs, or a
    patronymic, speaks of another person. What is missing or short is "unsure".
    """
    (ours, our_father), (theirs, their_father) = _split(one), _split(other)
    if not ours or not theirs:
        return Match(0.0, "different", "no_letters")
    if our_father and their_father and word_key(our_father) != word_key(their_father):
        return Match(0.2, "different", "patronymic")
    if any(len(word.rstrip(".")) == 1 for word in (*ours, *theirs)):
        return _with_initials(ours, theirs)
    if skeleton(one) == skeleton(other):
        return _alike(ours, theirs)
    shared = set(map(word_key, ours)) & set(map(word_key, theirs))
    if not shared:
        return Match(0.0, "different", "nothing_shared")
    if len(ours) == 1 or len(theirs) == 1:
        return Match(0.5, "unsure", "part_of_the_name")
    if len(ours) != len(theirs) and len(shared) >= 2:
        return Match(0.7, "unsure", "one_word_more")
    return _one_word_differs(ours, theirs, shared)


def _alike(ours: list[str], theirs: list[str]) -> Match:
    if len(ours) == 1:
        return Match(0.5, "unsure", "part_of_the_name")
    score = _closeness(ours, theirs)
    if score < 0.55:
        return Match(score, "unsure", "consonants_only")
    return Match(max(score, 0.9), "same", "same_key")


def _closeness(ours: list[str], theirs: list[str]) -> float:
    """How near the romanised words are, each to its fellow; 1 is the same."""
    mine = sorted(ours, key=word_key)
    other = sorted(theirs, key=word_key)
    pairs = [
        1.0 if word_key(a).startswith("=") else JaroWinkler.similarity(_plain(a), _plain(b))
        for a, b in zip(mine, other, strict=False)
    ]
    return min(pairs)


def _one_word_differs(ours: list[str], theirs: list[str], shared: set[str]) -> Match:
    (left,) = [word for word in ours if word_key(word) not in shared][:1] or [""]
    (right,) = [word for word in theirs if word_key(word) not in shared][:1] or [""]
    if _may_be_short_for(left, right) or _may_be_short_for(right, left):
        return Match(0.6, "unsure", "short_form")
    if word_key(left).startswith("=") and word_key(right).startswith("="):
        return Match(0.3, "different", "another_given_name")
    near = JaroWinkler.similarity(_plain(left), _plain(right))
    a, b = word_key(left).strip("="), word_key(right).strip("=")
    if near >= 0.88 or (a and b and (a.startswith(b) or b.startswith(a))):
        return Match(0.6, "unsure", "one_word_near")
    return Match(0.3, "different", "another_word")


def _may_be_short_for(short: str, long: str) -> bool:
    return word_key(long) in {f"={name.lower()}" for name in _pet_names().get(short.lower(), [])}


@lru_cache(maxsize=1)
def _pet_names() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "data" / "pet_names.yaml").read_text("utf-8")
    return {short.lower(): names for short, names in yaml.safe_load(text).items()}


def _with_initials(ours: list[str], theirs: list[str]) -> Match:
    full = {word_key(word) for word in ours if len(word.rstrip(".")) > 1}
    other = {word_key(word) for word in theirs if len(word.rstrip(".")) > 1}
    if not full & other:
        return Match(0.0, "different", "nothing_shared")
    initials = [_plain(word)[:1] for word in (*ours, *theirs) if len(word.rstrip(".")) == 1]
    given = [_plain(word)[:1] for word in (*ours, *theirs) if word_key(word) not in full & other]
    agree = all(initial in given for initial in initials) and len(set(given)) == 1
    return Match(0.6, "unsure", "initial") if agree else Match(0.2, "different", "initial")


def _plain(word: str) -> str:
    return slugify(transliterate(word, guess_language(word, default="en")))


# --- Romanisation -----------------------------------------------------------------------

_COMMON = {"а": "a", "б": "b", "в": "v", "д": "d", "ж": "zh", "з": "z", "к": "k", "л": "l"}
_COMMON |= {"м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u"}
_COMMON |= {"ф": "f", "ц": "ts", "ы": "y"}
_COMMON |= {"х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "э": "e", "ь": "", "ъ": "", "ʼ": ""}
_RUSSIAN = _COMMON | {"г": "g", "е": "e", "ё": "yo", "и": "i", "й": "y", "ю": "yu", "я": "ya"}
_BELARUSIAN = _COMMON | {"г": "h", "е": "e", "і": "i", "й": "i", "ў": "u", "’": "", "'": ""}
_BELARUSIAN |= {"ё": "io", "ю": "iu", "я": "ia", "и": "i"}
_UKRAINIAN = _COMMON | {"г": "h", "ґ": "g", "е": "e", "є": "ie", "и": "y", "і": "i", "ї": "i"}
_UKRAINIAN |= {"й": "i", "ю": "iu", "я": "ia", "’": "", "'": ""}
_TABLES = {"be": _BELARUSIAN, "uk": _UKRAINIAN}
_AT_START = {"be": {"я": "ya", "ю": "yu", "ё": "yo", "е": "ye"}}


def transliterate(text: str, language: str) -> str:
    """Cyrillic in Latin letters, as English-language reports write names.

    Belarusian keeps its own sounds (Бяляцкі → Bialiatski), Russian and
    Ukrainian theirs. Other scripts are left as they are.
    """
    table = _TABLES.get(language, _RUSSIAN)
    return re.sub(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*", lambda m: _word(m[0], table, language), text)


def _word(word: str, table: dict[str, str], language: str) -> str:
    lowered = word.lower()
    if language not in ("be", "uk"):
        lowered = re.sub(r"[иы]й$", "ы", lowered)
    letters = [table.get(letter, letter) for letter in lowered]
    first = _AT_START.get(language, {}).get(lowered[0])
    letters[0] = first or letters[0]
    romanised = "".join(letters)
    return romanised[:1].upper() + romanised[1:] if word[:1].isupper() else romanised


def slugify(text: str) -> str:
    """Lower-case ASCII words with hyphens; empty when no such letters are left."""
    text = text.lower().replace("ł", "l").replace("đ", "d").replace("ø", "o")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
