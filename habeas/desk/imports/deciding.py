"""What a member decides of a row. It joins a file or opens one; it never overwrites anything."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from habeas.core.ids import new_id
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.casefiles import services as casefiles
from habeas.desk.casefiles.models import Claim, Event, Person
from habeas.desk.casefiles.services import NotReviewable
from habeas.desk.imports import claiming, preserving
from habeas.desk.imports.matching import candidates
from habeas.desk.imports.models import Observation
from habeas.desk.imports.taking import NotNow
from habeas.vocabulary import event_types

__all__ = [
    "NotNow",
    "NotReviewable",
    "Opened",
    "join_row",
    "keep_row_apart",
    "open_row",
    "open_unmatched",
    "reopen_row",
    "skip_row",
]

MAY = "casefiles.review_claim"
Decision = Observation.Decision
BATCH = 100


@transaction.atomic
def join_row(row: Observation, person: Person, *, by: User) -> Observation:
    """The row speaks of somebody who has a file: what it claims is accepted there.

    Of a row that was joined before, only what it says otherwise since. Raises
    PermissionDenied, or NotNow for a row that needs no decision.
    """
    require(by, MAY)
    row = _held(row)
    if row.file is not None and row.file != person:
        raise NotNow("the row belongs to another file; undo that first")
    _accept(row, person, by)
    return _decided(row, person, Decision.JOINED, "row.joined", by)


@transaction.atomic
def open_row(row: Observation, *, by: User) -> Observation:
    """The row speaks of somebody new: a file is opened on what it claims."""
    require(by, MAY)
    row = _held(row)
    if row.person_id is not None:
        raise NotNow("the row has a file; undo that first")
    person = _accept(row, None, by)
    return _decided(row, person, Decision.OPENED, "row.opened", by)


@transaction.atomic
def skip_row(row: Observation, *, by: User) -> Observation:
    """Pass a row over until it changes; a row that left its list is taken note of so, too."""
    require(by, MAY)
    row = _held(row)
    decision = Decision(row.decision) if row.person_id else Decision.SKIPPED
    return _decided(row, row.person, decision, "row.passed_over", by)


@transaction.atomic
def keep_row_apart(row: Observation, person: Person, *, by: User) -> Observation:
    """The row does not speak of this person: that is remembered in every later edition."""
    require(by, MAY)
    row = _held(row)
    row.apart_from.add(person)
    record(by, "row.kept_apart", row)
    return row


@transaction.atomic
def reopen_row(row: Observation, *, by: User) -> Observation:
    """Undo what was decided: claims made of the row are taken back, and it waits again."""
    require(by, MAY)
    row = _held(row, waiting=False)
    claims = Claim.objects.filter(capture__observations=row, state=Claim.State.ACCEPTED)
    for claim in claims.order_by("-pk"):
        casefiles.reopen_claim(claim, by=by)
        Claim.objects.filter(pk=claim.pk).delete()
    row.captures.clear()
    row.decided_hash, row.decided_fields = "", {}
    row.person, row.decision, row.waits = None, Decision.NONE, row.is_listed
    row.save(update_fields=["person", "decision", "decided_hash", "decided_fields", "waits"])
    record(by, "row.reopened", row)
    return row


@dataclass(frozen=True)
class Opened:
    """How far opening in bulk has come. `last` is the row, by its id, to go on after."""

    opened: int
    passed: int
    last: int
    is_done: bool


def open_unmatched(
    rows: QuerySet[Observation], *, by: User, after: int = 0, seconds: float = 3.0
) -> Opened:
    """Open a file for every waiting row that nobody in the desk may be, for a while.

    Each row is looked at when its turn comes, so two rows of one person open
    one file, and the second is left to a member.
    """
    require(by, MAY)
    until, opened, passed = time.monotonic() + seconds, 0, 0
    waiting = rows.filter(waits=True, person=None).exclude(state=Observation.State.REMOVED)
    # Read to its end before anything is written: SQLite refuses to write on an old reading.
    while found := list(waiting.filter(pk__gt=after).order_by("pk")[:BATCH]):
        for row in found:
            if _opens(row, by):
                opened += 1
            else:
                passed += 1
            after = row.pk
            if time.monotonic() > until:
                return Opened(opened, passed, after, is_done=False)
    return Opened(opened, passed, after, is_done=True)


def _opens(row: Observation, by: User) -> bool:
    if candidates([row], member=by)[row.pk]:
        return False
    try:
        open_row(row, by=by)
    except NotNow:  # somebody was quicker
        return False
    return True


def _held(row: Observation, *, waiting: bool = True) -> Observation:
    held = Observation.objects.select_for_update().get(pk=row.pk)
    if waiting and not held.waits:
        raise NotNow("somebody has decided this row")
    return held


def _accept(row: Observation, person: Person | None, by: User) -> Person:
    """Accept what the row claims and its older copies did not; without a person, open a file."""
    names, capture = claiming.names_of(row), preserving.keep_row(row, by=by)
    person = person or Person.objects.create(slug=f"p-{new_id()}")
    who = dict.fromkeys(names, person)
    before = _claimed(row)
    new_name = not set(names) <= {name for claim in before for name in claim.persons}
    for said in claiming.claims_of(row):
        if not new_name and any(claiming.same_claim(said, claim) for claim in before):
            continue
        new_name = False  # one claim carries a new name to the file
        claim = claiming.write_down(row, said, capture, names)
        casefiles.accept_claim(claim, by=by, into=_event_of(said, before), who=who)
    return person


def _claimed(row: Observation) -> list[Claim]:
    """What earlier copies of the row claimed, and was accepted."""
    claims = Claim.objects.filter(capture__observations=row, state=Claim.State.ACCEPTED)
    return list(claims.order_by("pk"))


def _event_of(said: claiming.Said, before: Iterable[Claim]) -> Event | None:
    """The event that the list told of before and now tells otherwise: both stay beside it.

    What can happen again is told anew: another prison is another transfer.
    """
    if not event_types()[said.type].once:
        return None
    for claim in before:
        if claim.engine_id == said.id:
            return Event.objects.filter(citations__claim=claim).first()
    return None


def _decided(
    row: Observation, person: Person | None, decision: Decision, action: str, by: User
) -> Observation:
    row.person, row.decision, row.waits = person, decision, False
    row.decided_hash, row.decided_fields = row.hash, row.fields
    row.save(update_fields=["person", "decision", "waits", "decided_hash", "decided_fields"])
    record(by, action, row)
    return row
