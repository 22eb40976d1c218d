"""Finding rows of the case file."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from habeas.core import custody
from habeas.core.dates import parse_optional
from habeas.core.names import same_person_name, skeleton
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
)
from habeas.desk.sources.models import Sensitivity

# A captured text can be long, and a page of evidence shows only quotes.
_EVIDENCE = Prefetch(
    "citations",
    Citation.objects.select_related("claim__capture__source")
    .defer("claim__capture__text", "claim__proposed")
    .order_by("pk"),
)


def claims_visible_to(member: User) -> QuerySet[Claim]:
    """The one door for staff. Restricted sources are for those who may see them."""
    claims = Claim.objects.select_related("capture__source")
    if member.has_perm("casefiles.view_claim"):
        return claims
    return claims.none()


def claims_to_review(member: User) -> QuerySet[Claim]:
    return claims_visible_to(member).filter(state=Claim.State.PROPOSED)


def claims_beside(claim: Claim) -> list[Claim]:
    """The claims of a capture in the order of its text; all share one capture."""
    beside = Claim.objects.filter(capture=claim.capture_id).select_related("decided_by")
    claims = list(beside.defer("proposed").order_by("start", "pk"))
    for other in claims:
        other.capture = claim.capture
    return claims


def people_visible_to(member: User) -> QuerySet[Person]:
    if member.has_perm("casefiles.view_person"):
        return Person.objects.prefetch_related("names")
    return Person.objects.none()


def people_found(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """People whose name in some script has all the words, or sounds like them."""
    for word in words.split():
        sound = skeleton(word)
        found = Q(text__icontains=word)
        if sound:
            found |= Q(skeleton__contains=sound)
        people = people.filter(pk__in=Name.objects.filter(found).values("person"))
    return people


def findings_visible_to(member: User) -> QuerySet[Finding]:
    if member.has_perm("casefiles.view_event"):
        return Finding.objects.all()
    return Finding.objects.none()


def person_called(name: str) -> Person | None:
    """The person known by this name in any script; None when in doubt."""
    known = Name.objects.filter(skeleton=skeleton(name)).select_related("person").order_by("pk")
    for candidate in known:
        if same_person_name(name, candidate.text).verdict == "same":
            return candidate.person
    return None


def persons_of(claim: Claim) -> list[Person]:
    """Whom an accepted claim names, its leading person first."""
    names = Name.objects.filter(citations__claim=claim).select_related("person")
    by_text = {name.text: name.person for name in names}
    return list(dict.fromkeys(by_text[text] for text in claim.persons if text in by_text))


def events_like(
    claim: Claim, persons: list[Person], *, sensitivity: Sensitivity
) -> QuerySet[Event]:
    """Events of the claim's type and leading person that its source may speak of.

    Never one that is more sensitive than the source: what a public source says
    stands on its own, and does not open what is kept private.
    """
    readable = [level for level in Sensitivity if level.rank <= sensitivity.rank]
    events = Event.objects.filter(type=claim.type, sensitivity__in=readable).order_by("pk")
    if persons:
        return events.filter(involvements__person=persons[0]).distinct()
    return events.filter(involvements__person__isnull=True).distinct()


def with_parties() -> QuerySet[Event]:
    """Events with everything that their sentence names."""
    return Event.objects.prefetch_related(
        "involvements__person__names", "involvements__organisation"
    )


def chronology_of(person: Person) -> QuerySet[Event]:
    """Everything that a person took part in, with the evidence."""
    events = with_parties().filter(involvements__person=person)
    return events.prefetch_related(_EVIDENCE).distinct().order_by("pk")


def names_of(person: Person) -> QuerySet[Name]:
    return person.names.prefetch_related(_EVIDENCE).order_by("pk")


def attributes_of(person: Person) -> QuerySet[Attribute]:
    return person.attributes.prefetch_related(_EVIDENCE).order_by("pk")


def facts_resting_on(claim: Claim) -> QuerySet[Attribute]:
    return Attribute.objects.filter(citations__claim=claim)


def supporting_claims(finding: Finding) -> QuerySet[Claim]:
    """Accepted claims that support a finding, in the order in which they were accepted."""
    return Claim.objects.filter(
        citations__finding=finding,
        citations__bearing=Citation.Bearing.SUPPORTS,
        state=Claim.State.ACCEPTED,
    ).order_by("decided_at", "pk")


def custody_event(event: Event) -> custody.CustodyEvent:
    return custody.CustodyEvent(
        type=event.type,
        date=parse_optional(event.date),
        date_end=parse_optional(event.date_end),
        id=event.public_id,
        place=event.place or None,
    )


def custody_events(person: Person) -> list[custody.CustodyEvent]:
    """Everything that happened to a person, private or not, for the ledger of the desk."""
    events = Event.objects.filter(
        involvements__person=person, involvements__role__in=Involvement.ABOUT
    )
    return [custody_event(event) for event in events.order_by("pk").distinct()]
