"""A petition as a public document."""

from __future__ import annotations

from habeas.core import documents
from habeas.core.documents import PetitionDocument
from habeas.desk.petitions.models import Petition
from habeas.desk.petitions.rules import goals_of, lines


def petition_document(petition: Petition, person: str) -> PetitionDocument:
    return PetitionDocument(
        slug=petition.slug,
        state=petition.state,
        person=person,
        versions=tuple(
            documents.PetitionVersion(
                number=one.number,
                frozen_on=one.frozen_on.isoformat(),
                texts=tuple(documents.PetitionText(**text) for text in one.texts),
            )
            for one in petition.versions.all()
        ),
        addressees=lines(petition.addressees),
        goals=goals_of(petition.goals),
        opens_on=petition.opens_on.isoformat(),
        closes_on=petition.closes_on.isoformat() if petition.closes_on else None,
        recipients=tuple(
            documents.Recipient(slug=one.slug, name=one.name, key=one.key, consent=one.consent)
            for one in petition.recipients.all()
        ),
        elsewhere=tuple(
            documents.Elsewhere(
                kind=one.kind, by=one.by, number=one.number, counted_on=one.counted_on.isoformat()
            )
            for one in petition.elsewhere.all()
        ),
        deliveries=_deliveries(petition),
        updates=tuple(
            documents.AppealUpdate(kind=one.kind, date=one.on.isoformat(), text=one.text)
            for one in petition.updates.all()
        ),
    )


def _deliveries(petition: Petition) -> tuple[documents.PetitionDelivery, ...]:
    return tuple(
        documents.PetitionDelivery(
            to=one.to,
            on=one.on.isoformat(),
            number=one.number,
            proof=one.proof or None,
            answer=one.answer or None,
            answered_on=one.answered_on.isoformat() if one.answered_on else None,
        )
        for one in petition.deliveries.all()
    )
