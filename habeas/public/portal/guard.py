"""Holds the public process to the public side, whatever its code might try."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

PRIVATE = ("habeas.desk", "habeas.reading", "habeas.project.desk_settings", "wagtail")


class _Refusal(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if any(fullname == name or fullname.startswith(f"{name}.") for name in PRIVATE):
            raise ImportError(f"the public side may not import {fullname}")
        return None


def refuse_private_code() -> None:
    """From now on, importing anything of the private side fails in this process."""
    loaded = [name for name in PRIVATE if name in sys.modules]
    if loaded:
        raise RuntimeError(f"private code is already loaded: {', '.join(loaded)}")
    if not any(isinstance(finder, _Refusal) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Refusal())


def refuse_other_databases(*allowed: Path | str) -> None:
    """From now on, opening any other SQLite file fails. An audit hook cannot be taken off.

    A database in memory is no file: it holds nothing that was not here before.
    """
    names = (
        {":memory:"}
        | {str(path) for path in allowed}
        | {f"file:{path}?mode=ro" for path in allowed}
    )

    def watch(event: str, args: tuple[object, ...]) -> None:
        if event == "sqlite3.connect" and str(args[0]) not in names:
            raise PermissionError("the public side may open the edition and the intake only")

    sys.addaudithook(watch)
