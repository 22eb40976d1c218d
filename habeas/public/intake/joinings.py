"""Signing a joint statement by invitation: who signs is sealed, and stands in no list here.

An invitation is a code as a receipt has it: a slip in it is seen here, and whether it was ever
given to anybody only the desk knows.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from habeas.core.sealing import seal
from habeas.public.intake import store
from habeas.public.intake.database import Target

JOINING = "joining"
OWN, HOUSE, ENDORSES, PERSONAL = "own", "house", "endorses", "personal"
WAYS = (OWN, HOUSE, ENDORSES, PERSONAL)
LONGEST, LONGEST_LIST = 300, 20_000  # code points


@dataclass(frozen=True)
class Joining:
    """What somebody says for an organisation; `sha256` is of the words that they were shown."""

    code: str
    name: str
    country: str
    signs_as: str
    members: str
    person: str
    office: str
    contact: str
    is_named: bool
    withdraws: bool
    sha256: str

    def problems(self) -> list[str]:
        """Codes of what is wrong; empty when it can be taken in."""
        short = (self.name, self.country, self.person, self.office, self.contact, self.sha256)
        found = []
        if not self.withdraws and not self.name.strip():
            found.append("no_name")
        if not self.withdraws and self.signs_as not in WAYS:
            found.append("no_way")
        if not self.person.strip():
            found.append("no_person")
        if max(map(len, short)) > LONGEST or len(self.members) > LONGEST_LIST:
            found.append("too_long")
        return found


def take_in(joining: Joining, *, target: Target, key: str, on: date) -> None:
    """Seal it to the organisation's public key and keep it.

    Raises ValueError for one with problems, and one of `database.Errors` when it cannot be kept.
    """
    if problems := joining.problems():
        raise ValueError(", ".join(problems))
    body = json.dumps(asdict(joining), ensure_ascii=False).encode()
    sealed = seal(body + b" " * (-len(body) % 1024), key)
    store.add(target, kind=JOINING, sealed=sealed, on=on)
