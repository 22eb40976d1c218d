"""One person under two names, two persons under one: merging, undoing it, keeping apart."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.casefiles import history
from habeas.desk.casefiles.models import (
    Attribute,
    Case,
    Consent,
    Finding,
    Involvement,
    KeptApart,
    Merge,
    Name,
    NameWord,
    Person,
)
from habeas.desk.casefiles.services.revising import NotPossible


@transaction.atomic
def merge_people(kept: Person, emptied: Person, *, reason: str, by: User) -> Merge:
    """Make two files of one person one. Both ids stay; the emptied one leads to the kept.

    Raises NotPossible when they are the same file, one was merged before, or
    somebody has said that they are different people.
    """
    require(by, "casefiles.change_person")
    if kept.pk == emptied.pk or kept.merged_into_id or emptied.merged_into_id:
        raise NotPossible("choose two different files that are not merged yet")
    if KeptApart.objects.filter(**_pair(kept, emptied)).exists():
        raise NotPossible("somebody has noted that these are different people; undo that first")
    moved = _move(emptied, kept)
    emptied.merged_into = kept
    emptied.save(update_fields=["merged_into"])
    merge = Merge.objects.create(
        kept=kept, emptied=emptied, moved=moved, reason=reason, decided_by=by
    )
    history.keep(_findings(moved), "person.merged", by=by)
    record(by, "person.merged", kept)
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, by: User) -> Merge:
    """Take a merge back: whatever it moved returns to the file that it came from.

    What was added to the kept file since then stays there. Raises NotPossible
    when it was undone before or a later merge stands on it.
    """
    require(by, "casefiles.change_person")
    merge = Merge.objects.select_for_update().select_related("kept", "emptied").get(pk=merge.pk)
    if merge.undone_at or merge.kept.merged_into_id:
        raise NotPossible("this merge was undone, or a later one has to be undone first")
    kept, emptied, moved = merge.kept, merge.emptied, merge.moved
    Name.objects.filter(pk__in=moved["names"], person=kept).update(person=emptied)
    NameWord.objects.filter(name__in=moved["names"]).update(person=emptied)
    Attribute.objects.filter(pk__in=moved["attributes"], person=kept).update(person=emptied)
    Consent.objects.filter(pk__in=moved["consents"], person=kept).update(person=emptied)
    Involvement.objects.filter(pk__in=moved["involvements"], person=kept).update(person=emptied)
    for part in moved["dropped"]:
        Involvement.objects.get_or_create(person=emptied, **part)
    for case in Case.objects.filter(pk__in=moved["cases"]):
        case.persons.add(emptied)
    for case in Case.objects.filter(pk__in=moved["new_cases"]):
        case.persons.remove(kept)
    emptied.merged_into = None
    emptied.save(update_fields=["merged_into"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    history.keep(_findings(moved), "person.merge_undone", by=by)
    record(by, "person.merge_undone", kept)
    return merge


@transaction.atomic
def keep_apart(one: Person, other: Person, *, reason: str, by: User) -> KeptApart:
    """Remember that two persons are different people; saying it twice changes nothing."""
    require(by, "casefiles.change_person")
    if one.pk == other.pk:
        raise NotPossible("one file cannot be two people")
    apart, _ = KeptApart.objects.get_or_create(
        **_pair(one, other), defaults={"reason": reason, "decided_by": by}
    )
    record(by, "person.kept_apart", one)
    return apart


@transaction.atomic
def forget_apart(apart: KeptApart, *, by: User) -> None:
    """Take back that two persons are different people."""
    require(by, "casefiles.change_person")
    record(by, "person.no_longer_apart", apart.first)
    apart.delete()


def _pair(one: Person, other: Person) -> dict[str, Person]:
    first, second = sorted((one, other), key=lambda person: person.pk)
    return {"first": first, "second": second}


def _move(source: Person, target: Person) -> dict[str, list[Any]]:
    """Give everything of one file to another; says what was moved, by row."""
    there = set(target.involvements.values_list("event", "role"))
    doubled = [part for part in source.involvements.all() if (part.event_id, part.role) in there]
    moved: dict[str, list[Any]] = {
        "names": list(source.names.values_list("pk", flat=True)),
        "attributes": list(source.attributes.values_list("pk", flat=True)),
        "consents": list(source.consents.values_list("pk", flat=True)),
        "dropped": [_as_kept(part) for part in doubled],
        "cases": list(source.cases.values_list("pk", flat=True)),
    }
    already = set(target.cases.values_list("pk", flat=True))
    moved["new_cases"] = [pk for pk in moved["cases"] if pk not in already]
    source.involvements.filter(pk__in=[part.pk for part in doubled]).delete()
    moved["involvements"] = list(source.involvements.values_list("pk", flat=True))
    for rows in (source.names, source.attributes, source.consents, source.involvements):
        rows.update(person=target)
    NameWord.objects.filter(name__in=moved["names"]).update(person=target)
    target.cases.add(*moved["new_cases"])
    source.cases.clear()
    return moved


def _as_kept(part: Involvement) -> dict[str, Any]:
    return {
        "event_id": part.event_id,
        "role": part.role,
        "degree": part.degree,
        "by_hand": part.by_hand,
    }


def _findings(moved: dict[str, list[Any]]) -> list[Finding]:
    events = Involvement.objects.filter(pk__in=moved["involvements"]).values_list(
        "event", flat=True
    )
    return list(Finding.objects.filter(pk__in=[*moved["names"], *moved["attributes"], *events]))
