"""The drawn timeline: years along a line, custody as a bar, events as numbered marks.

A picture of the list that stands beneath it; every mark links to its line there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from habeas.core.custody import RESTRICTION, Period
from habeas.core.dates import PartialDate

WIDTH, BAR, TALL = 680.0, 40.0, 12.0
APART = 15.0  # two marks nearer than this go on two levels


@dataclass(frozen=True)
class Mark:
    """An event to draw: its number in the list, its date, what it is, where it leads."""

    number: int
    on: PartialDate
    label: str
    target: str


def timeline(marks: Sequence[Mark], periods: Sequence[Period], *, on: date, title: str) -> str:
    """An SVG over the years from the first to the last mark or period."""
    known = [_known(mark.on) for mark in marks]
    spans = [(_known(p.start)[0], min(p.end.latest if p.end else on, on)) for p in periods]
    days = [day for span in (*known, *spans) for day in span]
    if not days:
        return ""
    first = date(min(days).year, 1, 1)
    last = max(*days, first + timedelta(days=365)) + timedelta(days=20)

    def x(day: date) -> float:
        return 8 + (WIDTH - 16) * (day - first).days / (last - first).days

    levels = _levels([x(start) for start, _ in known])
    height = BAR + TALL + 26 + 17 * (max(levels, default=0) + 1)
    body = [*_years(first, last, x), *_bars(periods, on, x)]
    for mark, (start, end), level in zip(marks, known, levels, strict=True):
        body.append(_mark(mark, x(start), x(end), level))
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="group"'
        f' aria-label="{escape(title)}">{"".join(body)}</svg>'
    )


def _known(when: PartialDate) -> tuple[date, date]:
    """The first and the last day to draw; of a side that is open, the day that is known."""
    start = when.latest if when.earliest == date.min else when.earliest
    end = when.earliest if when.latest == date.max else when.latest
    return (start, end)


def _levels(places: Sequence[float]) -> list[int]:
    """For each mark the first level on which nothing stands too near."""
    last_on: list[float] = []
    levels = []
    for place in places:
        free = [n for n, there in enumerate(last_on) if place - there >= APART]
        level = free[0] if free else len(last_on)
        last_on[level : level + 1] = [place]
        levels.append(level)
    return levels


def _years(first: date, last: date, x: Callable[[date], float]) -> list[str]:
    drawn = []
    step = 1 if last.year - first.year < 12 else 5
    for year in range(first.year, last.year + 1, step):
        left = x(date(year, 1, 1))
        drawn.append(f'<path class="year" d="M{left:.1f} 18v{BAR + TALL - 14:.0f}"/>')
        drawn.append(f'<text class="year" x="{left + 3:.1f}" y="14">{year}</text>')
    return drawn


def _bars(periods: Sequence[Period], on: date, x: Callable[[date], float]) -> list[str]:
    bars = []
    for period in periods:
        kind = "restriction" if period.kind == RESTRICTION else "custody"
        start = x(_known(period.start)[0])
        end = x(min(period.end.latest if period.end else on, on))
        bars.append(
            f'<rect class="{kind}" x="{start:.1f}" y="{BAR - TALL:.1f}"'
            f' width="{max(1.0, end - start):.1f}" height="{TALL}"/>'
        )
    return bars


def _mark(mark: Mark, left: float, right: float, level: int) -> str:
    y = BAR + 16 + 17 * level
    span = f'<path class="unsure" d="M{left:.1f} {BAR + 3}H{right:.1f}"/>'
    unsure = "" if mark.on.is_day else span
    return (
        f'{unsure}<a href="#{escape(mark.target)}" aria-label="{escape(mark.label)}">'
        f"<title>{escape(mark.label)}</title>"
        f'<path class="stem" d="M{left:.1f} {BAR}V{y - 6:.1f}"/>'
        f'<circle cx="{left:.1f}" cy="{y:.1f}" r="7"/>'
        f'<text class="number" x="{left:.1f}" y="{y + 3:.1f}">{mark.number}</text></a>'
    )
