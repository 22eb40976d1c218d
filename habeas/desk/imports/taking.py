"""Taking a list in, a batch of rows at a time, each batch for good or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from habeas.desk.imports.comparing import Compared, Keys, Outcome, compare
from habeas.desk.imports.models import Observation, PeopleList, RowProblem, Run
from habeas.desk.imports.ports import Observed

BATCH = 500
# What an upsert writes; who a row speaks of and what was decided is never touched.
_WRITTEN = ("run", "row", "state", "cells", "fields", "said_in", "hash", "changes", "waits")


class NotNow(ValueError):
    """It cannot be done as things stand; the message says why."""


@dataclass(frozen=True)
class Result:
    """What became of one row, as commands and reports tell it."""

    row: int | None
    outcome: Outcome
    person: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    problems: tuple[dict[str, str], ...] = ()


def try_rows(
    rows: Iterator[Observed], people_list: PeopleList | None, keys: Keys
) -> Iterator[list[Compared]]:
    """Compare batch by batch and write nothing."""
    while batch := list(islice(rows, BATCH)):
        yield compare([(seen, keys.settle(seen)) for seen in batch], people_list, None)


def take_rows(
    rows: Iterator[Observed], run: Run, keys: Keys, *, gone_through: int = 0
) -> Iterator[list[Compared]]:
    """Compare batch by batch and write each; what `run` has done already is only told again.

    `gone_through` rows of the file came before these.
    """
    while batch := list(islice(rows, BATCH)):
        settled = [(seen, keys.settle(seen)) for seen in batch]
        known = max(0, min(run.done - gone_through, len(settled)))
        found = compare(settled[:known], run.people_list, run)
        if settled[known:]:
            found += _write(run, settled[known:])
        gone_through += len(batch)
        yield found


@transaction.atomic
def _write(run: Run, settled: list[tuple[Observed, str]]) -> list[Compared]:
    alone_with(run)
    found = compare(settled, run.people_list, None)
    Observation.objects.bulk_create(
        (_observation(run, row) for row in found if row.outcome != "refused"),
        update_conflicts=True,
        unique_fields=["people_list", "key"],
        update_fields=_WRITTEN,
    )
    _still_there(run, [row.seen.key for row in found if row.outcome == "refused"])
    note_problems(run, found)
    count(run, found)
    return found


def alone_with(run: Run) -> None:
    """Hold the run until the transaction ends. Raises NotNow when somebody has moved it on."""
    now = Run.objects.select_for_update().get(pk=run.pk)
    if (now.state, now.done) != (run.state, run.done):
        raise NotNow("somebody else is taking in this list at the same time")


def _still_there(run: Run, keys: list[str]) -> None:
    """A row that is refused today stands as it stood before: it has not left the list."""
    rows = Observation.objects.filter(people_list=run.people_list, key__in=keys)
    rows = rows.exclude(run=run).exclude(state=Observation.State.REMOVED)
    rows.update(run=run, state=Observation.State.UNCHANGED)


def _observation(run: Run, row: Compared) -> Observation:
    """The row as it is written; one that is held already keeps its id and decisions."""
    seen, held = row.seen, row.held
    return Observation(
        people_list=run.people_list,
        key=seen.key,
        run=run,
        row=seen.row,
        state=row.outcome,
        cells=seen.cells,
        fields=seen.fields,
        said_in=seen.said_in,
        hash=row.hash,
        changes=list(row.changes),
        waits=_waits(row.hash, row.outcome, held),
    )


def _waits(digest: str, outcome: str, held: Observation | None) -> bool:
    """Whether a member has to look: at what was never decided, or says something else since."""
    if held is None:
        return True
    return held.waits if outcome == "unchanged" else held.decided_hash != digest


def note_problems(run: Run, found: Iterable[Compared]) -> None:
    RowProblem.objects.bulk_create(
        RowProblem(run=run, **problem, is_refusal=not problem["column"] and bool(row.reason))
        for row in found
        for problem in problems_of(row)
    )


def problems_of(row: Compared) -> list[dict[str, Any]]:
    """What of a row could not be taken, and why the row itself was not, if it was refused."""
    found = [
        {"row": row.seen.row, "column": p.column, "value": p.value, "reason": p.reason[:500]}
        for p in row.seen.problems
    ]
    if row.reason:
        found.append({"row": row.seen.row, "column": "", "value": "", "reason": row.reason[:500]})
    return found


def count(run: Run, found: list[Compared]) -> None:
    """Add a batch to what the run has done."""
    for outcome, times in Counter(row.outcome for row in found).items():
        setattr(run, outcome, getattr(run, outcome) + times)
    run.done += len(found)
    run.rows = max(run.rows, run.done)
    run.save(update_fields=["done", "rows", "added", "changed", "unchanged", "removed", "refused"])


@transaction.atomic
def end_run(run: Run) -> None:
    """What the file no longer has is removed from the list, and from nothing else."""
    now = Run.objects.select_for_update().get(pk=run.pk)
    if now.state != Run.State.RUNNING or run.people_list is None:
        raise NotNow("this run has ended")
    gone = Observation.objects.filter(people_list=run.people_list).exclude(run=run)
    run.removed = gone.exclude(state=Observation.State.REMOVED).update(
        state=Observation.State.REMOVED,
        run=run,
        changes=[],
        waits=Case(When(person__isnull=False, then=Value(True)), default=Value(False)),
    )
    run.rows, run.state, run.ended_at = run.done, Run.State.DONE, timezone.now()
    run.save()
    PeopleList.objects.filter(pk=run.people_list.pk).update(mapping=run.mapping)


def removed_in(run: Run) -> Iterator[Result]:
    rows = Observation.objects.filter(run=run, state=Observation.State.REMOVED)
    for slug in rows.values_list(F("person__slug"), flat=True).order_by("pk").iterator():
        yield Result(None, "removed", slug, reason="no longer in the list")


def would_be_removed(people_list: PeopleList | None, found: set[int]) -> Iterator[Result]:
    """Rows held that a file did not have; `found` are the row ids that it had."""
    if people_list is None:
        return
    rows = Observation.objects.filter(people_list=people_list)
    rows = rows.exclude(Q(state=Observation.State.REMOVED))
    for pk, slug in rows.values_list("pk", "person__slug").order_by("pk").iterator():
        if pk not in found:
            yield Result(None, "removed", slug, reason="no longer in the list")


def result_of(row: Compared) -> Result:
    fields = row.seen.fields
    if row.outcome == "changed":
        fields = {name: fields.get(name) for name in row.changes}
    elif row.outcome in ("unchanged", "refused"):
        fields = {}
    person = row.held.person if row.held else None
    problems = tuple(
        {"column": p.column, "value": p.value, "reason": p.reason} for p in row.seen.problems
    )
    told = [f"{p['column']} “{p['value']}”: {p['reason']}" for p in problems]
    return Result(
        row=row.seen.row,
        outcome=row.outcome,
        person=person.slug if person else None,
        fields=fields,
        reason="; ".join(filter(None, [row.reason, *told])),
        problems=problems,
    )
