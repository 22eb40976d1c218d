"""Spans of whole days, half-open: what partial dates make certain, and what they allow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from habeas.core.dates import PartialDate

Span = tuple[date, date]
# From the first day in custody to the first free one; None while it lasts.
Stay = tuple[PartialDate, PartialDate | None]


def certain_spans(spans: Iterable[Stay], on: date) -> list[Span]:
    """The days that lie in custody whatever the partial dates mean, up to `on`; half-open."""
    return _united(
        (min(start.latest, on), min(end.earliest, on) if end else on) for start, end in spans
    )


def possible_spans(spans: Iterable[Stay], on: date) -> list[Span]:
    """The days that may lie in custody, up to `on`; half-open."""
    return _united((start.earliest, min(end.latest, on) if end else on) for start, end in spans)


def _united(spans: Iterable[Span]) -> list[Span]:
    """The same days without overlap, in order; empty spans fall away."""
    united: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
