"""The wall of days away from the site's stylesheet: in a PDF, on a card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from habeas.core.custody import Period

STYLE = (
    ".day{fill:none;stroke:#8c1c13;stroke-width:1.7;stroke-linecap:round}"
    ".thin,.light{stroke-width:.95}.unsure{stroke:#8b8578;stroke-width:1.1}"
    ".newest,.happened{stroke:#1c1a17;stroke-width:2}.event circle{fill:#1c1a17}"
    "text{font:10.5px 'Libertinus Serif',serif;fill:#5f594f}"
)
NAMESPACE = '<svg xmlns="http://www.w3.org/2000/svg"'
NARROW = '<svg class="wall narrow"'
BEFORE = timedelta(days=120)


def alone(wall: str) -> str:
    """The wide one of the two pictures that `wall.wall` draws, as a file of its own."""
    wide = wall.partition(NARROW)[0]
    head, _, rest = wide.partition(">")
    return f"{head.replace('<svg', NAMESPACE, 1)}><style>{STYLE}</style>{rest}" if wide else ""


def shape(wall: str) -> float:
    """How high the wide picture is for its width; 0 without one."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', wall)
    return int(found[2]) / int(found[1]) if found else 0.0


def standing_line(periods: Sequence[Period], *, on: date) -> str:
    """The days in custody on one line, from some time before the arrest to the day `on`."""
    held = [period for period in periods if period.is_custody]
    first = min(period.start.earliest for period in held) - BEFORE
    span = max(1, (on - first).days)
    bars = []
    for period in held:
        start = period.start.earliest
        end = min(period.end.latest, on) if period.end else on
        left, width = 1000 * (start - first).days / span, 1000 * (end - start).days / span
        bars.append(f'<rect x="{left:.1f}" y="0" width="{max(width, 1):.1f}" height="20"/>')
    return (
        f'{NAMESPACE} viewBox="0 0 1000 20" preserveAspectRatio="none">'
        f'<rect x="0" y="9" width="1000" height="2" fill="#8b8578"/>'
        f'<g fill="#8c1c13">{"".join(bars)}</g></svg>'
    )
