"""Who may see what: every reader of the case files starts from a query of this file.

What is restricted is open to those named on it, to the team of its case and,
for a source, to whoever collected it; nobody else, whatever their role, save
the command line's own user. Missing and forbidden look alike: both are absent.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import (
    Case,
    Citation,
    Claim,
    Event,
    Finding,
    Involvement,
    Name,
    Organisation,
    Person,
)
from habeas.desk.sources.models import Capture, Sensitivity, Source

_OPEN = ~Q(sensitivity=Sensitivity.RESTRICTED)


def cases_visible_to(member: User) -> QuerySet[Case]:
    if not member.has_perm("casefiles.view_case"):
        return Case.objects.none()
    if member.is_superuser:
        return Case.objects.all()
    return Case.objects.filter(Q(restricted=False) | Q(pk__in=_team_cases(member)))


def sources_visible_to(member: User) -> QuerySet[Source]:
    if not member.has_perm("sources.view_source"):
        return Source.objects.none()
    return _sources_open_to(member)


def claims_visible_to(member: User) -> QuerySet[Claim]:
    """The one door to claims: those of the sources that are open to a member."""
    if not member.has_perm("casefiles.view_claim"):
        return Claim.objects.none()
    claims = Claim.objects.select_related("capture__source")
    if member.is_superuser:
        return claims
    return claims.filter(capture__source__in=_sources_open_to(member))


def findings_visible_to(member: User) -> QuerySet[Finding]:
    if not member.has_perm("casefiles.view_event"):
        return Finding.objects.none()
    if member.is_superuser:
        return Finding.objects.all()
    closed = Event.objects.filter(case__restricted=True).exclude(case__in=_team_cases(member))
    return Finding.objects.filter(_findings_open_to(member)).exclude(pk__in=closed.values("pk"))


def if_visible(member: User, key: str = "pk") -> Q | Exists:
    """The condition that a finding, named by the field `key`, is open to a member.

    Asked of each row and not as a list of all, so it costs the same however many there are.
    """
    if member.is_superuser:
        return Q()
    return Exists(findings_visible_to(member).filter(pk=OuterRef(key)))


def events_visible_to(member: User) -> QuerySet[Event]:
    return Event.objects.filter(if_visible(member))


def organisations_visible_to(member: User) -> QuerySet[Organisation]:
    """Bodies that some event names which a member may know."""
    if not member.has_perm("casefiles.view_organisation"):
        return Organisation.objects.none()
    if member.is_superuser:
        return Organisation.objects.all()
    parts = Involvement.objects.filter(organisation=OuterRef("pk"))
    visible = parts.filter(if_visible(member, "event"))
    return Organisation.objects.filter(Exists(visible))


def people_visible_to(member: User) -> QuerySet[Person]:
    """People with a name that a member may know. A merged file is found under the kept one."""
    if not member.has_perm("casefiles.view_person"):
        return Person.objects.none()
    people = Person.objects.filter(merged_into=None)
    if not member.is_superuser:
        names = Name.objects.filter(person=OuterRef("pk"))
        people = people.filter(Exists(names.filter(if_visible(member))))
    return people.prefetch_related(names_prefetch(member))


def names_prefetch(member: User) -> Prefetch[Any]:
    """A person's names as a member may read them."""
    return Prefetch("names", Name.objects.filter(if_visible(member)).order_by("pk"))


def evidence_prefetch(member: User) -> Prefetch[Any]:
    """The citations that a member may read. A page of evidence shows quotes, not whole texts."""
    citations = Citation.objects.select_related("claim__capture__source")
    if not member.is_superuser:
        citations = citations.filter(claim__in=claims_visible_to(member).values("pk"))
    return Prefetch(
        "citations", citations.defer("claim__capture__text", "claim__proposed").order_by("pk")
    )


def _team_cases(member: User) -> QuerySet[Any]:
    return Case.team.through.objects.filter(user=member).values("case")


def _sources_open_to(member: User) -> QuerySet[Source]:
    if member.is_superuser:
        return Source.objects.all()
    named = Source.readers.through.objects.filter(user=member).values("source")
    of_team = Case.sources.through.objects.filter(case__in=_team_cases(member)).values("source")
    own = Capture.objects.filter(captured_by=member).values("source")
    return Source.objects.filter(_OPEN | Q(pk__in=named) | Q(pk__in=of_team) | Q(pk__in=own))


def _findings_open_to(member: User) -> Q:
    named = Finding.readers.through.objects.filter(user=member).values("finding")
    persons = Case.persons.through.objects.filter(case__in=_team_cases(member)).values("person")
    return (
        _OPEN
        | Q(pk__in=named)
        | Q(event__case__in=_team_cases(member))
        | Q(name__person__in=persons)
        | Q(attribute__person__in=persons)
    )
