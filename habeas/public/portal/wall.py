"""The wall of days: a stroke for each day in custody, every fifth across.

Pure functions from periods to SVG. A year is a row, a month a block of it, so
five years look like five years. The kind of custody is told by the weight and
form of its strokes as well as by colour; a day that partial dates leave
uncertain is a grey, short stroke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from habeas.core.custody import RESTRICTION, Period, detentions

PITCH, TALL, ROW = 3.4, 13.0, 16.5
PER_ROW = 15
MONTH_WIDTH = 4 * PITCH * 3 + 3 * 2.4 + 6.2
LABEL = 34.0
YEAR_HEIGHT = 2 * ROW + PITCH * 2.2 + 6
# How each kind is drawn: the class that the stylesheet weighs, and how tall a stroke is.
FORMS = {
    "pretrial": ("thin", 1.0),
    "police": ("thin", 1.0),
    "administrative": ("thin", 1.0),
    "house_arrest": ("light", 0.6),
    "home_confinement": ("light", 0.6),
    "open_facility": ("light", 0.8),
    "exile": ("light", 0.8),
    "disappearance": ("unsure", 1.0),
}
LONGEST = timedelta(days=366 * 60)


@dataclass(frozen=True)
class Day:
    """One day on the wall: its number, how it is drawn, whether it is certain."""

    on: date
    form: str
    height: float
    certain: bool


def days(periods: Iterable[Period], *, on: date) -> list[Day]:
    """Every day that was, or may have been, in custody up to `on`; one for each day counted.

    The day of arrest is day 0, so the day after it is the first stroke.
    """
    found: dict[date, Day] = {}
    held = [period for period in periods if period.kind != RESTRICTION]
    # A move on an uncertain day leaves no doubt that the person was held on it.
    sure = [(start.latest, end.earliest if end else on) for start, end in detentions(held)]
    for period in held:
        end = min(period.end.latest if period.end else on, on)
        form, height = FORMS.get(period.kind, ("heavy", 1.0))
        day = max(period.start.earliest, end - LONGEST) + timedelta(days=1)
        while day <= end:
            certain = any(first < day <= last for first, last in sure)
            if day not in found or period.start.latest < day:
                found[day] = Day(day, form if certain else "unsure", height, certain)
            day += timedelta(days=1)
    return [found[day] for day in sorted(found)]


def wall(
    periods: Sequence[Period], *, on: date, title: str, events: Mapping[date, str] | None = None
) -> str:
    """The wall as one SVG. `title` says in words what it shows; `events` hang on their day."""
    strokes = days(periods, on=on)
    if not strokes:
        return ""
    first, last = strokes[0].on.year, strokes[-1].on.year
    height = (last - first + 1) * YEAR_HEIGHT
    paths = {form: "".join(path) for form, path in _paths(strokes, first)}
    body = [f'<path class="{form}" d="{path}"/>' for form, path in paths.items()]
    body += [_year(year, first) for year in range(first, last + 1)]
    body += _marks(strokes, first, events or {})
    width = LABEL + 12 * MONTH_WIDTH
    return (
        f'<svg class="wall" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' aria-label="{escape(title)}">{"".join(body)}</svg>'
    )


def line(periods: Sequence[Period], *, on: date, first: date, last: date) -> str:
    """A wall a few pixels high, for lists: the same days from `first` to `last` on every line."""
    span = max(1, (last - first).days)
    bars = []
    for period in periods:
        if period.kind == RESTRICTION:
            continue
        start, end = period.start.earliest, min(period.end.latest if period.end else on, on)
        left = 100 * (start - first).days / span
        width = max(0.4, 100 * (end - start).days / span)
        form = FORMS.get(period.kind, ("heavy", 1.0))[0]
        bars.append(f'<rect class="{form}" x="{left:.2f}" y="1" width="{width:.2f}" height="6"/>')
    return (
        '<svg class="line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="ground" d="M0 7.5h100"/>{"".join(bars)}</svg>'
    )


def _paths(strokes: Sequence[Day], first_year: int) -> Iterator[tuple[str, list[str]]]:
    """Drawing commands by form; within a month every fifth stroke lies across the four before."""
    by_form: dict[str, list[str]] = {}
    number, month = 0, (0, 0)
    for stroke in strokes:
        here = (stroke.on.year, stroke.on.month)
        number = 1 if here != month else number + 1
        month = here
        x, y = _place(stroke.on, number, first_year)
        across = number % 5 == 0
        tall = TALL * stroke.height * (1 if stroke.certain else 0.6)
        bottom = y + TALL
        move = (
            f"M{x - PITCH * 4.4:.1f} {bottom - 1.5:.1f}L{x - PITCH * 0.1:.1f} {y + 2.5:.1f}"
            if across
            else f"M{x:.1f} {bottom:.1f}v-{tall:.1f}"
        )
        by_form.setdefault(stroke.form, []).append(move)
    yield from by_form.items()


def _place(day: date, number: int, first_year: int) -> tuple[float, float]:
    """Where the n-th stroke of a month stands: groups of five, three groups a row."""
    group, within = divmod(number - 1, 5)
    row, column = divmod(group, 3)
    x = LABEL + (day.month - 1) * MONTH_WIDTH + column * (4 * PITCH + 2.4) + within * PITCH
    y = (day.year - first_year) * YEAR_HEIGHT + row * ROW
    # A month of 31 days leaves one stroke over: it closes the second row.
    if group == 6:
        x, y = x + 3 * (4 * PITCH + 2.4) - 1.2, y - ROW
    return x + 1.5, y + 1.5


def _year(year: int, first_year: int) -> str:
    y = (year - first_year) * YEAR_HEIGHT + TALL
    return f'<text x="0" y="{y:.1f}">{year}</text>'


def _marks(strokes: Sequence[Day], first_year: int, events: Mapping[date, str]) -> list[str]:
    numbers: dict[date, int] = {}
    month: tuple[int, int] = (0, 0)
    number = 0
    for stroke in strokes:
        here = (stroke.on.year, stroke.on.month)
        number = 1 if here != month else number + 1
        month = here
        numbers[stroke.on] = number
    marks = []
    for day, label in events.items():
        if day in numbers:
            x, y = _place(day, numbers[day], first_year)
            marks.append(
                f'<circle class="event" cx="{x:.1f}" cy="{y + TALL + 1.4:.1f}" r="1.7">'
                f"<title>{escape(label)}</title></circle>"
            )
    x, y = _place(strokes[-1].on, numbers[strokes[-1].on], first_year)
    marks.append(f'<path class="newest" d="M{x:.1f} {y + TALL:.1f}v-{TALL:.1f}"/>')
    return marks
