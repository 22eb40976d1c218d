"""One dialect on two databases: what is acknowledged is there, what failed is not."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habeas.public.intake import store
from habeas.public.intake.database import (
    Errors,
    Target,
    connection,
    make_tables,
    transaction,
    without_password,
)

COUNT = "SELECT count(*) FROM messages"
ADD = "INSERT INTO messages VALUES (?, 'telling', '2021-05-04', ?, NULL)"


def number(target: Target) -> int:
    with connection(target) as held:
        (found,) = held.row(COUNT) or (0,)
    return int(found)


def test_messages_live_in_either_database(intake: Target) -> None:
    key = store.add(intake, kind="telling", sealed=b"\x00sealed\xff", on=date(2021, 5, 4))

    (message,) = store.waiting(intake)
    assert (message.id, message.sealed) == (key, b"\x00sealed\xff")

    store.mark_taken(intake, key, on=date(2021, 5, 5))
    assert store.waiting(intake) == []


def test_what_fails_half_way_leaves_nothing(intake: Target) -> None:
    with pytest.raises(ZeroDivisionError), transaction(intake) as held:
        held.run(ADD, ["a", b""])
        raise ZeroDivisionError

    assert number(intake) == 0


def test_a_refused_statement_undoes_its_transaction_and_the_next_works(intake: Target) -> None:
    with pytest.raises(Errors), transaction(intake) as held:
        held.run(ADD, ["a", b""])
        held.run(ADD, ["a", b""])

    with transaction(intake) as held:
        held.run(ADD, ["b", b"per cent: %"])
    assert number(intake) == 1


def test_a_transaction_within_another_is_refused(intake: Target) -> None:
    with (
        pytest.raises(RuntimeError, match="within another"),
        transaction(intake),
        transaction(intake),
    ):
        pass

    assert number(intake) == 0


def test_writers_of_many_threads_wait_for_each_other(intake: Target) -> None:
    def add_one_to_it(_: int) -> None:
        with transaction(intake) as held:
            held.lock(7)
            (found,) = held.row(COUNT) or (0,)
            held.run(ADD, [str(found), b""])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one_to_it, range(40)))

    assert number(intake) == 40


def test_tables_are_made_once(intake: Target) -> None:
    make_tables(intake, "CREATE TABLE IF NOT EXISTS more (a INTEGER, b BLOB) STRICT; -- a; b\n")
    store.make_store(intake)

    assert number(intake) == 0


def test_a_store_put_back_from_a_copy_is_used_at_once(tmp_path: Path) -> None:
    file, copy = tmp_path / "intake.sqlite3", tmp_path / "copy"
    store.make_store(file)
    with connection(file) as held:
        held.run("VACUUM INTO ?", [str(copy)])
    store.add(file, kind="telling", sealed=b"", on=date(2021, 5, 4))
    for left in tmp_path.glob("intake.sqlite3*"):
        left.unlink()

    shutil.copy(copy, file)

    assert number(file) == 0


def test_a_server_that_was_restarted_is_found_again(mortal_postgresql: Any) -> None:
    target = mortal_postgresql.fresh()
    store.make_store(target)
    mortal_postgresql.stop("immediate")
    with pytest.raises(Errors):
        number(target)
    mortal_postgresql.start()

    assert number(target) == 0


def test_a_password_is_not_shown() -> None:
    assert without_password("postgresql://a:secret@host/db") == "postgresql://host/db"
    assert without_password(Path("/var/intake.sqlite3")) == "/var/intake.sqlite3"
