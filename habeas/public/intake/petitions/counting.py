"""Counting: one job, under a lock, in windows. Each signature says whether it was counted.

A window counts rows and marks them in one transaction. Killed at any moment, or run twice at
once, the counter never errs: what is not marked is not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from habeas.public.intake.database import Connection, Row, Target, connection, transaction

COUNTING = 21  # the number of the lock
WINDOW = 5000
_COUNTS = "state IN ('confirmed', 'anonymised') AND suspect = 0"
_TO_COUNT = f"counted = 0 AND {_COUNTS}"
_TO_UNCOUNT = "counted = 1 AND (suspect = 1 OR state NOT IN ('confirmed', 'anonymised'))"


@dataclass(frozen=True)
class Totals:
    """What the counter says of one petition."""

    total: int
    countries: dict[str, int]
    languages: dict[str, int]


def count(target: Target, *, window: int = WINDOW) -> dict[str, int]:
    """Bring every counter up to date. By how much each petition's changed."""
    changed: Counter[str] = Counter()
    while True:
        with transaction(target) as held:
            held.lock(COUNTING)
            held.lock_rows("signatures")
            some = _window(held, window)
        if some is None:
            return {slug: number for slug, number in changed.items() if number}
        changed.update(some)


def _window(held: Connection, limit: int) -> Counter[str] | None:
    """Count some rows; None when there are none left."""
    changed: Counter[str] = Counter()
    is_empty = True
    for condition, step in ((_TO_COUNT, 1), (_TO_UNCOUNT, -1)):
        rows = held.rows(
            f"SELECT id, petition, country, language FROM signatures WHERE {condition}"  # noqa: S608
            " ORDER BY id LIMIT ?",
            [limit],
        )
        is_empty = is_empty and not rows
        _add(held, rows, step)
        for row in rows:
            changed[row[1]] += step
    return None if is_empty else changed


def _add(held: Connection, rows: list[Row], step: int) -> None:
    sums = Counter((petition, country, language) for _, petition, country, language in rows)
    if not rows:
        return
    held.run_many(
        "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT (petition, country, language)"
        " DO UPDATE SET number = counts.number + excluded.number",
        [(*key, step * number) for key, number in sorted(sums.items())],
    )
    held.run_many(
        "UPDATE signatures SET counted = ? WHERE id = ?",
        [(1 if step > 0 else 0, row[0]) for row in rows],
    )


def recount(target: Target) -> dict[str, tuple[int, int]]:
    """Count every row anew. Of each petition whose counter erred: what it said, what is true."""
    with transaction(target) as held:
        held.lock(COUNTING)
        held.lock_rows("signatures")
        before = _by_petition(held)
        held.run("DELETE FROM counts")
        held.run("UPDATE signatures SET counted = 0 WHERE counted = 1")
        held.run(
            "INSERT INTO counts SELECT petition, country, language, count(*) FROM signatures"  # noqa: S608
            f" WHERE {_COUNTS} GROUP BY petition, country, language"
        )
        held.run(f"UPDATE signatures SET counted = 1 WHERE {_COUNTS}")  # noqa: S608
        after = _by_petition(held)
    both = before.keys() | after.keys()
    pairs = {slug: (before.get(slug, 0), after.get(slug, 0)) for slug in both}
    return {slug: pair for slug, pair in pairs.items() if pair[0] != pair[1]}


def _by_petition(held: Connection) -> dict[str, int]:
    rows = held.rows("SELECT petition, sum(number) FROM counts GROUP BY petition")
    return {slug: int(number) for slug, number in rows}


def totals(target: Target, slug: str) -> Totals:
    """What the counter says. Raises one of `database.Errors`."""
    with connection(target) as held:
        rows = held.rows("SELECT country, language, number FROM counts WHERE petition = ?", [slug])
    countries: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for country, language, number in rows:
        countries[country] += number
        languages[language] += number
    return Totals(sum(countries.values()), +countries, +languages)


def note_goals(target: Target, goals: Mapping[str, tuple[int, ...]], *, at: int) -> list[Row]:
    """Note which goals were reached, and take back what an invalidation undid. What is new."""
    new: list[Row] = []
    with transaction(target) as held:
        held.lock(COUNTING)
        now = _by_petition(held)
        for slug, steps in goals.items():
            for goal in steps:
                if now.get(slug, 0) < goal:
                    held.run("DELETE FROM reached WHERE petition = ? AND goal = ?", [slug, goal])
                elif held.run(
                    "INSERT INTO reached VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [slug, goal, at]
                ):
                    new.append((slug, goal))
    return new
