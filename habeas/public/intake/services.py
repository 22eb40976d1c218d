"""Taking in what a visitor sends: sealed first, stored after."""

from __future__ import annotations

from datetime import date

from habeas.core.sealing import seal
from habeas.public.intake import store
from habeas.public.intake.database import Target
from habeas.public.intake.forms import Telling

TELLING = "telling"


def take_in(telling: Telling, *, file: Target, key: str, on: date) -> None:
    """Seal a message to the organisation's public key and keep it.

    Raises ValueError for a telling with problems or a key that is none, and
    one of `database.Errors` when it cannot be kept; then nothing is kept.
    """
    problems = telling.problems()
    if problems:
        raise ValueError(", ".join(problems))
    store.add(file, kind=TELLING, sealed=seal(telling.packed(), key), on=on)
