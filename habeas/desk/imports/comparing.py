"""A row against what the list said before: added, changed, unchanged or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import rfc8785

from habeas.desk.imports.models import Observation, PeopleList, Run
from habeas.desk.imports.ports import Observed

Outcome = Literal["added", "changed", "unchanged", "removed", "refused"]


@dataclass(frozen=True)
class Compared:
    """What becomes of one row. `changes` are the names of the fields that differ."""

    seen: Observed
    outcome: Outcome
    hash: str = ""
    held: Observation | None = None
    changes: tuple[str, ...] = ()
    reason: str = ""


class Keys:
    """The keys of a file as they come: none twice.

    A row that its list numbers is refused when its number came before. Rows
    that are told by name and birth are counted, so namesakes stay apart.
    Holds two whole numbers for each row.
    """

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._times: dict[int, int] = {}

    def settle(self, seen: Observed) -> str:
        """Give the row a key of its own. Says why it is refused, or ""."""
        if seen.refused:
            return seen.refused
        mark = hash(seen.key)
        if mark in self._rows:
            if seen.key.startswith("id:"):
                return f"row {self._rows[mark]} has the same id"
            times = self._times[mark] = self._times.get(mark, 1) + 1
            seen.key = f"{seen.key}|{times}"
            mark = hash(seen.key)
        self._rows[mark] = seen.row
        return ""


def compare(
    rows: Sequence[tuple[Observed, str]], people_list: PeopleList | None, run: Run | None
) -> list[Compared]:
    """Compare rows, each with the reason why it is refused, with what is held.

    What this very run has written already keeps its outcome.
    """
    held = _held(people_list, [seen.key for seen, _ in rows])
    return [
        Compared(seen, "refused", held=held.get(seen.key), reason=reason)
        if reason
        else _compared(seen, held.get(seen.key), run)
        for seen, reason in rows
    ]


def hash_of(fields: dict[str, Any]) -> str:
    """SHA-256, hexadecimal, of what a row says, in its RFC 8785 form."""
    return hashlib.sha256(rfc8785.dumps(fields)).hexdigest()


def differences(before: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """The names of the fields that one has and the other has not, or not so."""
    names = dict.fromkeys([*now, *before])
    return tuple(name for name in names if before.get(name) != now.get(name))


def _compared(seen: Observed, held: Observation | None, run: Run | None) -> Compared:
    digest = hash_of(seen.fields)
    if held is None:
        return Compared(seen, "added", digest)
    if run is not None and held.run_id == run.pk:
        outcome: Any = held.state
        return Compared(seen, outcome, digest, held, tuple(held.changes))
    if held.state == Observation.State.REMOVED:
        return Compared(seen, "added", digest, held)
    if held.hash == digest:
        return Compared(seen, "unchanged", digest, held)
    return Compared(seen, "changed", digest, held, differences(held.fields, seen.fields))


def _held(people_list: PeopleList | None, keys: Iterable[str]) -> dict[str, Observation]:
    if people_list is None:
        return {}
    rows = Observation.objects.filter(people_list=people_list, key__in=list(keys))
    return {row.key: row for row in rows.select_related("person")}
