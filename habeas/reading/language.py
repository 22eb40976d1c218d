"""Which language a passage is in, told by its letters and its commonest words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from habeas.reading.paths import PACKS

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[а-ӿ]")
_SAMPLE = 4000


@lru_cache(maxsize=1)
def _marks() -> dict[str, Any]:
    text = (PACKS / "languages.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    for entry in data.values():
        entry["words"] = frozenset(str(entry["words"]).split())
        entry["marks"] = str(entry.get("marks", "")).split()
    return data


def identify(text: str) -> str | None:
    """The language of a stretch of text, or None where too little speaks for one."""
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    script = _script(sample)
    scores = {
        code: 3.0 * sum(sample.count(letter) for letter in entry["letters"])
        + 2.0 * sum(word in entry["words"] for word in words)
        + 1.5 * sum(sample.count(mark) for mark in entry["marks"])
        - 6.0 * sum(sample.count(letter) for letter in entry.get("never", ""))
        for code, entry in _marks().items()
        if entry["script"] == script
    }
    if not scores:
        return None
    best = max(scores, key=lambda code: scores[code])
    alone = scores[best] == 0 and any(score < 0 for score in scores.values())
    return best if scores[best] > 0 or alone else None


def _script(text: str) -> str:
    latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
    return "cyrillic" if cyrillic > latin else "latin"


def script_of(text: str) -> str:
    """`latin` or `cyrillic`, whichever letters prevail."""
    return _script(text[:_SAMPLE].lower())
