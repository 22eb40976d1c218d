"""Two clocks: when it was so, which the dates of events say; and when we knew it.

Every change of a finding leaves a `Version`, so any record can be read as it
stood on any day. A version names persons by id and text as they were then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import Attribute, Claim, Event, Finding, Name, Person, Version
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
    for finding in findings:
        held = Finding.objects.filter(public_id=finding.public_id).first()
        version = Version.objects.create(
            key=finding.public_id, state=state_of(held) if held else None, action=action, by=by
        )
        persons = _persons_of(held) if held else (told or {}).get(finding.public_id, [])
        version.persons.set(Person.objects.filter(pk__in=persons))


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
    row = _row(finding)
    if isinstance(row, Event):
        return [pk for pk in row.involvements.values_list("person", flat=True) if pk]
    return [row.person_id]


def _row(finding: Finding) -> Name | Attribute | Event:
    row: Name | Attribute | Event = getattr(finding, str(finding.kind))
    return row


_FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("text", "language", "script", "name_kind"),
    "attribute": ("aspect", "value", "date", "place", "organisations", "language"),
    "event": ("type", "date", "date_end", "place", "quantity", "articles", "details", "decided"),
}


def state_of(finding: Finding) -> dict[str, Any]:
    """How a finding stands, as a version keeps it."""
    row = _row(finding)
    state: dict[str, Any] = {"kind": str(finding.kind)}
    state |= {field: getattr(row, field) for field in _FIELDS[str(finding.kind)]}
    state |= {"sensitivity": str(finding.sensitivity), "basis": finding.basis}
    state["claims"] = [
        {"id": citation.claim.public_id, "bearing": citation.bearing}
        for citation in finding.citations.select_related("claim").order_by("pk")
    ]
    if isinstance(row, Event):
        state["case"] = row.case.public_id if row.case else None
        state["parties"] = [_party(part) for part in row.involvements.order_by("pk")]
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
