"""Sheets set by typst, with the fonts that come inside it and no others.

A text reaches typst as data and never as markup. Nothing is fetched, and the
same input gives the same bytes on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst


def pdf(sheet: Path, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """A PDF with tags for screen readers; `at` is the day that the file itself names."""
    return _set(sheet, values, format="pdf", timestamp=at.replace(microsecond=0))


def png(sheet: Path, values: Mapping[str, Any]) -> bytes:
    """A picture; the sheet's millimetres are tenths of a pixel's inch: 100 mm are 1000 px."""
    return _set(sheet, values, format="png", ppi=254.0)


def _set(sheet: Path, values: Mapping[str, Any], **form: Any) -> bytes:
    made = typst.compile(
        _words(sheet),
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        ignore_system_fonts=True,
        **form,
    )
    assert isinstance(made, bytes)  # noqa: S101
    return made


@lru_cache(maxsize=16)
def _words(sheet: Path) -> bytes:
    return sheet.read_bytes()
