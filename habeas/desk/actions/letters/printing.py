"""Labels for volunteers who write: addresses, and nothing that points back to anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from habeas.core import typesetting
from habeas.core.dates import parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.actions.letters.models import Recipient
from habeas.desk.actions.letters.queries import address_of, stays_of
from habeas.desk.casefiles import labels

SHEET = Path(__file__).parent / "typst" / "labels.typ"
Label = dict[str, str | list[str]]


def labels_for(
    cards: Iterable[Recipient], *, member: User, at: datetime
) -> tuple[list[Label], list[Recipient]]:
    """A label for each card, and the cards that get none: held back, or nobody knows where to."""
    made, without, chosen = [], [], list(cards)
    stays = stays_of([card.person for card in chosen], member=member, on=at.date())
    for card in chosen:
        stay = stays.get(card.person_id)
        address = address_of(stay.place) if stay else None
        if card.hold or address is None:
            without.append(card)
        else:
            lines = [card.unit, *address.text.splitlines()]
            made.append(_label(card, [line.strip() for line in lines if line.strip()]))
    return made, without


def _label(card: Recipient, lines: list[str]) -> Label:
    birth = parse_optional(card.born)
    is_known = birth and birth.earliest.year == birth.latest.year
    year = str(birth.earliest.year) if birth and is_known and "born" in card.shown.split() else ""
    return {"name": card.name, "born": year, "lines": lines}


def sheet(made: list[Label], *, each: int, at: datetime) -> bytes:
    """The PDF, with `each` labels for everybody."""
    values = {
        "title": _("Labels"),
        "language": labels.language(),
        "labels": [one for one in made for _copy in range(each)],
    }
    return typesetting.pdf(SHEET, values, at=at)
