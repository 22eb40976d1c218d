"""Where the sentences of a text begin and end."""

from __future__ import annotations

from habeas.reading.documents import passages
from habeas.reading.pack import load_pack, pack_languages
from habeas.reading.tokens import sentences, tokenize


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, in code points, in the order of the text."""
    spans = []
    for block in passages(text):
        known = block.language in pack_languages()
        words = load_pack(block.language).word_set("abbreviations") if known else frozenset()
        tokens = tokenize(text, block.start, block.end)
        for first, last in sentences(tokens, words):
            spans.append((tokens[first].start, tokens[last - 1].end))
    return spans
