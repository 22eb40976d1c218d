"""The portal's sheets, set by typst."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from habeas.core import typesetting

SHEETS = Path(__file__).parent / "typst"
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")


def pdf(sheet: str, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """A PDF with tags for screen readers; `at` is the day that the file itself names."""
    return typesetting.pdf(SHEETS / f"{sheet}.typ", values, at=at)


def png(sheet: str, values: Mapping[str, Any]) -> bytes:
    """A picture; the sheet's millimetres are tenths of a pixel's inch: 100 mm are 1000 px."""
    return typesetting.png(SHEETS / f"{sheet}.typ", values)


def pages(document: bytes) -> int:
    """How many pages a PDF of ours has."""
    found = [int(a or b) for a, b in _PAGES.findall(document)]
    return max(found, default=0)
