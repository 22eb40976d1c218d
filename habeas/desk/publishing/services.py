"""Letting an edition out, and pointing back to an older one."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import transaction

from habeas.core import documents, seals
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.actions.letters.projection import held_back
from habeas.desk.publishing.difference import Change, differences
from habeas.desk.publishing.models import Publication
from habeas.desk.publishing.projection import Withheld, project
from habeas.desk.publishing.queries import ended_actions, holds
from habeas.public.edition import store, writer

EDITION_KEY = "edition.key"


class Outdated(ValueError):
    """The records have changed since the difference was shown; look again."""


@dataclass(frozen=True)
class Draft:
    """The next edition as it would be now. `fingerprint` names exactly this content."""

    documents: dict[str, documents.Document]
    changes: list[Change]
    withheld: list[Withheld]
    fingerprint: str
    pictures: dict[str, bytes] = field(default_factory=dict)

    def paths(self, kind: str) -> list[str]:
        return [change.path for change in self.changes if change.kind == kind]


def draft_edition(*, now: datetime | None = None, language: str = "en") -> Draft:
    """Project the records and compare them with what is public now. Writes nothing."""
    now = now or datetime.now(UTC)
    projection = project(on=now.date(), now=now)
    return Draft(
        documents=projection.documents,
        changes=differences(_published(), projection.documents, language=language),
        withheld=projection.withheld,
        fingerprint=writer.root_of(projection.documents.values()),
        pictures=projection.pictures,
    )


def publish_edition(
    draft: Draft, *, by: User, message: str = "", expected: str = "", now: datetime | None = None
) -> store.EditionInfo:
    """Write the drafted edition: whole and signed, or not at all.

    `expected` is the fingerprint of what a person saw and approved. Raises
    PermissionDenied, or Outdated when the draft is another. A draft that
    changes nothing writes nothing and returns the current edition.
    """
    require(by, "publishing.publish_edition")
    if expected and expected != draft.fingerprint:
        raise Outdated("the records have changed since this difference was shown; look again")
    with _alone():
        if reopened := _reopened(draft.documents):
            raise Outdated(f"{', '.join(reopened)}: stopped or closed meanwhile; look again")
        moment = now or datetime.now(UTC)
        return _write(draft.documents, by=by, message=message, now=moment, pictures=draft.pictures)


ACTIONS = (
    documents.AppealDocument,
    documents.PetitionDocument,
    documents.StatementDocument,
    documents.RecipientDocument,
)


def amend_edition(
    path: str,
    ended: Callable[[Any], documents.Document],
    *,
    by: User,
    message: str,
    now: datetime,
) -> store.EditionInfo | None:
    """End one action in public at once; every other document stays as it was published.

    Asks for no more than `actions.conduct_action`, since it only takes away what can be sent.
    None when the action is not public.
    """
    require(by, "actions.conduct_action")
    with _alone():
        held = _published()
        document = held.get(path)
        if not isinstance(document, ACTIONS):
            return None
        held[path] = ended(document)
        return _write(held, by=by, message=message, now=now)


@contextmanager
def _alone() -> Iterator[None]:
    """One writer at a time, from what it reads to what it writes; the next one waits."""
    with (settings.HOME.folder / "edition.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _published() -> dict[str, documents.Document]:
    bodies = store.Edition(settings.HOME.edition).bodies()
    return {path: documents.ANY_DOCUMENT.validate_json(body) for path, body in bodies}


def _reopened(held: Mapping[str, documents.Document]) -> dict[str, documents.Document]:
    """What would ask people to send something although it has ended; each as it has to be."""
    found: dict[str, documents.Document] = {}
    for path, reason in holds().items():
        card = held.get(path)
        if isinstance(card, documents.RecipientDocument) and not card.hold:
            found[path] = held_back(card, reason)
    for path, state in ended_actions().items():
        match held.get(path):
            case documents.AppealDocument(state="open") as appeal:
                nothing = {"state": state, "addressees": (), "letters": ()}
                found[path] = appeal.model_copy(update=nothing)
            case documents.PetitionDocument(state="open") as petition:
                found[path] = petition.model_copy(update={"state": state})
            case documents.StatementDocument(state="open" | "issued") as statement:
                taken = {"state": state, "signatories": ()}
                found[path] = statement.model_copy(update=taken)
    return found


def _write(
    held: dict[str, documents.Document],
    *,
    by: User,
    message: str,
    now: datetime,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> store.EditionInfo:
    """`pictures` are new ones; those of earlier editions the store holds already."""
    key = seals.load_secret_key(settings.HOME.keys / EDITION_KEY)
    info = writer.write_edition(
        settings.HOME.edition,
        held.values(),
        message=message,
        by=by.username,
        at=now,
        sign=key.sign,
        pictures=pictures,
    )
    with transaction.atomic():
        publication, is_new = Publication.objects.get_or_create(
            number=info.number,
            defaults={"root": info.root, "message": message, "by": by, "at": now},
        )
        if is_new:
            record(by, "edition.published", publication)
    return info


def roll_back(number: int, *, by: User) -> store.EditionInfo:
    """Show an older edition again. Nothing is deleted. Raises LookupError for an unknown number.

    An action that has ended since stays ended: then an edition like the older one is written.
    """
    require(by, "publishing.publish_edition")
    with _alone():
        info = writer.point_to(settings.HOME.edition, number)
        publication = Publication.objects.filter(number=number).first()
        if publication:
            record(by, "edition.rolled_back", publication)
        held = _published()
        if ended := _reopened(held):
            now = datetime.now(UTC)
            info = _write({**held, **ended}, by=by, message=f"like {number}", now=now)
    return info
