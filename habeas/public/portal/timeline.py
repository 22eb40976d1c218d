"""The drawn timeline: years along a line, custody as a bar, events as named marks.

A picture of the list that stands beneath it; every mark links to its line there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from habeas.core.custody import Period
from habeas.core.dates import PartialDate

WIDTH, BAR, TALL = 680.0, 40.0, 12.0
LETTER = 6.1  # how wide a letter of a label is, generously
LEVEL = 15.0  # how far apart two levels of labels are
DOT = 3.2


@dataclass(frozen=True)
class Mark:
    """An event to draw: its date, a word or two for it, the whole line, where it leads."""

    on: PartialDate
    short: str
    label: str
    target: str


def timeline(marks: Sequence[Mark], periods: Sequence[Period], *, on: date, title: str) -> str:
    """An SVG over the years from the first to the last mark or period."""
    known = [_known(mark.on) for mark in marks]
    spans = [(_known(p.start)[0], min(p.end.latest if p.end else on, on)) for p in periods]
    # A restriction that nobody has lifted would draw out the picture for ever: it is cut off.
    is_open = [not period.is_custody and period.end is None for period in periods]
    ends = [start if cut else end for (start, end), cut in zip(spans, is_open, strict=True)]
    days = [day for span in known for day in span] + [start for start, _ in spans] + ends
    if not days:
        return ""
    first = date(min(days).year, 1, 1)
    last = max(*days, first + timedelta(days=365)) + timedelta(days=120 if any(is_open) else 20)

    def x(day: date) -> float:
        return 8 + (WIDTH - 16) * (day - first).days / (last - first).days

    placed = _placed(
        [(x(start), mark.short) for mark, (start, _) in zip(marks, known, strict=True)]
    )
    height = BAR + 20 + LEVEL * (1 + max((one.level for one in placed), default=0))
    body = [*_years(first, last, x), *_bars(periods, min(on, last), x)]
    # Stems first, so that no stem crosses out a label.
    body += [_stem(place) for place in placed]
    for mark, place, (_, end) in zip(marks, placed, known, strict=True):
        body.append(_mark(mark, place, x(end)))
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="group"'
        f' aria-label="{escape(title)}">{"".join(body)}</svg>'
    )


@dataclass(frozen=True)
class _Place:
    """Where a mark hangs; its label stands after it, or before it near the end of the line."""

    x: float
    level: int
    before: bool


def _placed(marks: Sequence[tuple[float, str]]) -> list[_Place]:
    """A level for each mark on which neither it nor its label touches another."""
    taken: list[list[tuple[float, float]]] = []
    places = []
    for x, word in marks:
        reach = DOT * 2 + LETTER * len(word)
        before = x + reach > WIDTH
        span = (x - reach, x + DOT * 2) if before else (x - DOT * 2, x + reach)
        level = next(
            (n for n, row in enumerate(taken) if all(_apart(span, one) for one in row)), len(taken)
        )
        if level == len(taken):
            taken.append([])
        taken[level].append(span)
        places.append(_Place(x, level, before))
    return places


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _known(when: PartialDate) -> tuple[date, date]:
    """The first and the last day to draw; of a side that is open, the day that is known."""
    start = when.latest if when.earliest == date.min else when.earliest
    end = when.earliest if when.latest == date.max else when.latest
    return (start, end)


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
        kind = "custody" if period.is_custody else "restriction"
        start = x(_known(period.start)[0])
        end = x(min(period.end.latest if period.end else on, on))
        bars.append(
            f'<rect class="{kind}" x="{start:.1f}" y="{BAR - TALL:.1f}"'
            f' width="{max(1.0, end - start):.1f}" height="{TALL}"/>'
        )
        if kind == "custody":
            bars += [_doubt(x(a), x(b)) for a, b in _doubts(period, on) if a < b]
    return bars


def _doubts(period: Period, on: date) -> list[tuple[date, date]]:
    """The days between which a partial date lies; when nothing is partial, none."""
    start = (_known(period.start)[0], min(period.start.latest, on))
    end = (min(period.end.earliest, on), min(period.end.latest, on)) if period.end else (on, on)
    return [start, end]


def _doubt(left: float, right: float) -> str:
    return (
        f'<rect class="perhaps" x="{left:.1f}" y="{BAR - TALL:.1f}"'
        f' width="{right - left:.1f}" height="{TALL}"/>'
    )


def _height(place: _Place) -> float:
    return BAR + 14 + LEVEL * place.level


def _stem(place: _Place) -> str:
    return f'<path class="stem" d="M{place.x:.1f} {BAR}V{_height(place):.1f}"/>'


def _mark(mark: Mark, place: _Place, end: float) -> str:
    x, y = place.x, _height(place)
    span = f'<path class="unsure" d="M{x:.1f} {BAR + 3}H{end:.1f}"/>'
    unsure = "" if mark.on.is_day else span
    side = -DOT * 2 if place.before else DOT * 2
    form = "label before" if place.before else "label"
    return (
        f'{unsure}<a href="#{escape(mark.target)}" aria-label="{escape(mark.label)}">'
        f"<title>{escape(mark.label)}</title>"
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}"/>'
        f'<text class="{form}" x="{x + side:.1f}" y="{y + 3.8:.1f}">{escape(mark.short)}</text></a>'
    )
