"""Maps of places, drawn on the server from outlines that come with the program.

Pure functions from degrees to SVG: no tile, no other host. A table stands
beneath each map, so nothing is told by the drawing alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from math import cos, floor, radians
from pathlib import Path
from typing import NamedTuple

BORDERS = Path(__file__).parent / "outlines" / "borders.json"
WIDTH, TALLEST, SHORTEST = 680.0, 520.0, 240.0
# The least that a map shows, in degrees of latitude, and the room around the outermost pins.
LEAST, ROOM = 3.0, 0.18
# Steps of a border shorter than this many pixels are not drawn.
FINEST = 1.4
LETTER, LINE = 6.1, 15.0  # the width of a letter and the height of a label, in pixels
STYLE = (
    "text{font:12px 'PT Serif','Libertinus Serif','Noto Serif',Georgia,serif;fill:#1c1a17}"
    ".soft{fill:#5f594f}.border,.way{fill:none;stroke:#8b8578;stroke-width:.8}"
    ".way{stroke:#8c1c13;stroke-dasharray:3 3}.pin{fill:#8c1c13}.pin.empty{fill:#fff;"
    "stroke:#8c1c13;stroke-width:1.5}"
)


@dataclass(frozen=True)
class Pin:
    """A place on the map: its name, how many are held there, where its page is."""

    latitude: float
    longitude: float
    name: str
    held: int = 0
    address: str = ""


class View(NamedTuple):
    """A part of the globe and how it lies on the paper."""

    west: float
    north: float
    scale_x: float
    scale_y: float
    height: float

    def spot(self, latitude: float, longitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.scale_x, (self.north - latitude) * self.scale_y


Box = tuple[float, float, float, float]


def draw(pins: Sequence[Pin], *, title: str, in_order: bool = False) -> str:
    """The map around the pins; `in_order` joins them, as somebody was moved. Empty without pins."""
    if not pins:
        return ""
    view = _view(pins)
    borders = _borders(view)
    body = [f'<path class="border" d="{borders}"/>'] if borders else list(_graticule(view))
    spots = [view.spot(pin.latitude, pin.longitude) for pin in pins]
    if in_order and len(spots) > 1:
        body.append(f'<path class="way" d="{_path(spots)}"/>')
    body += _pins(pins, spots, view)
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {view.height:.0f}" role="group"'
        f' aria-label="{escape(title)}">{"".join(body)}</svg>'
    )


def _view(pins: Sequence[Pin]) -> View:
    """A window with some room around the pins, not smaller than `LEAST` degrees."""
    south, north = _room([pin.latitude for pin in pins], LEAST)
    middle = (south + north) / 2
    narrow = max(0.15, cos(radians(middle)))
    west, east = _room([pin.longitude for pin in pins], LEAST / narrow)
    scale = WIDTH / ((east - west) * narrow)
    height = (north - south) * scale
    if height > TALLEST:  # wider than need be, so that it fits a screen
        scale *= TALLEST / height
        spare = WIDTH / (scale * narrow) - (east - west)
        west, height = west - spare / 2, TALLEST
    if height < SHORTEST:
        north, height = north + (SHORTEST - height) / scale / 2, SHORTEST
    return View(west, north, scale * narrow, scale, height)


def _room(values: Sequence[float], least: float) -> tuple[float, float]:
    low, high = min(values), max(values)
    spare = max((high - low) * ROOM, (least - (high - low)) / 2)
    return low - spare, high + spare


@cache
def _lines() -> tuple[tuple[Box, tuple[tuple[float, float], ...]], ...]:
    """Every coast and border as latitudes and longitudes, with the box around it."""
    found = []
    for row in json.loads(BORDERS.read_text("utf-8")):
        x = y = 0
        points = []
        for step_x, step_y in zip(row[::2], row[1::2], strict=True):
            x, y = x + step_x, y + step_y
            points.append((y / 100, x / 100))
        north, east = (max(p[n] for p in points) for n in (0, 1))
        south, west = (min(p[n] for p in points) for n in (0, 1))
        found.append(((south, west, north, east), tuple(points)))
    return tuple(found)


def _borders(view: View) -> str:
    """What of coasts and borders lies in the view, as one path."""
    south, east = view.north - view.height / view.scale_y, view.west + WIDTH / view.scale_x
    parts = []
    for (low, left, high, right), points in _lines():
        if low <= view.north and high >= south and left <= east and right >= view.west:
            spots = [view.spot(*point) for point in points]
            parts += [_path(_coarse(part)) for part in _inside(spots, view.height)]
    return "".join(parts)


def _inside(
    spots: Sequence[tuple[float, float]], height: float
) -> Iterator[list[tuple[float, float]]]:
    """The stretches of a line with at least one end on the paper."""
    part: list[tuple[float, float]] = []
    for here, then in pairwise(spots):
        if _is_near(here, height) or _is_near(then, height):
            part = part or [here]
            part.append(then)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _is_near(spot: tuple[float, float], height: float) -> bool:
    x, y = spot
    return -60 <= x <= WIDTH + 60 and -60 <= y <= height + 60


def _coarse(spots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept = [spots[0]]
    for x, y in spots[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
            kept.append((x, y))
    return [*kept, spots[-1]]


def _path(spots: Sequence[tuple[float, float]]) -> str:
    """A path in whole pixels' tenths, told by its steps."""
    (x, y), *others = [(round(x, 1), round(y, 1)) for x, y in spots]
    steps, at = [f"M{x:g} {y:g}l"], (x, y)
    for here in others:
        steps.append(f"{here[0] - at[0]:.3g} {here[1] - at[1]:.3g}")
        at = here
    return steps[0] + " ".join(steps[1:])


def _graticule(view: View) -> Iterator[str]:
    """Where no coast is in view: meridians and parallels, each with its degree."""
    span = view.height / view.scale_y
    step = next(one for one in (1, 2, 5, 10, 30) if span / one <= 8)
    for n in range(floor(view.west / step), floor((view.west + WIDTH / view.scale_x) / step) + 1):
        x = (n * step - view.west) * view.scale_x
        yield f'<path class="border" d="M{x:.1f} 0V{view.height:.0f}"/>'
        yield _text(x + 4, view.height - 5, _degree(n * step, "EW"), "soft")
    for n in range(floor((view.north - span) / step), floor(view.north / step) + 1):
        y = (view.north - n * step) * view.scale_y
        yield f'<path class="border" d="M0 {y:.1f}H{WIDTH:.0f}"/>'
        yield _text(4, y - 4, _degree(n * step, "NS"), "soft")


def _degree(value: int, sides: str) -> str:
    return f"{abs(value)}°{sides[0] if value > 0 else sides[1] if value < 0 else ''}"


def _pins(pins: Sequence[Pin], spots: Sequence[tuple[float, float]], view: View) -> Iterator[str]:
    """Those of most people first; a name that finds no room is left out."""
    taken: list[Box] = [_around(x, y, pin) for pin, (x, y) in zip(pins, spots, strict=True)]
    order = sorted(range(len(pins)), key=lambda n: -pins[n].held)
    for n in order:
        pin, (x, y) = pins[n], spots[n]
        words = f"{pin.name} {pin.held}" if pin.held else pin.name
        form = "pin" if pin.held else "pin empty"
        drawn = f'<circle class="{form}" cx="{x:.1f}" cy="{y:.1f}" r="{_radius(pin):.1f}"/>'
        label = _label(words, (x, y), _radius(pin), taken=taken, height=view.height)
        drawn = f"<g><title>{escape(words)}</title>{drawn}{label}</g>"
        yield f'<a href="{escape(pin.address)}">{drawn}</a>' if pin.address else drawn


def _radius(pin: Pin) -> float:
    """By area: twice as many people, twice as much ink."""
    return float(min(18.0, 3.5 + 1.6 * pin.held**0.5)) if pin.held else 4.0


def _around(x: float, y: float, pin: Pin) -> Box:
    r = _radius(pin)
    return x - r, y - r, x + r, y + r


def _label(
    words: str, spot: tuple[float, float], r: float, *, taken: list[Box], height: float
) -> str:
    """The name where it covers nothing: to the right, to the left, beneath, above."""
    (x, y), wide = spot, len(words) * LETTER
    tries = (
        (x + r + 5, y + 4), (x - r - 5 - wide, y + 4),
        (x - wide / 2, y + r + LINE), (x - wide / 2, y - r - 6),
    )  # fmt: skip
    for left, base in tries:
        box = (left, base - LINE + 4, left + wide, base + 3)
        fits = left >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= height - 2
        if fits and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return _text(left, base, words)
    return ""


def _meet(one: Box, other: Box) -> bool:
    apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    return not apart


def _text(x: float, y: float, words: str, form: str = "") -> str:
    named = f' class="{form}"' if form else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
