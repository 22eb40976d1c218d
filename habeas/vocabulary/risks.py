"""Where reading, sharing or following pages such as ours may be punished."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from habeas.vocabulary.loader import DATA, read_entries
from habeas.vocabulary.shapes import Labelled

Act = Literal["reading", "sharing", "following"]


class ReaderRisk(Labelled):
    """What a State punishes its readers for, as far as we know. `code` is ISO 3166."""

    acts: tuple[Act, ...] = Field(min_length=1)
    source: str = Field(min_length=1)
    looked_at: str = Field(pattern=r"\d{4}-\d\d")
    checked: date | None = None


@cache
def reader_risks() -> Mapping[str, ReaderRisk]:
    """By the country's code, in the order of the file."""
    return MappingProxyType(read_entries(DATA / "reader_risks.yaml", ReaderRisk))
