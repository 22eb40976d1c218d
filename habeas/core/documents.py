"""The public documents: all that ever passes the door.

An edition is a set of documents, each under a path such as `people/SLUG`.
What a shape here does not name cannot be published: every model forbids
unknown fields. `schema()` is the published JSON Schema.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

import rfc8785
from pydantic import Field, TypeAdapter

from habeas.core.articles import NewsDocument, TextPageDocument
from habeas.core.shapes import Shape
from habeas.core.statements import StatementDocument

# Defined beside this file, and public documents all the same.
__all__ = ["NewsDocument", "Shape", "StatementDocument", "TextPageDocument"]


class Citation(Shape):
    """One passage that a statement rests on, or that contradicts it."""

    source: str = Field(description="id of a source document of the same edition")
    quote: str
    start: int = Field(description="in Unicode code points of the captured text")
    end: int
    language: str
    bearing: Literal["supports", "contradicts"] = "supports"
    publisher: str
    published: str | None = Field(None, description="EDTF")
    # What this source says where it differs from the finding, field by field.
    says: dict[str, str] = Field(default_factory=dict)


class Name(Shape):
    text: str
    language: str = Field(description="BCP 47")
    script: str = Field(description="ISO 15924: Cyrl, Latn …")
    kind: str = Field("full", description="full, alias, birth …")
    citations: tuple[Citation, ...] = ()


class Attribute(Shape):
    """A fact about a person that is not an event: birth, role …"""

    id: str
    kind: str
    value: str
    date: str | None = None
    place: str | None = None
    organisations: tuple[str, ...] = ()
    language: str
    citations: tuple[Citation, ...] = ()


class Quantity(Shape):
    metric: str
    value: int | float | str
    unit: str | None = None


class Participant(Shape):
    """A person in an event. `slug` is set only when the person has a page."""

    name: str
    slug: str | None = None
    role: str
    names: dict[str, str] = Field(default_factory=dict, description="by language, BCP 47")


class Intervention(Shape):
    """What a response was as an intervention, as far as public events show it.

    Codes are those of the lists `intervention_type` and `intervention_response`. Without an
    answer there is no `response`: the silence is counted from the event's own date.
    """

    type: str | None = None
    addressed: str | None = Field(None, description="of whom something was asked")
    response: str | None = None
    answer: str | None = Field(None, description="id of the event that was the answer")
    answered_on: str | None = Field(None, description="EDTF")
    days: int | None = Field(None, description="days until the answer")


class Event(Shape):
    """An act or a response that the organisation holds to have happened."""

    id: str
    type: str
    date: str | None = Field(None, description="EDTF")
    date_end: str | None = None
    # How the date is known when no source gives it: "start_plus_days".
    date_computed: str | None = None
    place: str | None = None
    quantity: Quantity | None = None
    articles: tuple[str, ...] = ()
    details: dict[str, str] = Field(default_factory=dict)
    participants: tuple[Participant, ...] = ()
    organisations: tuple[str, ...] = ()
    # Arithmetic that this event passes: ids of the events that it agrees with.
    confirmed_by: tuple[str, ...] = ()
    intervention: Intervention | None = None
    citations: tuple[Citation, ...] = ()


class Period(Shape):
    """Time in custody or under restriction, folded from events by `core.custody`."""

    start: str = Field(description="EDTF")
    end: str | None = None
    kind: str
    place: str | None = None
    at: str | None = Field(None, description="slug of the place's document, where there is one")
    because: tuple[str, ...] = Field((), description="ids of the events it rests on")


class PersonDocument(Shape):
    document: Literal["person"] = "person"
    slug: str
    names: tuple[Name, ...]
    language: str = Field(description="the person's own language, BCP 47")
    country: str | None = Field(None, description="ISO 3166-1 alpha-2 of the persecuting State")
    status: str
    periods: tuple[Period, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    events: tuple[Event, ...] = ()
    sources: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    letters: Literal["yes", "no"] | None = Field(
        None, description="whether letters reach the person in custody, as far as is known"
    )


class MovedDocument(Shape):
    """An address that a person's page once had; it leads to the page that holds it now."""

    document: Literal["moved"] = "moved"
    slug: str
    to: str = Field(description="slug of the person's page")


class EventDocument(Shape):
    """An event under its own address, for events of several persons."""

    document: Literal["event"] = "event"
    event: Event


class Excerpt(Shape):
    """A stretch of the captured text that may be shown, around cited quotes.

    `text` starts at code point `start` of the captured text.
    """

    start: int
    end: int
    text: str
    language: str


class SourceDocument(Shape):
    document: Literal["source"] = "source"
    id: str
    title: str
    publisher: str
    author: str | None = None
    url: str | None = None
    material: str
    language: str
    published: str | None = None
    published_basis: str | None = None
    captured_at: str
    sha256: str
    media_type: str
    bytes: int
    excerpts: tuple[Excerpt, ...] = ()
    # Paths of the documents that cite this source.
    cited_by: tuple[str, ...] = ()


class Address(Shape):
    """Where letters went, and from when to when that held; an open `until` is where they go now."""

    text: str
    since: str | None = Field(None, description="EDTF")
    until: str | None = None


class PlaceDocument(Shape):
    """A place of detention of which public events tell."""

    document: Literal["place"] = "place"
    slug: str
    name: str
    # Only names that public events use.
    names: tuple[str, ...] = ()
    kind: str | None = Field(None, description="code of the list custody_kinds")
    country: str | None = Field(None, description="ISO 3166-1 alpha-2")
    latitude: float | None = Field(None, description="degrees, north positive")
    longitude: float | None = Field(None, description="degrees, east positive")
    addresses: tuple[Address, ...] = ()
    letters: str | None = Field(None, description="rules for letters")


class Addressee(Shape):
    """Somebody who is written to, and the channels that work."""

    name: str
    office: str | None = None
    form_of_address: str | None = Field(None, description="how a letter begins")
    forms_of_address: dict[str, str] = Field(
        {}, description="how a letter in that language begins instead, by BCP 47"
    )
    email: str | None = None
    post: str | None = None
    fax: str | None = None
    phone: str | None = None
    reads: tuple[str, ...] = Field((), description="BCP 47, languages they read")
    copy_only: bool = Field(False, description="gets a copy of what is sent to the others")


class Embassy(Shape):
    """Where the State that holds the person can be written to from another country."""

    country: str = Field(description="ISO 3166-1 alpha-2, where the embassy is")
    email: str | None = None
    post: str | None = None


class SampleLetter(Shape):
    """A letter with its facts filled in; the form of address goes before it."""

    language: str = Field(description="BCP 47")
    subject: str
    body: str


class AppealUpdate(Shape):
    kind: Literal["further", "good_news", "stop", "closed"]
    date: str
    text: str


class AppealDocument(Shape):
    """An urgent action. One that is not open has no addressees and no letters."""

    document: Literal["appeal"] = "appeal"
    slug: str
    state: Literal["open", "stopped", "closed"]
    language: str = Field(description="BCP 47, of the texts")
    reference: str | None = Field(None, description="number in the organisation's series")
    previous: str | None = Field(None, description="slug of the appeal that this one follows")
    title: str
    summary: str
    demands: tuple[str, ...] = ()
    tone: str | None = Field(None, description="how to write, so that it helps")
    unsaid: tuple[str, ...] = Field((), description="what is better not said")
    background: str | None = None
    act_before: str | None = Field(None, description="after this day, check first")
    person: str = Field(description="slug of the person's document")
    addressees: tuple[Addressee, ...] = ()
    embassies: tuple[Embassy, ...] = ()
    letters: tuple[SampleLetter, ...] = ()
    updates: tuple[AppealUpdate, ...] = ()


class PetitionText(Shape):
    language: str = Field(description="BCP 47")
    title: str
    text: str
    sha256: str = Field(description="of the UTF-8 bytes of title, two line feeds and text")


class PetitionVersion(Shape):
    """A frozen wording: who signs, signs one version in one language."""

    number: int
    frozen_on: str = Field(description="YYYY-MM-DD")
    texts: tuple[PetitionText, ...]


class Recipient(Shape):
    """Who is given a supporter's data, sealed to an age key of their own, and on what consent."""

    slug: str
    name: str
    key: str = Field(description="age public key (age1…)")
    consent: dict[str, str] = Field(description="what a supporter consents to, by language")


class Elsewhere(Shape):
    """Signatures gathered elsewhere, as somebody counted them; never added to our own."""

    kind: Literal["paper", "partner"]
    by: str
    number: int
    counted_on: str


class PetitionDelivery(Shape):
    to: str
    on: str
    number: int = Field(description="of confirmed signatures that were handed over")
    proof: str | None = None
    answer: str | None = None
    answered_on: str | None = None


class PetitionDocument(Shape):
    """A petition. Only one that is open takes signatures; its counter comes from the intake."""

    document: Literal["petition"] = "petition"
    slug: str
    state: Literal["open", "stopped", "closed", "delivered"]
    person: str | None = Field(None, description="slug of the person's document")
    versions: tuple[PetitionVersion, ...] = Field(description="the last is the one that is signed")
    addressees: tuple[str, ...] = ()
    goals: tuple[int, ...] = Field((), description="numbers of signatures, rising")
    opens_on: str
    closes_on: str | None = Field(None, description="the last day to sign")
    # The first is the organisation, whose consent signing needs; the others are asked apart.
    recipients: tuple[Recipient, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    deliveries: tuple[PetitionDelivery, ...] = ()
    updates: tuple[AppealUpdate, ...] = ()

    def text(self, language: str) -> PetitionText:
        """What is signed, in the reader's language or else the first that there is."""
        texts = self.versions[-1].texts
        return next((one for one in texts if one.language == language), texts[0])


class LetterRules(Shape):
    """What a place of detention lets through."""

    channels: tuple[str, ...] = Field((), description="codes of the list letter_channels")
    languages: tuple[str, ...] = Field((), description="BCP 47")
    pages: int | None = Field(None, description="at most")
    photos: int | None = Field(None, description="at most")
    enclosures: str | None = None
    reply: str | None = Field(None, description="how an answer comes")
    source: str | None = Field(None, description="where the rules are written")
    checked_on: str | None = Field(None, description="without it or a source: unverified")

    @property
    def is_verified(self) -> bool:
        return bool(self.source and self.checked_on)


class RecipientDocument(Shape):
    """Somebody in custody to whom one can write. While there is a `hold` there is no address."""

    document: Literal["recipient"] = "recipient"
    slug: str = Field(description="of the person's document")
    name: str = Field(description="on the envelope: local script, with the patronymic")
    language: str = Field(description="of the card's texts, BCP 47")
    born: int | None = Field(None, description="year")
    unit: str | None = None
    hold: str | None = Field(None, description="code of the list letter_holds: do not write now")
    address: str | None = None
    address_since: str | None = Field(None, description="EDTF")
    place: str = Field(description="slug of the place's document")
    place_name: str
    country: str | None = Field(None, description="ISO 3166-1 alpha-2, of the place")
    languages: tuple[str, ...] = Field((), description="that the person reads, BCP 47")
    interests: str | None = None
    welcome: str | None = None
    avoid: str | None = None
    confirmed_on: str | None = None
    rules: LetterRules | None = None
    # How long letters took, measured by our own.
    days: int | None = Field(None, description="median of days from posting to delivery")
    days_of: int | None = Field(None, description="number of letters that was measured by")


def petition_sha256(title: str, text: str) -> str:
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()


Document = (
    PersonDocument
    | MovedDocument
    | EventDocument
    | SourceDocument
    | PlaceDocument
    | AppealDocument
    | PetitionDocument
    | StatementDocument
    | NewsDocument
    | TextPageDocument
    | RecipientDocument
)
# The field says which shape it is, so that no other is tried.
ANY_DOCUMENT: TypeAdapter[Document] = TypeAdapter(
    Annotated[Document, Field(discriminator="document")]
)


_FOLDERS = {
    "person": "people",
    "moved": "people",
    "event": "events",
    "source": "sources",
    "place": "places",
    "appeal": "actions",
    "petition": "actions",
    "statement": "actions",
    "recipient": "letters",
    "news": "news",
    "page": "pages",
}


def path_of(document: Document) -> str:
    """The path of a document in its edition, which is also its API address."""
    match document:
        case EventDocument():
            key = document.event.id
        case SourceDocument():
            key = document.id
        case _:
            key = document.slug
    return f"{_FOLDERS[document.document]}/{key}"


def canonical(document: Document) -> bytes:
    """The bytes that are stored, hashed, signed and served (RFC 8785)."""
    body: bytes = rfc8785.dumps(document.model_dump(mode="json"))
    return body


def schema() -> dict[str, Any]:
    """JSON Schema of every public document."""
    return ANY_DOCUMENT.json_schema()
