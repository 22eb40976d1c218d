"""From private records to public documents, and what is kept back and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Literal

from habeas import reading, vocabulary
from habeas.core import custody, documents
from habeas.core.coordinates import Coordinates
from habeas.core.dates import parse_optional
from habeas.core.documents import Document, PersonDocument, path_of
from habeas.desk.actions.letters.models import Recipient
from habeas.desk.actions.letters.projection import place_now, recipient_document
from habeas.desk.actions.models import Appeal
from habeas.desk.actions.projection import appeal_document
from habeas.desk.advocacy.queries import days_until_answer
from habeas.desk.casefiles import rules
from habeas.desk.casefiles.models import (
    Attribute,
    Case,
    Citation,
    Event,
    Finding,
    Involvement,
    Name,
    Person,
)
from habeas.desk.casefiles.queries import custody_event
from habeas.desk.newsroom.projection import public_texts
from habeas.desk.petitions.projection import petition_document
from habeas.desk.petitions.queries import petitions_begun
from habeas.desk.publishing import queries
from habeas.desk.publishing.excerpts import excerpts, touches
from habeas.desk.sources.models import Capture
from habeas.desk.statements.projection import statement_document
from habeas.desk.statements.queries import is_embargoed, statements_begun


@dataclass(frozen=True)
class Withheld:
    """Something that stays private. `item` names the record, never its content."""

    item: str
    reason: str


@dataclass
class Projection:
    documents: dict[str, Document] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        self.documents[path_of(document)] = document

    def withhold(self, row: Finding | Person, reason: str) -> None:
        kind = "person" if isinstance(row, Person) else row.kind
        self.withheld.append(Withheld(f"{kind} {row.public_id}", reason))


def project(*, on: date, now: datetime | None = None) -> Projection:
    """Everything that may be public on the day `on`, as documents by path.

    `now` tells which texts' time is over; by itself it is the day's first moment.
    """
    moment = now or datetime.combine(on, time.min, tzinfo=UTC)
    result = _Projector(on, moment).run()
    texts = public_texts(result.documents, now=moment)
    for document in texts.documents:
        result.add(document)
    result.pictures = texts.pictures
    result.withheld += [Withheld(item, reason) for item, reason in texts.withheld]
    return result


class _Projector:
    """One pass over the records; holds what several documents share."""

    def __init__(self, on: date, now: datetime) -> None:
        self.on = on
        self.now = now
        self.result = Projection()
        self.names: dict[int, list[Name]] = defaultdict(list)
        self.attributes: dict[int, list[Attribute]] = defaultdict(list)
        self.cited: dict[int, list[Citation]] = defaultdict(list)
        self.cited_by: dict[int, list[str]] = defaultdict(list)
        self.public: dict[int, Person] = {}
        self.places = queries.places()
        self.interventions = queries.interventions()
        self.passing: set[int] = set()
        self.told_of: dict[int, dict[str, None]] = defaultdict(dict)
        self.cases_of_source: dict[int, list[int]] = defaultdict(list)
        for case, source in Case.sources.through.objects.values_list("case_id", "source_id"):
            self.cases_of_source[source].append(case)

    def run(self) -> Projection:
        for name in self._ready(queries.names_with_evidence()):
            self.names[name.person_id].append(name)
        for attribute in self._ready(queries.attributes_with_evidence()):
            self.attributes[attribute.person_id].append(attribute)
        events = self._ready(queries.events_with_evidence())
        self.passing = {event.pk for event in events}
        self._choose_persons(events)
        by_person, by_case = self._sort(events)
        for pk, person in self.public.items():
            self._person(person, by_person[pk], by_case)
        for event in events:
            self._event(event)
        self._former_addresses()
        self._sources()
        self._places()
        self._appeals()
        self._petitions()
        self._statements()
        self._recipients()
        for citation in queries.private_citations():
            source = citation.claim.capture.source
            claim = f"claim {citation.claim.public_id}"
            self.result.withheld.append(Withheld(claim, f"its source is {source.sensitivity}"))
        return self.result

    def _ready(self, rows: Iterable[queries.Row]) -> list[queries.Row]:
        ready = []
        for row in rows:
            gaps = queries.gaps_of(row, on=self.on)
            if gaps:
                self.result.withhold(row, ", ".join(gaps))
            else:
                ready.append(row)
        return ready

    def _choose_persons(self, events: list[Event]) -> None:
        """A person is public once a public finding names them as its subject."""
        types = vocabulary.event_types()
        for event in events:
            for part in event.involvements.all():
                person = part.person
                is_about = part.role in Involvement.ABOUT and types[event.type].subject
                if person and is_about and self.names[person.pk]:
                    self.public[person.pk] = person
        others = Person.objects.exclude(pk__in=self.public).filter(merged_into=None)
        for person in others.order_by("pk"):
            self.result.withhold(person, "no public finding is about this person")

    def _sort(self, events: list[Event]) -> tuple[dict[int, list[Event]], dict[int, list[Event]]]:
        by_person: dict[int, list[Event]] = defaultdict(list)
        by_case: dict[int, list[Event]] = defaultdict(list)
        for event in events:
            persons = [part.person_id for part in event.involvements.all() if part.person_id]
            for pk in persons:
                if pk in self.public:
                    by_person[pk].append(event)
            case = None if persons or event.type == "count" else self._sole_case(event)
            if case:
                by_case[case].append(event)
        return by_person, by_case

    def _sole_case(self, event: Event) -> int | None:
        """An event that names nobody (an amnesty law) belongs to the case its sources tell of."""
        told = {
            case
            for citation in event.public_citations  # type: ignore[attr-defined]
            for case in self.cases_of_source[citation.claim.capture.source_id]
        }
        return event.case_id or (told.pop() if len(told) == 1 else None)

    def _person(self, person: Person, own: list[Event], by_case: dict[int, list[Event]]) -> None:
        cases = list(person.cases.order_by("pk"))
        events = {event.pk: event for event in own}
        for case in cases:
            events |= {event.pk: event for event in by_case[case.pk]}
        ledger = custody.fold(
            [custody_event(event) for event in own if _is_about(event, person)], on=self.on
        )
        path = f"people/{person.slug}"
        at = {event.public_id: (event.place, event.detained_at_id) for event in events.values()}
        periods = tuple(self._period(period, at) for period in ledger.periods)
        shown = [self._public_event(event, ledger, path) for event in events.values()]
        attributes = self.attributes[person.pk]
        document = documents.PersonDocument(
            slug=person.slug,
            names=tuple(self._name(name, path) for name in self.names[person.pk]),
            language=person.language or _own_language(self.names[person.pk]),
            status=ledger.status,
            country=self._country(periods),
            periods=periods,
            attributes=tuple(self._attribute(row, path) for row in attributes),
            events=tuple(sorted(shown, key=_when)),
            sources=(),
            cases=tuple(case.public_id for case in cases),
            letters=self._letters(periods, own),
        )
        cited = [one.citations for one in document.names]
        cited += [one.citations for one in document.attributes]
        cited += [one.citations for one in document.events]
        sources = dict.fromkeys(citation.source for part in cited for citation in part)
        self.result.add(document.model_copy(update={"sources": tuple(sources)}))

    def _period(
        self, period: custody.Period, at: dict[str, tuple[str, int | None]]
    ) -> documents.Period:
        """A period with the place where it passed, when its event names a place that we know."""
        known = (at[key] for key in period.because if key in at)
        pk = next((pk for place, pk in known if pk and place == period.place), None)
        if pk:
            self.told_of[pk][period.place or ""] = None
        return documents.Period(
            start=str(period.start),
            end=str(period.end) if period.end else None,
            kind=period.kind,
            place=period.place,
            at=self.places[pk].slug if pk else None,
            because=tuple(period.because),
        )

    def _country(self, periods: tuple[documents.Period, ...]) -> str | None:
        """The State that holds or held the person, where all known places agree."""
        by_slug = {place.slug: place.country for place in self.places.values()}
        found = {
            by_slug.get(period.at or "") or _country_of(period.place or "")
            for period in periods
            if period.kind not in custody.NOT_CUSTODY
        } - {""}
        return found.pop() if len(found) == 1 else None

    def _letters(
        self, periods: tuple[documents.Period, ...], own: list[Event]
    ) -> Literal["yes", "no"] | None:
        """Whether letters reach somebody held now: there is an address, and none are withheld."""
        now = next(
            (p for p in periods if p.end is None and p.kind not in custody.NOT_CUSTODY), None
        )
        place = next((one for one in self.places.values() if now and one.slug == now.at), None)
        if now is None or place is None or not any(not a.until for a in place.addresses.all()):
            return None
        return "no" if any(_withholds_letters(event, now.start) for event in own) else "yes"

    def _places(self) -> None:
        """Places that public periods name; of their names only those that public events use."""
        for pk, names in self.told_of.items():
            place = self.places[pk]
            where = Coordinates.parse(place.coordinates) if place.coordinates else None
            self.result.add(
                documents.PlaceDocument(
                    slug=place.slug,
                    name=place.name,
                    names=tuple(name for name in names if name != place.name),
                    kind=place.kind or None,
                    country=place.country or None,
                    latitude=where.latitude if where else None,
                    longitude=where.longitude if where else None,
                    addresses=tuple(
                        documents.Address(
                            text=one.text, since=one.since or None, until=one.until or None
                        )
                        for one in place.addresses.all()
                    ),
                    letters=place.letters or None,
                )
            )

    def _appeals(self) -> None:
        """Appeals that were opened, for people who are public in this very edition."""
        for appeal in queries.appeals():
            person = self.result.documents.get(f"people/{appeal.person.slug}")
            if appeal.person_id not in self.public or not isinstance(person, PersonDocument):
                self._withhold_appeal(appeal, "the person is not public")
            elif appeal.case.restricted:
                self._withhold_appeal(appeal, "its case is restricted")
            else:
                try:
                    self.result.add(appeal_document(appeal, person))
                except LookupError as missing:
                    self._withhold_appeal(appeal, f"its letter needs: {missing.args[0]}")

    def _petitions(self) -> None:
        """Petitions that were opened, for people who are public in this very edition."""
        for petition in petitions_begun():
            reason = ""
            if petition.person_id not in self.public:
                reason = "the person is not public"
            elif petition.case.restricted:
                reason = "its case is restricted"
            if reason:
                held_back = Withheld(f"petition {petition.public_id}", reason)
                self.result.withheld.append(held_back)
            else:
                self.result.add(petition_document(petition, petition.person.slug))

    def _statements(self) -> None:
        """Joint statements that were opened or issued and lie under no embargo."""
        for statement in statements_begun():
            held = statement.case.persons.filter(pk__in=self.public).order_by("pk")
            reason = ""
            if is_embargoed(statement, now=self.now):
                reason = "it is under embargo"
            elif statement.case.restricted:
                reason = "its case is restricted"
            elif not held:
                reason = "nobody of its case is public"
            if reason:
                held_back = Withheld(f"statement {statement.public_id}", reason)
                self.result.withheld.append(held_back)
            else:
                people = [person.slug for person in held]
                self.result.add(statement_document(statement, people))

    def _recipients(self) -> None:
        """Cards for letters to people who are public, held now, and have agreed to it."""
        for card in queries.recipients():
            person = self.result.documents.get(f"people/{card.person.slug}")
            known = person if isinstance(person, PersonDocument) else None
            if reason := self._letter_gap(card, known):
                self.result.withheld.append(Withheld(f"recipient {card.public_id}", reason))
            elif known:
                place = next(one for one in self.places.values() if one.slug == place_now(known))
                self.result.add(recipient_document(card, known, place))

    def _letter_gap(self, card: Recipient, person: PersonDocument | None) -> str:
        if person is None or card.person_id not in self.public:
            return "the person is not public"
        if card.person.cases.filter(restricted=True).exists():
            return "a case of the person is restricted"
        if card.consent is None or not card.consent.holds_on(self.on):
            return "nobody has agreed to letters"
        if place_now(person) is None:
            return "no public event says where the person is held"
        return ""

    def _withhold_appeal(self, appeal: Appeal, reason: str) -> None:
        self.result.withheld.append(Withheld(f"appeal {appeal.public_id}", reason))

    def _former_addresses(self) -> None:
        """The addresses of merged files lead to the file that holds them now."""
        emptied = Person.objects.filter(slug_is_provisional=False).exclude(merged_into=None)
        for person in emptied.select_related("merged_into").order_by("pk"):
            kept = person.merged_into
            while kept and kept.merged_into:
                kept = kept.merged_into
            if kept and kept.pk in self.public:
                self.result.add(documents.MovedDocument(slug=person.slug, to=kept.slug))

    def _event(self, event: Event) -> None:
        path = f"events/{event.public_id}"
        shown = self._public_event(event, None, path)
        self.result.add(documents.EventDocument(event=shown))

    def _public_event(
        self, event: Event, ledger: custody.Ledger | None, path: str
    ) -> documents.Event:
        quantity = event.quantity or {}
        computed, confirmed = _arithmetic(event, ledger)
        return documents.Event(
            id=event.public_id,
            type=event.type,
            date=event.date or computed or None,
            date_end=event.date_end or None,
            date_computed="start_plus_days" if computed and not event.date else None,
            place=event.place or None,
            quantity=documents.Quantity(**quantity) if quantity else None,
            articles=tuple(event.articles),
            details=event.details,
            participants=tuple(self._participants(event)),
            organisations=tuple(
                part.organisation.name for part in event.involvements.all() if part.organisation
            ),
            confirmed_by=confirmed,
            intervention=self._intervention(event),
            citations=self._citations(event, path),
        )

    def _intervention(self, event: Event) -> documents.Intervention | None:
        """Of what staff noted, only what public events show: who is a party, what answered.

        What was asked, in staff's own words, stays inside.
        """
        row = self.interventions.get(event.pk)
        if row is None:
            return None
        answer = row.answer if row.answer_id in self.passing else None
        parties = {part.organisation_id for part in event.involvements.all()}
        days = days_until_answer(row, on=self.on) if answer else None
        return documents.Intervention(
            type=row.type or None,
            addressed=row.addressed.name if row.addressed and row.addressed_id in parties else None,
            response=(row.response or None) if answer else None,
            answer=answer.public_id if answer else None,
            answered_on=(answer.date or None) if answer else None,
            days=days[0] if days else None,
        )

    def _participants(self, event: Event) -> Iterable[documents.Participant]:
        for part in event.involvements.all():
            if part.person and self.names[part.person.pk]:
                person, known = self.public.get(part.person.pk), self.names[part.person.pk]
                yield documents.Participant(
                    name=known[0].text,
                    slug=person.slug if person else None,
                    role=part.role,
                    names={name.language: name.text for name in reversed(known)},
                )

    def _name(self, name: Name, path: str) -> documents.Name:
        return documents.Name(
            text=name.text,
            language=name.language,
            script=name.script,
            kind=name.name_kind,
            citations=self._citations(name, path),
        )

    def _attribute(self, row: Attribute, path: str) -> documents.Attribute:
        return documents.Attribute(
            id=row.public_id,
            kind=row.aspect,
            value=row.value,
            date=row.date or None,
            place=row.place or None,
            organisations=tuple(row.organisations),
            language=row.language,
            citations=self._citations(row, path),
        )

    def _citations(self, finding: Finding, path: str) -> tuple[documents.Citation, ...]:
        shown = []
        for citation in finding.public_citations:  # type: ignore[attr-defined]
            capture = citation.claim.capture
            self.cited[capture.pk].append(citation)
            self.cited_by[capture.pk].append(path)
            shown.append(_citation(citation, finding))
        return tuple(shown)

    def _sources(self) -> None:
        captures = Capture.objects.filter(pk__in=self.cited).select_related("source")
        for capture in captures.order_by("pk"):
            self.result.add(
                _source(
                    capture,
                    self.cited[capture.pk],
                    tuple(dict.fromkeys(self.cited_by[capture.pk])),
                )
            )


def _own_language(known: list[Name]) -> str:
    """The language to take for a person's own while nobody has said: the least widely read.

    Reports are written in English and Russian about everybody; whoever is also
    named in Belarusian is likelier to call himself so.
    """
    widely_read = ("ru", "en")
    return min(known, key=lambda name: (name.language in widely_read, name.pk)).language


def _is_about(event: Event, person: Person) -> bool:
    return any(
        part.person_id == person.pk and part.role in Involvement.ABOUT
        for part in event.involvements.all()
    )


def _country_of(place: str) -> str:
    """The country of a place that the vocabulary knows; empty for any other."""
    label = vocabulary.place_label(place, "en")
    return next((one.country or "" for one in vocabulary.places().values() if one.en == label), "")


def _withholds_letters(event: Event, since: str) -> bool:
    """A denial of letters in this stay that nobody has reported over."""
    if event.type != "denial_of_contact" or event.date_end:
        return False
    if "letters" not in event.details.get("kind", "").split():
        return False
    told, start = parse_optional(event.date), parse_optional(since)
    return bool(told and start and told.latest >= start.earliest)


def _arithmetic(event: Event, ledger: custody.Ledger | None) -> tuple[str, tuple[str, ...]]:
    """A count of days in custody dates itself, and may confirm the whole reckoning."""
    quantity = event.quantity or {}
    if ledger is None or quantity.get("metric") != "days_in_custody":
        return "", ()
    days = int(quantity["value"])
    reached = custody.day_number(ledger.periods, days)
    total = ledger.days
    held = [period for period in ledger.periods if period.kind != custody.RESTRICTION]
    closed = bool(held) and all(period.end for period in held)
    fits = closed and total.at_least == total.at_most == days
    because = [key for period in held for key in period.because]
    confirmed = tuple(dict.fromkeys(because)) if fits else ()
    return (str(reached) if reached else ""), confirmed


def _when(event: documents.Event) -> tuple[str, str]:
    """Chronological; what has no date comes last."""
    moment = parse_optional(event.date)
    return (moment.earliest.isoformat() if moment else "9999", event.id)


def _citation(citation: Citation, finding: Finding) -> documents.Citation:
    claim, source = citation.claim, citation.claim.capture.source
    says: dict[str, str] = {}
    if isinstance(finding, Event):
        says = rules.differences(rules.stated(claim), rules.stated(finding))
    return documents.Citation(
        source=claim.capture.public_id,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        language=claim.language,
        bearing="contradicts" if citation.bearing == "contradicts" else "supports",
        publisher=source.publisher,
        published=source.published or None,
        says=says,
    )


def _source(
    capture: Capture, cited: list[Citation], cited_by: tuple[str, ...]
) -> documents.SourceDocument:
    source = capture.source
    public = {citation.claim.pk: citation.claim for citation in cited}
    private = queries.private_spans(capture.pk, public)
    spans = excerpts(
        [(claim.start, claim.end) for claim in public.values()],
        reading.sentence_spans(capture.text),
        private,
    )
    passages = list(capture.passages.all())
    return documents.SourceDocument(
        id=capture.public_id,
        title=_title(capture, private),
        publisher=source.publisher,
        author=source.author or None,
        url=source.url or None,
        material=source.material,
        language=source.language,
        published=source.published or None,
        published_basis=source.published_basis or None,
        captured_at=capture.captured_at.date().isoformat(),
        sha256=capture.sha256,
        media_type=capture.media_type,
        bytes=capture.size,
        excerpts=tuple(
            documents.Excerpt(
                start=start,
                end=end,
                text=capture.text[start:end],
                language=next(
                    (row.language for row in passages if row.start <= start < row.end),
                    source.language,
                ),
            )
            for start, end in spans
        ),
        cited_by=cited_by,
    )


def _title(capture: Capture, private: list[tuple[int, int]]) -> str:
    """The title, unless it was taken from the text where a private claim stands."""
    title = capture.source.title
    start = capture.text.find(title)
    is_text = capture.source.title_is_from_text and start >= 0
    return "" if is_text and touches((start, start + len(title)), private) else title
