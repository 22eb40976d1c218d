"""What a PDF of ours shows: its sheets in millimetres, and its words in the order of the file."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pypdf

MM = 72 / 25.4


@dataclass(frozen=True)
class Sheets:
    sizes: list[tuple[int, int]]
    pages: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.pages)


def read(document: bytes) -> Sheets:
    sheets = pypdf.PdfReader(io.BytesIO(document)).pages
    sizes = [(round(one.mediabox.width / MM), round(one.mediabox.height / MM)) for one in sheets]
    return Sheets(sizes, [_words(one.extract_text()) for one in sheets])


def _words(text: str) -> str:
    # An isolate has no glyph of its own: the letter after it brings it along.
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())
