"""Which language a passage is in, told by its letters and its commonest words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

import yaml

from habeas.reading.paths import PACKS

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
_SAMPLE = 4000


@lru_cache(maxsize=1)
def _marks() -> dict[str, Any]:
    text = (PACKS / "languages.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)  # noqa: S506 (the C safe loader)
    for entry in data.values():
        entry["words"] = frozenset(str(entry["words"]).split())
    return data


def identify(text: str) -> str | None:
    """The language of a stretch of text, or None where too little speaks for one."""
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    scores = {
        code: 3.0 * sum(sample.count(letter) for letter in entry["letters"])
        + 2.0 * sum(word in entry["words"] for word in words)
        - 6.0 * sum(sample.count(letter) for letter in entry.get("never", ""))
        for code, entry in _marks().items()
        if _script(sample) == entry["script"]
    }
    if not scores:
        return None
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0 else None


def _script(text: str) -> str:
    latin = sum("a" <= letter <= "z" for letter in text)
    cyrillic = sum("а" <= letter <= "ӿ" for letter in text)
    return "cyrillic" if cyrillic > latin else "latin"


def script_of(text: str) -> str:
    """`latin` or `cyrillic`, whichever letters prevail."""
    return cast(str, _script(text[:_SAMPLE].lower()))
