"""Scripts and languages of names, and names in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


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


_SCRIPTS = {"CYRILLIC": "Cyrl", "LATIN": "Latn", "ARABIC": "Arab", "GEORGIAN": "Geor"}
_SCRIPTS |= {"ARMENIAN": "Armn", "GREEK": "Grek", "HEBREW": "Hebr", "CJK": "Hani"}


@lru_cache(maxsize=65536)
def script_of(text: str) -> str:
    """The script of most letters, as ISO 15924; `Zyyy` when there are none."""
    counts: dict[str, int] = {}
    for letter in filter(str.isalpha, text):
        script = _script_of_letter(letter)
        counts[script] = counts.get(script, 0) + 1
    return max(counts, key=counts.__getitem__) if counts else "Zyyy"


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    return _SCRIPTS.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "Zzzz")


def guess_language(text: str, *, default: str) -> str:
    """The language that a name's letters give away; else `default`, or a guess by its script."""
    lowered = set(text.lower())
    if script_of(text) == "Arab":
        written = default if default in ("ar", "ckb", "fa", "ps", "ur") else "ar"
        return "fa" if lowered & set("پچژگکی") else written
    if script_of(text) != "Cyrl":
        return default if default not in ("be", "ru", "uk") else "en"
    return _guess_cyrillic(text, lowered, default)


# Belarusian writes э after consonants, where Russian keeps е but for a few loanwords.
_HARD_E = re.compile("[бвгджзклмнпрстфхцчш]э", re.IGNORECASE)


def _guess_cyrillic(text: str, lowered: set[str], default: str) -> str:
    if "ў" in lowered:
        return "be"
    if lowered & set("їєґ"):
        return "uk"
    if "і" in lowered:
        return default if default in ("be", "uk") else "be"
    if lowered & set("ищъ"):
        return default if default in ("ru", "uk", "bg") and "и" in lowered else "ru"
    if default not in ("ru", "uk", "bg") and _HARD_E.search(text):
        return "be"
    return default if default in ("be", "ru", "uk", "bg", "sr", "kk") else "ru"


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
