"""Two clocks: when it was so, which the dates of events say; and when we knew it.

Every change of a finding leaves a `Version`, so any record can be read as it
stood on any day. A version names persons by id and text as they were then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Prefetch

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import (
    Attribute,
    Citation,
    Claim,
    Event,
    Finding,
    Involvement,
    Name,
    Person,
    Version,
)
from habeas.desk.casefiles.visible import findings_visible_to


@dataclass(frozen=True)
class Known:
    """A finding as it was known at a moment; `state` as `state_of` wrote it."""

    key: str
    state: dict[str, Any]
    since: datetime
    by: User
    action: str


def findings_of(claim: Claim) -> list[Finding]:
    return list(Finding.objects.filter(citations__claim=claim).order_by("pk"))


def whom(findings: Iterable[Finding]) -> dict[str, list[int]]:
    """For each finding, by key, the rows of the persons that it tells of."""
    return {finding.public_id: _persons_of(finding) for finding in findings}


def keep(
    findings: Iterable[Finding],
    action: str,
    *,
    by: User,
    told: dict[str, list[int]] | None = None,
) -> None:
    """Write down how findings stand after a change; one that is gone, that it is gone.

    `told` says whom a finding that is gone told of (`whom`, asked before).
    """
    written = {finding.public_id: finding for finding in findings}
    rows = _with_parts(written)
    of = Version.persons.through
    gone = {pk for key in written if key not in rows for pk in (told or {}).get(key, [])}
    there = set(Person.objects.filter(pk__in=gone).values_list("pk", flat=True)) if gone else gone
    parts = []
    for key in written:
        row = rows.get(key)
        state = _state(row) if row else None
        version = Version.objects.create(key=key, state=state, action=action, by=by)
        persons = _persons_in(row) if row else there & {*(told or {}).get(key, [])}
        parts += [of(version_id=version.pk, person_id=pk) for pk in dict.fromkeys(persons)]
    of.objects.bulk_create(parts)


def known_at(person: Person, moment: datetime, *, member: User) -> list[Known]:
    """What was held of a person at a moment, in the order in which it was learned.

    A finding that a member may not see today is not shown as it was either,
    save one that no longer exists.
    """
    files = [person.pk, *person.merged.values_list("pk", flat=True)]
    keys = Version.objects.filter(persons__in=files).values("key")
    newest = (
        Version.objects.filter(key__in=keys, at__lte=moment)
        .values("key")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    versions = Version.objects.filter(pk__in=newest, persons__in=files).exclude(state=None)
    return [_known(version) for version in _open_to(member, versions.distinct())]


def versions_of(finding: Finding) -> list[Known]:
    """Every state that a finding went through, oldest first."""
    versions = Version.objects.filter(key=finding.public_id).exclude(state=None)
    return [_known(version) for version in versions.select_related("by").order_by("pk")]


def _open_to(member: User, versions: Any) -> list[Version]:
    rows = list(versions.select_related("by").order_by("pk"))
    keys = [row.key for row in rows]
    existing = set(Finding.objects.filter(public_id__in=keys).values_list("public_id", flat=True))
    visible = findings_visible_to(member).filter(public_id__in=keys)
    open_keys = set(visible.values_list("public_id", flat=True))
    return [
        row
        for row in rows
        if row.key in open_keys
        or (row.key not in existing and row.state["sensitivity"] != "restricted")
    ]


def _known(version: Version) -> Known:
    assert version.state is not None  # noqa: S101
    return Known(version.key, version.state, version.at, version.by, version.action)


def _persons_of(finding: Finding) -> list[int]:
    return _persons_in(_row(finding))


def _persons_in(row: Name | Attribute | Event) -> list[int]:
    if isinstance(row, Event):
        return [part.person_id for part in row.involvements.all() if part.person_id]
    return [row.person_id]


def _row(finding: Finding) -> Name | Attribute | Event:
    row: Name | Attribute | Event = getattr(finding, str(finding.kind))
    return row


def _with_parts(keys: Iterable[str]) -> dict[str, Name | Attribute | Event]:
    """The rows of findings that still exist, each with all that `_state` tells, by key.

    A few questions for all of them, however many they are.
    """
    cited = Prefetch("citations", Citation.objects.select_related("claim").order_by("pk"))
    parties = Prefetch(
        "involvements", Involvement.objects.select_related("person", "organisation").order_by("pk")
    )
    wanted = {"public_id__in": list(keys)}
    events = Event.objects.filter(**wanted).select_related("case")
    found: list[Name | Attribute | Event] = [
        *Name.objects.filter(**wanted).prefetch_related(cited),
        *Attribute.objects.filter(**wanted).prefetch_related(cited),
        *events.prefetch_related(cited, parties, "involvements__person__names"),
    ]
    return {row.public_id: row for row in found}


_FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("text", "language", "script", "name_kind"),
    "attribute": ("aspect", "value", "date", "place", "organisations", "language"),
    "event": ("type", "date", "date_end", "place", "quantity", "articles", "details", "decided"),
}


def state_of(finding: Finding) -> dict[str, Any]:
    """How a finding stands, as a version keeps it."""
    return _state(_with_parts([finding.public_id])[finding.public_id])


def _state(row: Name | Attribute | Event) -> dict[str, Any]:
    state: dict[str, Any] = {"kind": str(row.kind)}
    state |= {field: getattr(row, field) for field in _FIELDS[str(row.kind)]}
    state |= {"sensitivity": str(row.sensitivity), "basis": row.basis}
    state["claims"] = [
        {"id": citation.claim.public_id, "bearing": citation.bearing}
        for citation in row.citations.all()
    ]
    if isinstance(row, Event):
        state["case"] = row.case.public_id if row.case else None
        state["parties"] = [_party(part) for part in row.involvements.all()]
    return state


def _party(part: Any) -> dict[str, str]:
    who = part.person or part.organisation
    return {
        "id": who.public_id,
        "name": str(who),
        "is": "person" if part.person else "organisation",
        "role": part.role,
        "degree": part.degree,
    }
