"""Taking in what a visitor sends: sealed first, stored after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from habeas.core.ids import new_id
from habeas.core.receipts import Receipt
from habeas.core.sealing import seal
from habeas.public.intake import threads
from habeas.public.intake.database import Target, transaction
from habeas.public.intake.forms import Telling
from habeas.public.intake.pieces import Pieces

TELLING = "telling"


def take_in(
    telling: Telling,
    *,
    file: Target,
    key: str,
    on: date,
    receipt: Receipt,
    days: int,
    pieces: Pieces | None = None,
    language: str = "",
) -> None:
    """Seal a message to the organisation's public key and keep it, all of it or nothing.

    An answer can be fetched with the receipt's code for so many `days`. Raises ValueError for
    a telling with problems or a key that is none, and one of `database.Errors` when it cannot
    be kept.
    """
    if problems := telling.problems():
        raise ValueError(", ".join(problems))
    files = pieces.described() if pieces else []
    own = {"thread": receipt.id, "recipient": receipt.recipient, "language": language}
    sealed = seal(telling.packed(**own, files=files), key)
    with transaction(file) as held:
        threads.forget(held, on=on)
        threads.keep(held, receipt.id, until=on + timedelta(days=days))
        id = new_id()
        row = [id, TELLING, on.isoformat(), sealed]
        held.run("INSERT INTO messages VALUES (?, ?, ?, ?, NULL)", row)
        several: Iterable[bytes] = pieces or ()
        for number, piece in enumerate(several):
            held.run("INSERT INTO pieces VALUES (?, ?, ?)", [id, number, piece])
