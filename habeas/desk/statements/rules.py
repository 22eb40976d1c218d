"""When two names of organisations are one, from plain values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from rapidfuzz import fuzz

# Above this two names are shown as perhaps one; only a person says that they are.
ALIKE = 88.0
_LEFT_OUT = re.compile(r"\b(the|ngo|association|non-governmental organi[sz]ation)\b|[^\w\s]")


def plain_name(name: str) -> str:
    """A name without case, accents, brackets, quotation marks and articles."""
    without = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", name) or name
    folded = unicodedata.normalize("NFKD", without.casefold())
    letters = "".join(one for one in folded if not unicodedata.combining(one))
    plain = " ".join(_LEFT_OUT.sub(" ", letters).split())
    return plain or " ".join(letters.split())


def nearest(name: str, held: Collection[str]) -> tuple[str, bool] | None:
    """The plain name that this one is, and True; or the one most like it, and False."""
    plain = plain_name(name)
    if plain in held:
        return plain, True
    alike = ((fuzz.token_sort_ratio(plain, one), one) for one in held)
    best = max(alike, default=(0.0, ""))
    return (best[1], False) if best[0] >= ALIKE else None
