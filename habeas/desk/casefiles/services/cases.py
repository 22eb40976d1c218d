"""Cases, their people and their teams; and what staff write about any record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from habeas.core.ids import new_id
from habeas.core.names import slugify
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.casefiles import history
from habeas.desk.casefiles.models import Case, Event, Organisation, Person, SavedSearch
from habeas.desk.sources.models import Source

# What staff write themselves, by kind of record.
ANNOTATIONS: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("language", "note"),
    Case: ("title", "note"),
    Event: ("case", "note"),
    Organisation: ("note",),
}
Annotated = TypeVar("Annotated", Person, Case, Event, Organisation)


@transaction.atomic
def open_case(title: str, persons: Iterable[Person], *, by: User) -> Case:
    """Open a case: one person or a group in one persecution."""
    require(by, "casefiles.change_case")
    case = Case.objects.create(slug=_free_slug(title), title=title)
    case.persons.set(persons)
    record(by, "case.opened", case)
    return case


@transaction.atomic
def add_to_case(
    case: Case, *, persons: Iterable[Person] = (), events: Iterable[Event] = (), by: User
) -> Case:
    """Add people to a case, and events that belong to it, from another case if need be."""
    require(by, "casefiles.change_case")
    case.persons.add(*persons)
    moved = list(events)
    Event.objects.filter(pk__in=[event.pk for event in moved]).update(case=case)
    history.keep(moved, "event.case_chosen", by=by)
    record(by, "case.grown", case)
    return case


@transaction.atomic
def set_team(case: Case, team: Iterable[User], *, restricted: bool, by: User) -> Case:
    """Name a case's team, and whether the case is open to it alone.

    Who closes a case stays in its team, so that somebody can open it again.
    """
    require(by, "casefiles.change_case")
    case.restricted = restricted
    case.save(update_fields=["restricted"])
    case.team.set([*team, *([by] if restricted else [])])
    record(by, "case.restricted" if restricted else "case.opened_to_staff", case)
    return case


@transaction.atomic
def assign_source(source: Source, slug: str, *, by: User) -> Case:
    """Say which case a source belongs to; a case of that slug is opened if there is none."""
    require(by, "casefiles.change_case")
    case, _ = Case.objects.get_or_create(slug=slug, defaults={"title": slug})
    case.sources.add(source)
    record(by, "source.assigned", source)
    return case


@transaction.atomic
def unassign_source(source: Source, slug: str, *, by: User) -> None:
    """Take a source out of a case again; the case stays."""
    require(by, "casefiles.change_case")
    source.cases.remove(*Case.objects.filter(slug=slug))
    record(by, "source.unassigned", source)


@transaction.atomic
def annotate(row: Annotated, changes: Mapping[str, Any], *, by: User) -> Annotated:
    """Change what staff write about a record themselves; all else follows from claims.

    Raises PermissionDenied, or KeyError for a field that is not theirs to write.
    """
    model = type(row)
    require(by, f"casefiles.change_{model._meta.model_name}")
    held = model.objects.select_for_update().get(pk=row.pk)
    for name, value in changes.items():
        if name not in ANNOTATIONS[model]:
            raise KeyError(name)
        setattr(held, name, value)
    held.save(update_fields=list(changes))
    record(by, f"{model._meta.model_name}.annotated", held)
    return held


def keep_search(words: str, kind: str, *, by: User) -> SavedSearch:
    """Keep a search for its member; keeping it twice changes nothing."""
    require(by, "casefiles.view_person")
    return SavedSearch.objects.get_or_create(member=by, words=words, kind=kind)[0]


def drop_search(words: str, kind: str, *, by: User) -> None:
    require(by, "casefiles.view_person")
    SavedSearch.objects.filter(member=by, words=words, kind=kind).delete()


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:100] or new_id()
    taken = Case.objects.filter(slug=wanted).exists()
    return f"{wanted}-{new_id()}" if taken else wanted
