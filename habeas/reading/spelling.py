"""Spellings of one language folded to one form, so that a pattern is written once.

Belarusian has two orthographies: «прэзідэнт» and «прэзыдэнт», «калонія» and
«калёнія», «не» and «ня». A pack's `forms.yaml` may hold `spelling` (lines
`these > that` of letters), `first_letters` (where a word begins) and
`same_words` (whole words). Text and patterns are folded alike, so no rule has
to be right about the language, only the same for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spelling:
    """Letters and whole words that a language writes in more than one way."""

    letters: dict[str, str]
    words: dict[str, str]
    first: dict[str, str]
    search: re.Pattern[str] | None

    def fold(self, word: str) -> str:
        """The one form of a word; a word of no rule stays as it is."""
        known = self.words.get(word)
        if known is not None:
            return known
        head = self.first.get(word[:1])
        return self.fold_part(word if head is None else head + word[1:])

    def fold_part(self, part: str) -> str:
        """As `fold`, for an ending or another part that begins inside a word."""
        if self.search is None:
            return part
        return self.search.sub(lambda found: self.letters[found.group()], part)


def spelling_of(forms: dict[str, Any]) -> Spelling:
    """The spelling of a pack's `forms.yaml`; without rules nothing is folded."""
    letters = _pairs(forms.get("spelling", ""))
    longest = sorted(letters, key=len, reverse=True)
    search = re.compile("|".join(map(re.escape, longest))) if letters else None
    first = _pairs(forms.get("first_letters", ""))
    return Spelling(letters, _pairs(forms.get("same_words", "")), first, search)


def _pairs(text: str) -> dict[str, str]:
    lines = (line.split(">") for line in str(text).splitlines() if ">" in line)
    return {old: new.strip() for left, new in lines for old in left.split()}
