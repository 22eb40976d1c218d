"""A card as a public document. Where somebody is comes from the public document alone."""

from __future__ import annotations

from habeas.core import custody, documents
from habeas.core.dates import parse_optional
from habeas.core.documents import PersonDocument, RecipientDocument
from habeas.desk.actions.letters.models import PERSONAL, PlaceRules, Recipient
from habeas.desk.actions.letters.queries import address_of, delivery_of
from habeas.desk.casefiles.models import Place


def path_for(card: Recipient) -> str:
    return f"letters/{card.person.slug}"


def place_now(person: PersonDocument) -> str | None:
    """The slug of the place where public periods say that somebody is held now."""
    now = next((one for one in person.periods if one.end is None), None)
    return now.at if now and now.kind not in custody.NOT_CUSTODY else None


def recipient_document(card: Recipient, person: PersonDocument, place: Place) -> RecipientDocument:
    """The document; while there is a hold it has no address."""
    address, told = address_of(place), _told(card)
    days, days_of = delivery_of(place) or (None, None)
    made = RecipientDocument(
        slug=person.slug,
        name=card.name,
        language=person.language,
        born=_year(told["born"]),
        unit=card.unit or None,
        address=address.text if address else None,
        address_since=(address.since or None) if address else None,
        place=place.slug,
        place_name=place.name,
        country=place.country or None,
        languages=tuple(told["languages"].split()),
        interests=told["interests"] or None,
        welcome=told["welcome"] or None,
        avoid=told["avoid"] or None,
        confirmed_on=card.confirmed_on.isoformat() if card.confirmed_on else None,
        rules=_rules(place),
        days=days,
        days_of=days_of,
    )
    return held_back(made, card.hold) if card.hold else made


def _told(card: Recipient) -> dict[str, str]:
    """What the card tells of the person; without agreement to a field it is empty."""
    agreed = card.shown.split()
    return {name: getattr(card, name) if name in agreed else "" for name in PERSONAL}


def _year(born: str) -> int | None:
    birth = parse_optional(born)
    is_known = birth and birth.earliest.year == birth.latest.year
    return birth.earliest.year if birth and is_known else None


def held_back(document: RecipientDocument, reason: str) -> RecipientDocument:
    """The card while nobody should write: the reason, and nowhere to write to."""
    nowhere = {"hold": reason, "address": None, "address_since": None, "unit": None}
    return document.model_copy(update=nowhere)


def _rules(place: Place) -> documents.LetterRules | None:
    known = PlaceRules.objects.filter(place=place).first()
    if known is None:
        return None
    return documents.LetterRules(
        channels=tuple(known.channels.split()),
        languages=tuple(known.languages.split()),
        pages=known.pages,
        photos=known.photos,
        enclosures=known.enclosures or None,
        reply=known.reply or None,
        source=known.source or None,
        checked_on=known.checked_on.isoformat() if known.checked_on else None,
    )
