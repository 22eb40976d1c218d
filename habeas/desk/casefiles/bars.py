"""The ledger drawn as bars: one a period, along the years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.core import custody

WIDTH = 960
# A period of a few days is still to be seen.
LEAST = 3


@dataclass(frozen=True)
class Bar:
    """Places in a drawing WIDTH wide. Between `x` and `surely_x` custody may have begun."""

    period: custody.Period
    x: int
    width: int
    surely_x: int
    surely_width: int
    is_open: bool


@dataclass(frozen=True)
class Tick:
    year: int
    x: int


@dataclass(frozen=True)
class Drawing:
    bars: list[Bar]
    ticks: list[Tick]
    width: int = WIDTH


def draw(periods: Sequence[custody.Period], *, on: date) -> Drawing | None:
    """None when there is nothing to draw."""
    known = [period for period in periods if period.start.earliest <= on]
    if not known:
        return None
    first = date(min(period.start.earliest.year for period in known), 1, 1)
    last = max(min(p.end.latest if p.end else on, date(on.year + 50, 1, 1)) for p in known)
    final = date(last.year + 1, 1, 1)
    days = (final - first).days

    def x(day: date) -> int:
        return round((day - first).days * WIDTH / days)

    return Drawing(
        bars=[_bar(period, x, on) for period in known],
        ticks=[Tick(year, x(date(year, 1, 1))) for year in range(first.year, final.year + 1)],
    )


def _bar(period: custody.Period, x: Callable[[date], int], on: date) -> Bar:
    begins, surely = x(period.start.earliest), x(period.start.latest)
    ends = x(min(period.end.latest, date(on.year + 50, 1, 1)) if period.end else on)
    surely_ends = x(period.end.earliest if period.end else on)
    return Bar(
        period=period,
        x=begins,
        width=max(ends - begins, LEAST),
        surely_x=surely,
        surely_width=max(surely_ends - surely, LEAST),
        is_open=period.end is None,
    )
