"""What a receipt code leads back to: answers that only its holder opens."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from habeas.core.ids import new_id
from habeas.core.receipts import Receipt, new_code, read_code, receipt
from habeas.core.sealing import seal
from habeas.public.intake.database import Connection, Target, connection, transaction
from habeas.public.intake.petitions.links import secret


@dataclass(frozen=True)
class Answer:
    answered_on: str
    text: str


def begin(target: Target) -> tuple[str, Receipt]:
    """A new code, to be shown once, and its keys."""
    code = new_code()
    return code, receipt(read_code(code), secret(target))


def find(target: Target, typed: str, *, on: date) -> Receipt | None:
    """The receipt of a code that is still kept. Raises receipts.NoCode for what is no code."""
    mine = receipt(read_code(typed), secret(target))
    with connection(target) as held:
        found = held.row(
            "SELECT id FROM threads WHERE id = ? AND until >= ?", [mine.id, on.isoformat()]
        )
    return mine if found else None


def answers(target: Target, mine: Receipt) -> list[Answer]:
    with connection(target) as held:
        rows = held.rows(
            "SELECT answered_on, sealed FROM answers WHERE thread = ? ORDER BY answered_on, id",
            [mine.id],
        )
    return [Answer(on, json.loads(mine.opened(bytes(sealed)))["text"]) for on, sealed in rows]


def keep(held: Connection, id: str, *, until: date) -> None:
    """Keep a thread until a day, or longer when it is kept longer already."""
    held.run(
        "INSERT INTO threads VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET until ="
        " CASE WHEN excluded.until > threads.until THEN excluded.until ELSE threads.until END",
        [id, until.isoformat()],
    )


def answer(
    target: Target, id: str, *, recipient: str, text: str, on: date, until: date, once: str
) -> bool:
    """Seal an answer for the holder of the code; False when its time is over.

    `once` is the answer's own id: handed over again, it is there once.
    """
    body = json.dumps({"text": text}, ensure_ascii=False).encode()
    sealed = seal(body + b" " * (-len(body) % 1024), recipient)
    with transaction(target) as held:
        forget(held, on=on)
        if not held.row("SELECT id FROM threads WHERE id = ?", [id]):
            return False
        keep(held, id, until=until)
        held.run(
            "INSERT INTO answers VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            [once or new_id(), id, on.isoformat(), sealed],
        )
    return True


def forget(held: Connection, *, on: date) -> int:
    """Delete threads whose time is over, with their answers; how many."""
    day = on.isoformat()
    held.run("DELETE FROM answers WHERE thread IN (SELECT id FROM threads WHERE until < ?)", [day])
    return held.run("DELETE FROM threads WHERE until < ?", [day])
