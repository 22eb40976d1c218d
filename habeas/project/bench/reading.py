"""Documents of about 4,000 characters a second, on one core, of the sample's texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from habeas.core.dates import PartialDate
from habeas.project.bench.measure import Measure, rate
from habeas.reading import read

SAMPLE = Path(__file__).parents[3] / "sample"
LENGTH = 4000


def measure() -> Iterator[Measure]:
    texts = _documents()
    published = PartialDate.parse("2014-07-03")
    turn = iter(range(10**9))

    def document() -> str:
        return texts[next(turn) % len(texts)]

    bare = rate(lambda: re.findall(r"\w+|[^\w\s]", document()))
    ours = rate(lambda: read(document(), published=published))
    yield Measure("reading", round(ours, 1), "documents/s", "splitting into words", round(bare, 1))


def _documents() -> list[str]:
    """Texts of one language each, made up to the length by joining sources of that language."""
    by_language: dict[str, str] = {}
    for file in sorted(SAMPLE.glob("*.txt")):
        text = file.read_text("utf-8")
        letters = "be" if "ў" in text else "ru" if "ы" in text else "en"
        by_language[letters] = by_language.get(letters, "") + text + "\n\n"
    return [(text * (LENGTH // len(text) + 1))[:LENGTH] for text in by_language.values()]
