"""Telling those who follow what an edition changed: one mail for each, never two."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from habeas.core.documents import ANY_DOCUMENT, MovedDocument
from habeas.core.sealing import unseal
from habeas.public.edition.store import Edition
from habeas.public.intake import subscriptions
from habeas.public.intake.database import Target
from habeas.public.intake.outbox import Outgoing, packed_mail
from habeas.public.intake.petitions import links
from habeas.public.intake.subscriptions import EVERYBODY, Waiting
from habeas.public.portal import present
from habeas.public.portal.language import INTERFACE, translations
from habeas.vocabulary.wording import one_stop

MOST_NAMES = 40


@dataclass(frozen=True)
class Telling:
    """What a round of digests needs: the edition, the mailer's two keys, and the portal's root."""

    edition: Edition
    secret: Path
    public: str
    portal_url: str


def queue_digests(target: Target, telling: Telling, *, at: datetime) -> Counter[str]:
    """Put a mail for each whose cases changed since they were last told.

    Counts `queued`, `unchanged`, and `unopened`: addresses that this key does not open, which are
    left as they are. Killed and run again, it goes on where it was. Raises one of
    `database.Errors`.
    """
    number = telling.edition.number()
    told: Counter[str] = Counter()
    changed = lru_cache(lambda since: _changed(telling.edition, since, number))
    secret = links.secret(target)
    for one in _all(target, number):
        slugs = _of_interest(telling.edition, one.follows, changed(one.edition))
        try:
            mail = _mail(one, slugs, telling, secret, at) if slugs else None
        except ValueError:
            told["unopened"] += 1
            continue
        if subscriptions.note_told(target, one.id, number, mail, at=at):
            told["queued" if mail else "unchanged"] += 1
    return told


def _all(target: Target, number: int) -> Iterator[Waiting]:
    after = ""
    while some := subscriptions.waiting(target, number, after=after):
        yield from some
        after = some[-1].id


def _changed(edition: Edition, since: int, number: int) -> frozenset[str]:
    """Slugs that the editions after `since` added or changed. What was withdrawn is not named."""
    found: set[str] = set()
    for info in edition.editions():
        if since < info.number <= number:
            added, changed, _ = edition.changed(info.number)
            found.update(path.removeprefix("people/") for path in (*added, *changed))
    return frozenset(found)


def _of_interest(edition: Edition, follows: str, changed: frozenset[str]) -> list[str]:
    if follows == EVERYBODY:
        return sorted(changed)
    return sorted({follows, _moved_to(edition, follows)} & changed)


def _moved_to(edition: Edition, slug: str) -> str:
    """Where the page of somebody is now; a chain of moves is as long as it is."""
    seen: set[str] = set()
    while slug not in seen:
        seen.add(slug)
        stored = edition.document(f"people/{slug}")
        document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
        if isinstance(document, MovedDocument):
            slug = document.to
    return slug


def _mail(
    one: Waiting, slugs: list[str], telling: Telling, secret: bytes, at: datetime
) -> bytes | None:
    """The sealed mail; None when nobody of these is shown any more."""
    language = one.language if one.language in INTERFACE else "en"
    people = _people(telling.edition, slugs, language, telling.portal_url, at)
    if not people:
        return None
    to = json.loads(unseal(one.sealed, telling.secret))["to"]
    link = f"{telling.portal_url}/{language}/follow/s/{links.token(one.id, secret)}/"
    fields = {"people": people, "link": link}
    return packed_mail(Outgoing(to, language, subscriptions.DIGEST, fields), telling.public)


def _people(edition: Edition, slugs: list[str], language: str, root: str, at: datetime) -> str:
    rows = edition.people_named(slugs)
    if not rows:
        return ""
    line: Callable[..., str] = "{name}\n{short}\n{url}".format
    told = [
        line(
            name=present.reader_name(one["names"], one["language"], language),
            short=present.in_short(one, language, on=at.date()),
            url=f"{root}/{language}/people/{one['slug']}/",
        )
        for one in rows[:MOST_NAMES]
    ]
    if len(rows) > MOST_NAMES:
        more = translations(language).gettext("And {number} more: {url}")
        told.append(more.format(number=len(rows) - MOST_NAMES, url=f"{root}/{language}/changes/"))
    # A mail is read on another day than it was counted.
    today = present.date_text(at.date().isoformat(), language)
    as_of = translations(language).gettext("As of {date}.").format(date=today)
    return "\n\n".join((*told, one_stop(as_of)))
