"""How much of a captured text may be shown: cited words, and a sentence around them."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def excerpts(quotes: Iterable[Span], sentences: list[Span], private: list[Span]) -> list[Span]:
    """The stretches of a text to publish, in order and without overlap.

    A quote is widened to the sentences that it stands in, unless they carry a
    claim that is not public: then only the quote itself is shown.
    """
    widened = []
    for quote in quotes:
        wide = _widen(quote, sentences)
        secret = any(_overlap(wide, span) and not _within(span, quote) for span in private)
        widened.append(quote if secret else wide)
    return _merge(widened)


def touches(span: Span, private: list[Span]) -> bool:
    return any(_overlap(span, other) for other in private)


def _widen(quote: Span, sentences: list[Span]) -> Span:
    around = [sentence for sentence in sentences if _overlap(sentence, quote)]
    return (
        min([quote[0], *(start for start, _ in around)]),
        max([quote[1], *(end for _, end in around)]),
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
