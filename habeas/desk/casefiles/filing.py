"""Where an accepted claim goes: names, then the event or the fact about the person.

An event's fields follow from the claims that support it, so taking a claim
out again leaves no trace. Only `services` calls this, inside a transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from habeas import vocabulary
from habeas.core import names
from habeas.core.ids import new_id
from habeas.desk.accounts.models import User
from habeas.desk.casefiles import queries, rules
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
    Organisation,
    Person,
    Place,
)
from habeas.desk.casefiles.rules import DETAIL
from habeas.desk.sources.models import Sensitivity

# Claim types that say something of a person rather than of something that happened.
ATTRIBUTES = frozenset({"birth", "role"})
SEX = "sex"
PUBLIC_RECORD = "public record"
Role = Involvement.Role


@dataclass(frozen=True)
class Filed:
    finding: Finding
    person: Person | None
    is_new: bool


Who = Mapping[str, Person | None]


class SeveralPeople(ValueError):
    """A name that more than one person bears; a person has to say who is meant."""


def file_claim(
    claim: Claim, *, by: User, into: Event | None, bearing: Citation.Bearing, who: Who
) -> Filed:
    """`who` says whom a name means; None opens a new file. Else the name itself decides.

    Raises SeveralPeople when it does not.
    """
    persons = [_named(text, claim, by, who) for text in claim.persons]
    leading = persons[0] if persons else None
    finding: Finding | None
    if claim.type in ATTRIBUTES and leading and into is None:
        finding = known_attribute(claim, leading)
        is_new = finding is None
        finding = finding or _new_attribute(claim, leading, by)
        Citation.objects.create(finding=finding, claim=claim, bearing=bearing)
        if sex := claim.details.get("sex"):
            _file_sex(claim, leading, sex, by)
        return Filed(finding, leading, is_new)
    bodies = [_organisation(name).pk for name in bodies_named(claim)]
    event = into or known_event(claim, persons, bodies)
    is_new = event is None
    event = event or Event.objects.create(
        type=claim.type, **_opening(claim, by, Finding.Kind.EVENT)
    )
    Citation.objects.create(finding=event, claim=claim, bearing=bearing)
    refresh_event(event)
    return Filed(event, leading, is_new)


def withdraw_claim(claim: Claim) -> None:
    """Take a claim out of its findings; a finding that rested on it alone goes with it."""
    findings = list(Finding.objects.filter(citations__claim=claim))
    claim.citations.all().delete()
    claim.state = Claim.State.PROPOSED
    for finding in findings:
        if not finding.citations.exists():
            finding.delete()
        elif finding.kind == Finding.Kind.EVENT:
            refresh_event(finding.event)
    lonely = Person.objects.filter(names__isnull=True, involvements__isnull=True)
    lonely.filter(merged_away__isnull=True, merges__isnull=True).delete()


def refresh_event(event: Event) -> None:
    """Work the event's fields and parties out anew from the claims that support it."""
    level = Sensitivity(event.sensitivity)
    claims = [
        claim
        for claim in queries.supporting_claims(event).select_related("capture__source")
        if rules.may_inform(Sensitivity(claim.capture.source.sensitivity), level)
    ]
    event.date = event.date_end = event.place = ""
    event.quantity, event.articles, event.details = None, [], {}
    parties: list[tuple[Person | Organisation, Role]] = []
    for claim in claims:
        event.date = rules.sharper(event.date, claim.date)
        event.date_end = rules.sharper(event.date_end, claim.date_end)
        event.place = event.place or claim.place
        event.quantity = event.quantity or claim.quantity
        event.articles = list(dict.fromkeys([*event.articles, *claim.articles]))
        event.details = {**claim.details, **event.details}
        parties += _parties(claim)
    _apply_choices(event)
    event.detained_at = place_called(event.place)
    _set_parties(event, parties)
    event.case = event.case or _case_of(event)
    event.save()
    if event.case:
        event.case.sources.add(*(claim.capture.source for claim in claims))


def _apply_choices(event: Event) -> None:
    """What somebody decided stands, whatever claims come later."""
    for field, value in event.decided.items():
        if field.startswith(DETAIL):
            event.details = {**event.details, field.removeprefix(DETAIL): value}
        else:
            setattr(event, field, value)
    event.details = {key: value for key, value in event.details.items() if value}


def place_called(name: str) -> Place | None:
    """The place of detention that a source calls so."""
    key = rules.place_key(name)
    return Place.objects.filter(names__key=key).first() if key else None


def _parties(claim: Claim) -> list[tuple[Person | Organisation, Role]]:
    family = vocabulary.event_types()[claim.type].family
    persons = queries.persons_of(claim)
    suffered = family in ("act", "list")
    roles = [Role.VICTIM if suffered else Role.CONCERNED] * len(persons)
    if not suffered:
        roles[1:] = [Role.NAMED] * len(roles[1:])
    body_role = Role.INTERVENING if family == "response" else Role.NAMED
    bodies = [_organisation(name) for name in bodies_named(claim)]
    return [*zip(persons, roles, strict=True), *((body, body_role) for body in bodies)]


def _set_parties(event: Event, parties: list[tuple[Person | Organisation, Role]]) -> None:
    held = list(event.involvements.select_related("person", "organisation"))
    seen = {part.person or part.organisation for part in held if part.by_hand}
    if len(held) > len(seen):
        event.involvements.filter(by_hand=False).delete()
    told = {party: role for party, role in reversed(parties) if party not in seen}
    Involvement.objects.bulk_create(
        Involvement(
            event=event,
            role=role,
            **{"person" if isinstance(party, Person) else "organisation": party},
        )
        for party, role in reversed(told.items())
    )


def _case_of(event: Event) -> Case | None:
    """The case that an act belongs to: its victim's, opened with the first act."""
    parts = event.involvements.filter(role=Role.VICTIM).select_related("person")
    victims = [part.person for part in parts if part.person]
    if not victims or parts[0].person is None:
        return None
    case = victims[0].cases.order_by("pk").first()
    if case is None:
        case = Case.objects.create(slug=new_id(), title=str(victims[0]))
    case.persons.add(*victims)
    return case


def known_event(claim: Claim, persons: list[Person], bodies: Collection[int]) -> Event | None:
    """The event already held that a claim speaks of. `bodies` are ids of organisations."""
    sensitivity = Sensitivity(claim.capture.source.sensitivity)
    once = vocabulary.event_types()[claim.type].once
    stated = _statement(claim, [person.pk for person in persons], bodies)
    events = queries.events_like(claim, persons, sensitivity=sensitivity)
    for event in events.prefetch_related("involvements"):
        parts = event.involvements.all()
        held = _statement(
            event,
            [part.person_id for part in parts if part.person_id],
            [part.organisation_id for part in parts if part.organisation_id],
        )
        if rules.same_event(stated, held, once=once):
            return event
    return None


def _statement(
    row: Claim | Event, persons: Collection[int], bodies: Collection[int]
) -> rules.Statement:
    quantity = row.quantity or {}
    return rules.Statement(
        type=row.type,
        persons=frozenset(persons),
        organisations=frozenset(bodies),
        date=row.date,
        place=row.place,
        metric=str(quantity.get("metric", "")),
        value=str(quantity.get("value", "")),
    )


def _opening(claim: Claim, by: User, kind: Finding.Kind) -> dict[str, object]:
    """How a finding starts: as sensitive as the source that it came from."""
    sensitivity = Sensitivity(claim.capture.source.sensitivity)
    basis = PUBLIC_RECORD if sensitivity == Sensitivity.PUBLIC else ""
    return {
        "kind": kind,
        "sensitivity": sensitivity,
        "was_restricted": sensitivity == Sensitivity.RESTRICTED,
        "basis": basis,
        "decided_by": by,
    }


def bodies_named(claim: Claim) -> list[str]:
    """The bodies of a claim, one that is known under its English name in every language.

    What has no capital letter ("human rights organisations") describes and names nobody.
    """
    named = [name for name in claim.organisations if name != name.lower()]
    return list(dict.fromkeys(vocabulary.body_label(name, "en") for name in named))


def _organisation(name: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name)[0]


def known_attribute(claim: Claim, person: Person) -> Attribute | None:
    """The same fact already held: the same value, or an office in the same body."""
    sensitivity = Sensitivity(claim.capture.source.sensitivity)
    for held in person.attributes.filter(aspect=claim.type).order_by("pk"):
        if Sensitivity(held.sensitivity).rank > sensitivity.rank:
            continue
        same_body = bool(set(held.organisations) & set(claim.organisations))
        if held.value == _attribute_value(claim) or same_body:
            return held
    return None


def _new_attribute(claim: Claim, person: Person, by: User) -> Attribute:
    return Attribute.objects.create(
        person=person,
        aspect=claim.type,
        value=_attribute_value(claim),
        date=claim.date,
        place=claim.place,
        organisations=claim.organisations,
        language=claim.language,
        **_opening(claim, by, Finding.Kind.ATTRIBUTE),
    )


def _file_sex(claim: Claim, person: Person, sex: str, by: User) -> None:
    """A fact of its own, on the claim that told of the birth."""
    sensitivity = Sensitivity(claim.capture.source.sensitivity)
    levels = _up_to(sensitivity)
    held = person.attributes.filter(aspect=SEX, value=sex, sensitivity__in=levels).first()
    held = held or Attribute.objects.create(
        person=person,
        aspect=SEX,
        value=sex,
        language=claim.language,
        **_opening(claim, by, Finding.Kind.ATTRIBUTE),
    )
    Citation.objects.create(finding=held, claim=claim)


def _attribute_value(claim: Claim) -> str:
    if claim.type == "birth":
        return ", ".join(part for part in (claim.date, claim.place) if part) or claim.quote[:500]
    return claim.quote[:500]


def _named(text: str, claim: Claim, by: User, who: Who) -> Person:
    """Whom the name means, opened if new; the claim supports the name itself."""
    person = _meant(text, who) or Person.objects.create(slug=f"p-{new_id()}")
    sensitivity = Sensitivity(claim.capture.source.sensitivity)
    held = person.names.filter(text=text, sensitivity__in=_up_to(sensitivity)).first()
    if held is None:
        language = names.guess_language(text, default=claim.language)
        held = new_name(person, text, language, **_opening(claim, by, Finding.Kind.NAME))
    Citation.objects.get_or_create(finding=held, claim=claim)
    _settle_slug(person, held)
    return person


def _meant(text: str, who: Who) -> Person | None:
    if text in who:
        return who[text]
    known = queries.persons_called(text)
    if len(known) > 1:
        raise SeveralPeople(text)
    return known[0] if known else None


def new_name(person: Person, text: str, language: str, **opening: object) -> Name:
    name = Name.objects.create(
        person=person,
        text=text,
        language=language,
        script=names.script_of(text),
        skeleton=names.skeleton(text),
        **opening,
    )
    index_name(name)
    return name


def index_name(name: Name) -> None:
    """Make a name findable by the sound of its words, unless it is restricted."""
    name.words.all().delete()
    if name.sensitivity != Sensitivity.RESTRICTED:
        NameWord.objects.bulk_create(
            NameWord(name=name, person_id=name.person_id, sound=sound[:100])
            for sound in dict.fromkeys(name.skeleton.split())
        )


def _up_to(sensitivity: Sensitivity) -> list[Sensitivity]:
    return [level for level in Sensitivity if level.rank <= sensitivity.rank]


def _settle_slug(person: Person, name: Name) -> None:
    """A person's address is shaped by the first public name, never by a private one."""
    if not person.slug_is_provisional or name.sensitivity != Sensitivity.PUBLIC:
        return
    wanted = names.slugify(names.transliterate(name.text, name.language)) or new_id()
    slug, number = wanted, 1
    while Person.objects.filter(slug=slug).exclude(pk=person.pk).exists():
        number += 1
        slug = f"{wanted}-{number}"
    person.slug, person.slug_is_provisional = slug, False
    person.save(update_fields=["slug", "slug_is_provisional"])
