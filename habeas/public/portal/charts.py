"""Charts drawn on the server: one question each, labels beside what they name.

Pure functions from numbers to SVG. Colour is never alone: a range is hatched
by its own edge, and a table stands beneath every chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

WIDTH, HEIGHT = 680.0, 240.0
LEFT, RIGHT, TOP, FOOT = 8.0, 64.0, 16.0, 22.0
BAR, GAP = 20.0, 10.0
# What a chart looks like away from the site's stylesheet.
STYLE = (
    "text{font:12px 'PT Serif','Libertinus Serif','Noto Serif',Georgia,serif;fill:#1c1a17}"
    ".soft{fill:#5f594f}"
    ".line{fill:none;stroke:#8c1c13;stroke-width:2}.area{fill:#8c1c13;fill-opacity:.14}"
    ".range{fill:#8b8578;fill-opacity:.35}.bar{fill:#8c1c13}.out{fill:#2c6b3f}"
    ".axis{stroke:#8b8578;fill:none}"
)


def headcount(points: Sequence[tuple[date, int, int]], *, title: str) -> str:
    """A line over time with a band where dates leave it open: day, at least, at most."""
    if len(points) < 2:
        return ""
    first, last = points[0][0], points[-1][0]
    top = max(1, *(most for _, _, most in points))

    def x(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / max(1, (last - first).days)

    def y(number: int) -> float:
        return HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * number / top

    least = " ".join(f"{x(day):.1f},{y(low):.1f}" for day, low, _ in points)
    most = " ".join(f"{x(day):.1f},{y(high):.1f}" for day, _, high in reversed(points))
    body = [
        *_years(first, last, x),
        f'<path class="area" d="M{x(first):.1f} {y(0):.1f}L{least}L{x(last):.1f} {y(0):.1f}z"/>',
        f'<path class="range" d="M{least}L{most}z"/>',
        f'<polyline class="line" points="{least}"/>',
        f'<path class="axis" d="M{LEFT} {y(0):.1f}H{WIDTH - RIGHT}"/>',
        _label(x(last) + 6, y(points[-1][1]) + 4, _range(points[-1][1], points[-1][2])),
    ]
    peak = max(points, key=lambda point: point[1])
    if peak[1] > points[-1][1] * 1.15:
        body.append(_label(x(peak[0]), y(peak[1]) - 4, _range(peak[1], peak[2]), "middle"))
    return _svg(HEIGHT, title, body)


def columns(rows: Sequence[tuple[str, int, int]], *, title: str, words: tuple[str, str]) -> str:
    """Pairs of columns over time, one up and one down: month, how many came, how many went."""
    if not rows:
        return ""
    up, down = max(1, *(row[1] for row in rows)), max(1, *(row[2] for row in rows))
    middle = TOP + (HEIGHT - FOOT - TOP) * up / (up + down)
    unit = (HEIGHT - FOOT - TOP) / (up + down)
    step = (WIDTH - LEFT - RIGHT) / len(rows)
    wide = max(0.8, step * 0.7)
    body = []
    for n, (month, came, went) in enumerate(rows):
        x = LEFT + n * step
        if month.endswith("-01") and (len(rows) <= 120 or int(month[:4]) % 5 == 0):
            body.append(_label(x, HEIGHT - 6, month[:4], "start", "soft"))
        body.append(_column("bar", x, middle - came * unit, wide, came * unit))
        body.append(_column("out", x, middle, wide, went * unit))
    edge = WIDTH - RIGHT + 4
    body += [
        f'<path class="axis" d="M{LEFT} {middle:.1f}H{WIDTH - RIGHT}"/>',
        _label(edge, middle - 6, words[0]),
        _label(edge, middle + 14, words[1]),
    ]
    return _svg(HEIGHT, title, body)


def bars(rows: Sequence[tuple[str, int]], *, title: str) -> str:
    """Horizontal bars from zero, each under its own words."""
    top = max((number for _, number in rows), default=0)
    if not top:
        return ""
    body, y = [], 4.0
    for words, number in rows:
        width = max(1.0, (WIDTH - RIGHT - LEFT) * number / top)
        body.append(_label(LEFT, y + 12, words))
        body.append(_column("bar", LEFT, y + 17, width, BAR - 8))
        body.append(_label(LEFT + width + 6, y + 28, str(number)))
        y += BAR + GAP + 8
    return _svg(y, title, body)


def standalone(svg: str, *, credit: str = "") -> str:
    """The same chart as a file that needs no stylesheet; `credit` stands beneath, where given."""
    if credit:
        tall = float(svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split()[1])
        svg = svg.replace(f' {tall:.0f}" role', f' {tall + 20:.0f}" role', 1)
        foot = _label(LEFT, tall + 13, credit, "start", "soft")
        svg = svg.removesuffix("</svg>") + f"{foot}</svg>"
    namespace = '<svg xmlns="http://www.w3.org/2000/svg"'
    head, _, rest = svg.partition(">")
    return f"{head.replace('<svg', namespace, 1)}><style>{STYLE}</style>{rest}"


def _column(form: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{form}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def _years(first: date, last: date, x: Callable[[date], float]) -> list[str]:
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // 10))
    return [_label(x(date(year, 1, 1)), HEIGHT - 6, str(year), "start", "soft")
            for year in years[::step]]  # fmt: skip


def _label(x: float, y: float, words: str, anchor: str = "start", form: str = "") -> str:
    named = f' class="{form}"' if form else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"


def _svg(height: float, title: str, body: Sequence[str]) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img"'
        f' aria-label="{escape(title)}">{"".join(body)}</svg>'
    )
