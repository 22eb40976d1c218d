"""Taking lists in: tried first, then run; every change of a row's fate is in `deciding`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.imports import naming, preserving, taking
from habeas.desk.imports.comparing import Keys
from habeas.desk.imports.models import Observation, PeopleList, Run
from habeas.desk.imports.ports import Observed, OpenedList, lists
from habeas.desk.imports.taking import NotNow, Result
from habeas.desk.sources.models import Sensitivity

__all__ = [
    "NotNow",
    "Result",
    "carry_on",
    "drop",
    "import_list",
    "start_trying",
    "take_in",
    "try_list",
]

MAY = "imports.import_list"
# At the desk a long list is gone through for so long at a time, and its progress shown between.
SECONDS = 3.0


@dataclass(frozen=True)
class Opened:
    """A list that is open, with the name it goes by and all its rows still to come."""

    table: OpenedList
    name: str
    rows: Iterator[Observed]


def try_list(
    file: Path, *, by: User, mapping: dict[str, Any] | None = None, name: str = ""
) -> Iterator[Result]:
    """Say what taking a list in would do, row by row. Writes nothing.

    Raises PermissionDenied, NotNow for a file that is too large, or the reader's
    `Unreadable` and `MappingError`.
    """
    require(by, MAY)
    with _opened(file, mapping, name) as opened:
        people_list = PeopleList.objects.filter(name=opened.name).first()
        found: set[int] = set()
        for batch in taking.try_rows(opened.rows, people_list, Keys()):
            found |= {row.held.pk for row in batch if row.held}
            yield from map(taking.result_of, batch)
        yield from taking.would_be_removed(people_list, found)


def import_list(
    file: Path,
    *,
    by: User,
    sensitivity: Sensitivity,
    mapping: dict[str, Any] | None = None,
    name: str = "",
) -> Iterator[Result]:
    """Take a list in, row by row. Cut short and called again, it ends the same.

    Raises as `try_list` does.
    """
    require(by, MAY)
    with _opened(file, mapping, name) as opened:
        run = _run_for(file, opened, sensitivity, by)
        for batch in taking.take_rows(opened.rows, run, Keys()):
            yield from map(taking.result_of, batch)
        taking.end_run(run)
        record(by, "list.taken_in", run)
        yield from taking.removed_in(run)


def start_trying(
    file: Path,
    *,
    by: User,
    sensitivity: Sensitivity,
    file_name: str,
    mapping: dict[str, Any] | None = None,
    name: str = "",
) -> Run:
    """Put a file aside to be tried at the desk. Raises as `try_list` does."""
    require(by, MAY)
    with _opened(file, mapping, name, file_name) as opened:
        run = Run(
            list_name=opened.name,
            file_name=file_name[:300],
            sha256=preserving.sha256_of(file),
            size=file.stat().st_size,
            sensitivity=sensitivity,
            mapping=opened.table.mapping,
            note=opened.table.note[:300],
            removed=_listed(opened.name),
            by=by,
        )
    preserving.keep_bytes(file)
    with transaction.atomic():
        run.save()
        record(by, "list.tried", run)
    return run


def carry_on(run: Run, *, by: User, seconds: float = SECONDS) -> Run:
    """Go on trying or taking in for a while. A file that breaks off ends its run with the reason.

    Raises NotNow when somebody else does the same at the same time.
    """
    require(by, MAY)
    try:
        with (
            preserving.laid_out(preserving.bytes_of(run)) as file,
            lists().open_list(file, run.mapping) as table,
        ):
            _go_on(run, table.rows, time.monotonic() + seconds, by)
    except (lists().Unreadable, OSError) as problem:
        _give_up(run, str(problem), by)
    return run


def _go_on(run: Run, rows: Iterator[Observed], until: float, by: User) -> None:
    if run.state == Run.State.CHECKING:
        _go_on_trying(run, rows, until)
    elif run.state == Run.State.RUNNING and _go_on_taking(run, rows, until):
        taking.end_run(run)
        record(by, "list.taken_in", run)


@transaction.atomic
def _give_up(run: Run, reason: str, by: User) -> None:
    """Rows that were taken in stay; none is removed, for the rest of the file is not known."""
    run.state = Run.State.DROPPED
    run.save(update_fields=["state"])
    run.problems.create(row=run.done + 1, reason=reason[:500], is_refusal=True)
    record(by, "list.broke_off", run)


def take_in(run: Run, *, by: User) -> Run:
    """Begin to take in what was tried. Raises NotNow when it was not, or was taken in."""
    require(by, MAY)
    with transaction.atomic():
        run = Run.objects.select_for_update().get(pk=run.pk)
        if run.state != Run.State.CHECKED:
            raise NotNow("try the file first")
        with (
            preserving.laid_out(preserving.bytes_of(run)) as file,
            lists().open_list(file, run.mapping) as table,
        ):
            _begin(run, file, table.kind, by)
        run.problems.all().delete()
    return run


def drop(run: Run, *, by: User) -> None:
    """Forget a file that was tried and not taken in."""
    require(by, MAY)
    if run.state in (Run.State.CHECKING, Run.State.CHECKED):
        Run.objects.filter(pk=run.pk).update(state=Run.State.DROPPED)
        preserving.let_go(run)
        record(by, "list.dropped", run)


def _go_on_trying(run: Run, rows: Iterator[Observed], until: float) -> None:
    keys, people_list = Keys(), PeopleList.objects.filter(name=run.list_name).first()
    for seen in islice(rows, run.done):
        keys.settle(seen)
    for batch in taking.try_rows(rows, people_list, keys):
        with transaction.atomic():
            taking.alone_with(run)
            taking.note_problems(run, batch)
            # Begins as the number of all rows that are held, and falls with each that is found.
            run.removed -= sum(1 for row in batch if row.held and row.held.is_listed)
            taking.count(run, batch)
        if time.monotonic() > until:
            return
    run.rows, run.state = run.done, Run.State.CHECKED
    run.save()


def _go_on_taking(run: Run, rows: Iterator[Observed], until: float) -> bool:
    """Whether the end of the file was reached."""
    keys, done = Keys(), run.done
    for seen in islice(rows, done):
        keys.settle(seen)
    for _ in taking.take_rows(rows, run, keys, gone_through=done):
        if time.monotonic() > until:
            return False
    return True


@contextmanager
def _opened(
    file: Path, mapping: dict[str, Any] | None, name: str, file_name: str = ""
) -> Iterator[Opened]:
    """Open a list. One that is known by its name is read by the mapping it was read by before."""
    limit = settings.HABEAS_MAX_FILE_BYTES
    if file.stat().st_size > limit:
        raise NotNow(f"larger than {limit // 1024**2} MiB, the limit that is set")
    mapping = mapping or _mapping_of(name)
    with lists().open_list(file, mapping) as table:
        first = list(islice(table.rows, naming.LOOKED_AT))
        called = name or naming.list_of(table.mapping, table.columns, first, file_name or file.name)
        own = None if mapping else _mapping_of(called)
        if own is None or own["name"] == table.mapping["name"]:
            yield Opened(table, called, chain(first, table.rows))
            return
    with lists().open_list(file, own) as table:
        yield Opened(table, called, table.rows)


def _mapping_of(name: str) -> dict[str, Any] | None:
    known = PeopleList.objects.filter(name=name).values_list("mapping", flat=True).first()
    return known if known and known.get("name") != naming.GUESSED else None


def _listed(name: str) -> int:
    held = Observation.objects.filter(people_list__name=name)
    return held.exclude(state=Observation.State.REMOVED).count()


def _run_for(file: Path, opened: Opened, sensitivity: Sensitivity, by: User) -> Run:
    """The run that was cut short over the same bytes, or a new one."""
    sha256 = preserving.sha256_of(file)
    cut_short = Run.objects.select_related("people_list").filter(
        list_name=opened.name, sha256=sha256, state=Run.State.RUNNING
    )
    for run in cut_short:
        if run.mapping == opened.table.mapping:
            return run
    run = Run(
        list_name=opened.name,
        file_name=file.name[:300],
        sha256=sha256,
        size=file.stat().st_size,
        sensitivity=sensitivity,
        mapping=opened.table.mapping,
        note=opened.table.note[:300],
        by=by,
    )
    with transaction.atomic():
        _begin(run, file, opened.table.kind, by)
    return run


def _begin(run: Run, file: Path, kind: str, by: User) -> None:
    """Open the list, preserve the file, and start from the first row."""
    run.people_list = preserving.list_called(run.list_name, run)
    # A run over another file that was cut short is left as it stands: this one is newer.
    Run.objects.filter(people_list=run.people_list, state=Run.State.RUNNING).update(
        state=Run.State.DROPPED
    )
    run.capture = preserving.keep_file(run.people_list, file, kind, run, by)
    run.state, run.done = Run.State.RUNNING, 0
    run.added = run.changed = run.unchanged = run.removed = run.refused = 0
    run.save()
    record(by, "list.import_begun", run)
