"""Finding rows of the case file."""

from __future__ import annotations

from django.db.models import QuerySet

from habeas.core import custody
from habeas.core.dates import parse_optional
from habeas.core.names import same_person_name, skeleton
from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import (
    Attribute,
    Case,
    Citation,
    Claim,
    Event,
    Finding,
    Involvement,
    Name,
    NameWord,
    Person,
)
from habeas.desk.casefiles.visible import (
    cases_visible_to,
    claims_visible_to,
    events_visible_to,
    evidence_prefetch,
    findings_visible_to,
    if_visible,
    names_prefetch,
    organisations_visible_to,
    people_visible_to,
    sources_visible_to,
)
from habeas.desk.sources.models import Sensitivity

__all__ = [
    "cases_visible_to",
    "claims_visible_to",
    "events_visible_to",
    "evidence_prefetch",
    "findings_visible_to",
    "if_visible",
    "names_prefetch",
    "organisations_visible_to",
    "people_visible_to",
    "sources_visible_to",
]


def claims_to_review(member: User) -> QuerySet[Claim]:
    return claims_visible_to(member).filter(state=Claim.State.PROPOSED)


def claims_beside(claim: Claim) -> list[Claim]:
    """The claims of a capture in the order of its text; all share one capture."""
    beside = Claim.objects.filter(capture=claim.capture_id).select_related("decided_by")
    claims = list(beside.defer("proposed").order_by("start", "pk"))
    for other in claims:
        other.capture = claim.capture
    return claims


def people_found(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """People one of whose names has all the words, in whatever script, or begins so."""
    for word in words.split():
        sound = skeleton(word)
        if not sound:
            return people.none()
        # A range and not LIKE, so that the index is used on every database.
        found = NameWord.objects.filter(sound__gte=sound, sound__lt=f"{sound}\U0010ffff")
        people = people.filter(pk__in=found.values("person"))
    return people


def persons_called(name: str) -> list[Person]:
    """Everybody known by this name in any script; more than one for namesakes."""
    known = Name.objects.filter(skeleton=skeleton(name)).select_related("person").order_by("pk")
    found = [row.person for row in known if same_person_name(name, row.text).verdict == "same"]
    return list(dict.fromkeys(found))


def person_called(name: str) -> Person | None:
    """The only person known by this name; None when there is none, or more than one."""
    found = persons_called(name)
    return found[0] if len(found) == 1 else None


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


def chronology_of(person: Person, *, member: User) -> QuerySet[Event]:
    """Everything that a person took part in, with the evidence, as a member may see it."""
    events = with_parties().filter(if_visible(member), involvements__person=person)
    evidence = evidence_prefetch(member)
    return events.prefetch_related(evidence, "choices__decided_by").distinct().order_by("pk")


def names_of(person: Person, *, member: User) -> QuerySet[Name]:
    names = person.names.filter(if_visible(member)).order_by("pk")
    return names.prefetch_related(evidence_prefetch(member))


def attributes_of(person: Person, *, member: User) -> QuerySet[Attribute]:
    facts = person.attributes.filter(if_visible(member)).order_by("pk")
    return facts.prefetch_related(evidence_prefetch(member))


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
        kind=custody.custody_kind(event.type, event.details),
        case=str(event.case_id) if event.case_id else None,
    )


def custody_events(person: Person, *, case: Case | None = None) -> list[custody.CustodyEvent]:
    """What happened to a person, private or not, for the ledger; of one case if it is named."""
    events = Event.objects.filter(
        involvements__person=person, involvements__role__in=Involvement.ABOUT
    )
    if case:
        events = events.filter(case=case)
    return [custody_event(event) for event in events.order_by("pk").distinct()]
