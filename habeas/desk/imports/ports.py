"""What this app asks of whoever reads lists; `settings.HABEAS_LISTS` names the module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from django.conf import settings


class Problem(Protocol):
    @property
    def column(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Observed(Protocol):
    """One row as it was read. `fields` are by target (`arrest.date`, `name:be`), values text
    or lists of text; `refused` says why the row cannot be taken, or is empty."""

    row: int
    key: str
    cells: dict[str, str]
    fields: dict[str, Any]
    said_in: dict[str, str]
    refused: str

    @property
    def problems(self) -> Sequence[Problem]: ...


class OpenedList(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def mapping(self) -> dict[str, Any]: ...
    @property
    def rows(self) -> Iterator[Observed]: ...


class Lists(Protocol):
    """A reader of lists. `Unreadable` and `MappingError` are ValueErrors with a reason in words."""

    Unreadable: type[ValueError]
    MappingError: type[ValueError]

    def open_list(
        self, file: Path, mapping: dict[str, Any] | None = None
    ) -> AbstractContextManager[OpenedList]: ...

    def load_mapping(self, file: Path) -> dict[str, Any]: ...


@cache
def lists() -> Lists:
    return cast(Lists, import_module(settings.HABEAS_LISTS))
