"""Words and sentences with their places in the captured text.

Offsets count code points of the text as captured. Nothing here replaces a
letter: a word carries its place and, apart from it, the form it is compared by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# A number with its grouping, a word with inner apostrophes or hyphens, or one sign.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'ʼ‘`\-‑][^\W\d_]+)*(?:\d+)?|[^\w\s]|_+|\w+",
    re.UNICODE,
)
_POSSESSIVE = re.compile(r"[’'ʼ‘`]s$", re.IGNORECASE)
_SAME = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "‑": "-", "\u0301": None})
_SOFT = re.compile(r"(?<=[сзцн])ь(?=[бвгджзйклмнпрстфхцчшщ])")
LONGEST_SENTENCE = 160
_CLOSERS = "”\"»’')]…“"
_ENDERS = ".!?…"


@dataclass(slots=True)
class Token:
    """One word or sign: its place, its text, and the form it is compared by."""

    start: int
    end: int
    text: str
    norm: str
    possessive: bool = False
    atoms: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_word(self) -> bool:
        """A word or number, not a sign."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()


def normal(word: str) -> str:
    """The form a word is compared by: small letters, one apostrophe, е for ё.

    The soft sign of classical Belarusian («сьнег» for «снег») is left out.
    """
    return _SOFT.sub("", word.lower().translate(_SAME))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """All words and signs of a stretch of text, in order."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        norm = normal(word)
        own = _POSSESSIVE.search(norm)
        if own:
            norm = norm[: own.start()]
        found.append(Token(match.start(), match.end(), word, norm, bool(own)))
    return found


def sentences(tokens: list[Token], abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Index ranges of sentences. Text without any stop is cut, so that cost stays linear."""
    first = 0
    index = 0
    count = len(tokens)
    while index < count:
        token = tokens[index]
        if token.text in _ENDERS and _ends_here(tokens, index, abbreviations):
            while index + 1 < count and _closes(tokens, index):
                index += 1
            yield first, index + 1
            first = index + 1
        elif index - first >= LONGEST_SENTENCE:
            yield first, index + 1
            first = index + 1
        index += 1
    if first < count:
        yield first, count


def _closes(tokens: list[Token], index: int) -> bool:
    following = tokens[index + 1]
    if following.text in _ENDERS:
        return True
    return following.text in _CLOSERS and following.start <= tokens[index].end + 1


def _ends_here(  # noqa: PLR0911 (one line a reason)
    tokens: list[Token], index: int, abbreviations: frozenset[str]
) -> bool:
    if index + 1 >= len(tokens):
        return True
    token, following = tokens[index], tokens[index + 1]
    if token.text != ".":
        return not (following.text[0].islower() or following.text in ",–—-")
    if following.start == token.end and following.text[0] not in _CLOSERS + _ENDERS:
        return False
    before = tokens[index - 1] if index else None
    if following.text[0].islower() or following.text in ",;:":
        return False
    if before is None:
        return True
    if before.text.isdigit() and following.text[0].isdigit():
        return False
    if before.norm in abbreviations and before.end == token.start:
        return False
    initial = len(before.text) == 1 and before.text.isalpha() and before.is_capital
    return not (initial and following.text[0].isalpha())
