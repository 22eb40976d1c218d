"""The intake's database: a SQLite file, or PostgreSQL where one machine is too small.

Statements are written once, in the words that both understand, with `?` for values. What is
done within `transaction` is there as a whole once it has ended, or not at all.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg

Target = Path | str  # a file, or postgresql://…
# What a database says when it cannot do its work.
Errors = (sqlite3.Error, psycopg.Error)
Values = Sequence[Any]
Row = tuple[Any, ...]
KEPT_OPEN = 2
LONGEST_WAIT = 20  # seconds
STEP = 0.0005  # seconds between two tries for the lock


def is_postgresql(target: Target) -> bool:
    return str(target).startswith(("postgresql://", "postgres://"))


def without_password(target: Target) -> str:
    """As it may be shown."""
    return re.sub(r"//[^@/]*@", "//", str(target))


class Connection:
    """One open connection. A thread has its own and shares it with no other."""

    def __init__(self, target: Target) -> None:
        self.is_postgresql = is_postgresql(target)
        self.is_busy = False
        # What was read in this transaction and holds until its end.
        self.memo: dict[str, Any] = {}
        self._target = target
        self._raw: Any = _postgresql(str(target)) if self.is_postgresql else _sqlite(Path(target))
        self._file = None if self.is_postgresql else _identity(Path(target))

    def rows(self, statement: str, values: Values = ()) -> list[Row]:
        """The answer of a SELECT, or of RETURNING."""
        found: list[Row] = self._execute(statement, values).fetchall()
        return found

    def row(self, statement: str, values: Values = ()) -> Row | None:
        found: Row | None = self._execute(statement, values).fetchone()
        return found

    def run(self, statement: str, values: Values = ()) -> int:
        """Change rows, and say how many were changed."""
        changed: int = self._execute(statement, values).rowcount
        return changed

    def run_many(self, statement: str, values: Iterable[Values]) -> None:
        cursor = self._raw.cursor()
        cursor.executemany(self._own_words(statement), list(values))

    def add(self, table: str, rows: Sequence[Values], then: str = "") -> list[Row]:
        """Insert rows with one statement, and answer what RETURNING asks for.

        `table` may name columns; `then` is what stands after the values. No rows, no statement.
        """
        if not rows:
            return []
        places = ", ".join([f"({places_for(rows[0])})"] * len(rows))
        values = [value for row in rows for value in row]
        done = self._execute(f"INSERT INTO {table} VALUES {places} {then}", values)  # noqa: S608
        return list(done.fetchall()) if "RETURNING" in then else []

    def lock(self, name: int) -> None:
        """Wait until no other transaction holds the lock of this number; held until it ends.

        On SQLite a transaction holds the only lock there is from its beginning.
        """
        if self.is_postgresql:
            self._raw.execute("SELECT pg_advisory_xact_lock(%s)", [name])

    def lock_rows(self, table: str) -> None:
        """Let nobody else change rows of this table until the transaction ends.

        Those who change many rows ask for this first: two of them would else each wait for a
        row of the other, and what one of them read would no longer hold when it writes.
        """
        if self.is_postgresql:
            self._raw.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")

    def begin(self) -> None:
        # A reader that wants to write later would be refused; so every writer waits here.
        self.memo = {}
        if self.is_postgresql:
            self._raw.execute("BEGIN")
        else:
            _begin_on_sqlite(self._raw)

    def commit(self) -> None:
        self._raw.execute("COMMIT")

    def roll_back(self) -> None:
        self._raw.execute("ROLLBACK")

    def close(self) -> None:
        self._raw.close()

    @property
    def is_usable(self) -> bool:
        """False when the server has gone, or another file stands under the name."""
        if self.is_postgresql:
            return not (self._raw.closed or self._raw.broken)
        return self._file == _identity(Path(self._target))

    def _execute(self, statement: str, values: Values) -> Any:
        return self._raw.execute(self._own_words(statement), values)

    def _own_words(self, statement: str) -> str:
        return _for_postgresql(statement) if self.is_postgresql else statement


def places_for(values: Values) -> str:
    """As many places as there are values."""
    return ", ".join("?" * len(values))


@contextmanager
def connection(target: Target) -> Iterator[Connection]:
    """This thread's connection, for reading. Raises one of `Errors` when there is none."""
    held = _held(target)
    try:
        yield held
    except Errors:
        _forget(target)
        raise


@contextmanager
def transaction(target: Target) -> Iterator[Connection]:
    """All of it, durable when the block has ended; or nothing, when it raises."""
    with connection(target) as held:
        if held.is_busy:
            raise RuntimeError("a transaction cannot begin within another")
        _begin(held)
        try:
            yield held
            held.commit()
        except BaseException:
            _roll_back(held, target)
            raise
        finally:
            held.is_busy = False


def make_tables(target: Target, schema: str) -> None:
    """Make what is missing of tables and indices; repeating it changes nothing."""
    with transaction(target) as held:
        held.lock(0)
        for statement in _statements(schema):
            words = _schema_for_postgresql(statement) if held.is_postgresql else statement
            held.run(words)


def _begin(held: Connection) -> None:
    held.begin()
    held.is_busy = True


def _roll_back(held: Connection, target: Target) -> None:
    try:
        held.roll_back()
    except Errors:  # a connection that has gone took its transaction along
        _forget(target)


_local = threading.local()


def _held(target: Target) -> Connection:
    known: OrderedDict[str, Connection] = _local.__dict__.setdefault("known", OrderedDict())
    held = known.get(str(target))
    if held and held.is_usable:
        return held
    _forget(target)
    while len(known) >= KEPT_OPEN:
        known.popitem(last=False)[1].close()
    known[str(target)] = Connection(target)
    return known[str(target)]


def _forget(target: Target) -> None:
    known: OrderedDict[str, Connection] = _local.__dict__.get("known", OrderedDict())
    held = known.pop(str(target), None)
    if held:
        held.close()


def _sqlite(file: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(file, timeout=LONGEST_WAIT, isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA secure_delete = ON")
    return raw


def _begin_on_sqlite(raw: sqlite3.Connection) -> None:
    """Wait for the one lock that there is. SQLite itself sleeps ever longer, to 0.1 seconds."""
    end = time.monotonic() + LONGEST_WAIT
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
            time.sleep(STEP)
    finally:
        raw.execute(f"PRAGMA busy_timeout = {LONGEST_WAIT * 1000}")


def _postgresql(address: str) -> psycopg.Connection[Row]:
    raw = psycopg.connect(address, autocommit=True, connect_timeout=5)
    raw.execute("SET synchronous_commit = on")
    return raw


def _identity(file: Path) -> tuple[int, int] | None:
    """Which file it is: a store that was put back from a copy is another."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@lru_cache(maxsize=256)
def _for_postgresql(statement: str) -> str:
    return statement.replace("%", "%%").replace("?", "%s")


def _schema_for_postgresql(statement: str) -> str:
    words = re.sub(r"\bBLOB\b", "BYTEA", statement)
    words = re.sub(r"\bINTEGER\b", "BIGINT", words)
    return re.sub(r"\)\s*STRICT\s*$", ")", words)


def _statements(schema: str) -> list[str]:
    bare = re.sub(r"--.*", "", schema)
    return [part.strip() for part in bare.split(";") if part.strip()]
