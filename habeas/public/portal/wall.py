"""The wall of days: a stroke for each day in custody, every fifth across.

Pure functions from periods to SVG. A year is a row, a month a block of it, so
five years look like five years; on a narrow screen half a year is a row. The
kind of custody is told by the weight and form of its strokes as well as by
colour; a day that partial dates leave uncertain is a grey, short stroke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from habeas.core.custody import Period, detentions, total_days

PITCH, TALL, ROW = 3.4, 13.0, 16.5
FIVE = 4 * PITCH + 2.4  # the width of a bundle of five
MONTH = 3 * FIVE + 6.2
HALF = 6 * MONTH  # half a year; two stand side by side, or on a narrow screen one below the other
LABEL = 34.0
HALF_TALL = 2 * ROW + 13.5
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
HEAVY = ("heavy", 1.0)
ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366 * 60)


class Day(NamedTuple):
    """One day on the wall: its number, how it is drawn, whether it is certain."""

    on: date
    form: str
    height: float
    certain: bool


def days(periods: Iterable[Period], *, on: date) -> list[Day]:
    """Every day that was, or may have been, in custody up to `on`; one for each day counted.

    The day of arrest is day 0, so the day after it is the first stroke.
    """
    held = sorted((p for p in periods if p.is_custody), key=lambda p: p.start.sort_key)
    # By detention: a move on an uncertain day leaves no doubt that the person was held.
    spans = detentions(held)
    sure = [(start.latest, end.earliest if end else on) for start, end in spans]
    found: dict[date, Day] = {}
    for start, end in spans:
        last = min(end.latest, on) if end else on
        day = max(start.earliest, last - LONGEST) + ONE_DAY
        while day <= last:
            certain = any(first < day <= until for first, until in sure)
            form, height = FORMS.get(_kind_on(held, day), HEAVY)
            found[day] = Day(day, form if certain else "unsure", height, certain)
            day += ONE_DAY
    return [found[day] for day in sorted(found)]


def _kind_on(held: Sequence[Period], day: date) -> str:
    """The kind of custody on a day: of the last period that had surely begun, else of the first."""
    begun = (period for period in reversed(held) if period.start.latest < day)
    return next(begun, held[0]).kind


def wall(
    periods: Sequence[Period], *, on: date, title: str, events: Mapping[date, str] | None = None
) -> str:
    """The wall, twice: for wide screens and for narrow ones; the stylesheet shows one.

    The narrow one only points at the strokes of the wide one. `title` says in
    words what the wall shows; `events` hang on their day.
    """
    strokes = days(periods, on=on)
    if not strokes:
        return ""
    halves = {half: "".join(drawn) for half, drawn in _halves(strokes, events or {}).items()}
    first, last = min(halves), max(halves)
    return _wide(halves, first[0], last[0], escape(title)) + _narrow(first, last, escape(title))


def key(periods: Sequence[Period], *, on: date) -> list[tuple[str, list[str]]]:
    """What the forms of strokes mean here: a sample of each, and the kinds of custody."""
    kinds: dict[str, list[str]] = {}
    for period in periods:
        if period.is_custody:
            of_form = kinds.setdefault(FORMS.get(period.kind, HEAVY)[0], [])
            of_form += [] if period.kind in of_form else [period.kind]
    if not total_days(periods, on=on).is_exact:
        kinds.setdefault("unsure", [])
    return [(_sample(form), of_form) for form, of_form in kinds.items()]


def _sample(form: str) -> str:
    tall = TALL * next((height for name, height in FORMS.values() if name == form), 1.0)
    strokes = "".join(f"M{1.5 + n * PITCH:.1f} 14v-{tall:.1f}" for n in range(4))
    return (
        f'<svg class="wall sample" viewBox="0 0 14 15" aria-hidden="true">'
        f'<path class="day {form}" d="{strokes}"/></svg>'
    )


def line(periods: Sequence[Period], *, on: date, first: date, last: date) -> str:
    """A wall a few pixels high, for lists: the same days from `first` to `last` on every line."""
    span = max(1, (last - first).days)
    bars = []
    for period in periods:
        if not period.is_custody:
            continue
        start, end = period.start.earliest, min(period.end.latest if period.end else on, on)
        left = 100 * (start - first).days / span
        width = max(0.4, 100 * (end - start).days / span)
        form = FORMS.get(period.kind, HEAVY)[0]
        bars.append(f'<rect class="{form}" x="{left:.2f}" y="1" width="{width:.2f}" height="6"/>')
    return (
        '<svg class="line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="ground" d="M0 7.5h100"/>{"".join(bars)}</svg>'
    )


def scale(*, first: date, last: date) -> str:
    """The years beneath a list of lines, as many as there is room for, each where it begins."""
    span = max(1, (last - first).days)
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // 8))
    ticks = []
    for year in years[::step]:
        x = 100 * (date(year, 1, 1) - first).days / span
        if x < 94:
            ticks.append(
                f'<line x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="6"/>'
                f'<text x="{x:.2f}%" dx="3" y="13">{year}</text>'
            )
    return f'<svg class="years" height="16" aria-hidden="true">{"".join(ticks)}</svg>'


HalfYear = tuple[int, int]


def _halves(strokes: Sequence[Day], events: Mapping[date, str]) -> dict[HalfYear, list[str]]:
    """What is drawn in each half of a year, from that half's own corner."""
    forms: dict[HalfYear, dict[str, list[str]]] = {}
    marks: dict[HalfYear, list[str]] = {}
    for stroke, number in _numbered(strokes):
        half = (stroke.on.year, (stroke.on.month - 1) // 6)
        path = _stroke(stroke, number)
        forms.setdefault(half, {}).setdefault(stroke.form, []).append(path)
        if stroke.on in events:
            marks.setdefault(half, []).append(_event(stroke, number, path, events[stroke.on]))
        if stroke is strokes[-1]:
            marks.setdefault(half, []).append(f'<path class="day newest" d="{path}"/>')
    return {
        half: [
            *(f'<path class="day {form}" d="{"".join(paths)}"/>' for form, paths in drawn.items()),
            *marks.get(half, []),
        ]
        for half, drawn in forms.items()
    }


def _numbered(strokes: Sequence[Day]) -> Iterator[tuple[Day, int]]:
    """Each stroke with its number in its month, for every fifth lies across."""
    number, month = 0, (0, 0)
    for stroke in strokes:
        here = (stroke.on.year, stroke.on.month)
        number = 1 if here != month else number + 1
        month = here
        yield stroke, number


def _place(day: date, number: int) -> tuple[float, float]:
    """Where the n-th stroke of a month stands: bundles of five, three of them in a row."""
    bundle, within = divmod(number - 1, 5)
    row, column = divmod(bundle, 3)
    x = (day.month - 1) % 6 * MONTH + column * FIVE + within * PITCH
    y = row * ROW
    # A month of 31 days leaves one stroke over: it closes the second row.
    if bundle == 6:
        x, y = x + 3 * FIVE - 1.2, y - ROW
    return x + 1.5, y + 1.5


def _stroke(stroke: Day, number: int) -> str:
    x, y = _place(stroke.on, number)
    foot = y + TALL
    tall = TALL * stroke.height * (1 if stroke.certain else 0.6)
    if number % 5 == 0:
        left, right = x - PITCH * 4.4, x - PITCH * 0.1
        return f"M{left:.1f} {foot - tall * 0.12:.1f}L{right:.1f} {foot - tall * 0.81:.1f}"
    return f"M{x:.1f} {foot:.1f}v-{tall:.1f}"


def _event(stroke: Day, number: int, path: str, label: str) -> str:
    x, y = _place(stroke.on, number)
    x -= PITCH * 2.2 if number % 5 == 0 else 0
    return (
        f'<g class="event"><title>{escape(label)}</title><path class="day happened" d="{path}"/>'
        f'<circle cx="{x:.1f}" cy="{y + TALL + 1.9:.1f}" r="1.5"/></g>'
    )


def _wide(halves: Mapping[HalfYear, str], first: int, last: int, title: str) -> str:
    body = []
    for year in range(first, last + 1):
        y = (year - first) * HALF_TALL
        body.append(f'<text x="0" y="{y + TALL:.1f}">{year}</text>')
        for half in (0, 1):
            if (year, half) in halves:
                move = f"translate({LABEL + half * HALF:.1f} {y:.1f})"
                drawn = f'<g id="w{year}-{half}">{halves[year, half]}</g>'
                body.append(f'<g transform="{move}">{drawn}</g>')
    width, height = LABEL + 2 * HALF, (last - first + 1) * HALF_TALL
    return _picture("wide", width, height, title, body)


def _narrow(first: HalfYear, last: HalfYear, title: str) -> str:
    body, y = [], 0.0
    for year, half in _each_half(first, last):
        if half == 0 or (year, half) == first:
            body.append(f'<text x="0" y="{y + 11:.1f}">{year}</text>')
            y += 16
        body.append(f'<use href="#w{year}-{half}" transform="translate(0 {y:.1f})"/>')
        y += HALF_TALL - 5
    return _picture("narrow", HALF, y, title, body)


def _each_half(first: HalfYear, last: HalfYear) -> Iterator[HalfYear]:
    year, half = first
    while (year, half) <= last:
        yield year, half
        year, half = (year, 1) if half == 0 else (year + 1, 0)


def _picture(form: str, width: float, height: float, title: str, body: Iterable[str]) -> str:
    return (
        f'<svg class="wall {form}" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' aria-label="{title}">{"".join(body)}</svg>'
    )
