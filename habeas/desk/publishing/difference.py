"""What an edition would change, in words that an editor can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from habeas.core import articles, documents
from habeas.vocabulary.sentences import sentence


@dataclass(frozen=True)
class Change:
    """One document that is added, changed or removed, and what of it."""

    path: str
    kind: Literal["added", "changed", "removed"]
    title: str
    words: tuple[str, ...] = ()


def differences(
    old: Mapping[str, documents.Document], new: Mapping[str, documents.Document], *, language: str
) -> list[Change]:
    """Compare two editions, document by document, in the order of their paths."""
    changes = []
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        title = title_of(after or old[path], language)
        words = tuple(_lines(before, after, language))
        changes.append(Change(path, _kind(before, after), title, words))
    return changes


def _kind(
    before: documents.Document | None, after: documents.Document | None
) -> Literal["added", "changed", "removed"]:
    if after is None:
        return "removed"
    return "changed" if before else "added"


def title_of(document: documents.Document, language: str) -> str:
    match document:
        case documents.PersonDocument():
            return document.names[0].text
        case documents.MovedDocument():
            return f"{document.slug} → {document.to}"
        case documents.EventDocument():
            return _event(document.event, language)
        case _:
            return _own_title(document, language)


Action = documents.AppealDocument | documents.PetitionDocument | documents.StatementDocument
Titled = (
    documents.SourceDocument
    | documents.PlaceDocument
    | documents.RecipientDocument
    | Action
    | articles.Article
)


def _own_title(document: Titled, language: str) -> str:
    match document:
        case documents.SourceDocument():
            return document.title or document.publisher or document.id
        case documents.PlaceDocument() | documents.RecipientDocument():
            return document.name
        case (
            documents.AppealDocument()
            | documents.PetitionDocument()
            | documents.StatementDocument()
        ):
            return _title_of_action(document, language)
        case _:
            return articles.version_for(document, language).title


def _title_of_action(document: Action, language: str) -> str:
    match document:
        case documents.AppealDocument():
            return document.title
        case documents.PetitionDocument() | documents.StatementDocument():
            return document.text(language).title


def _lines(
    before: documents.Document | None, after: documents.Document | None, language: str
) -> Iterator[str]:
    old, new = _statements(before, language), _statements(after, language)
    for key, words in new.items():
        if key not in old:
            yield f"+ {words}"
        elif old[key] != words:
            yield f"{old[key]} → {words}"
    yield from (f"− {words}" for key, words in old.items() if key not in new)


def _statements(document: documents.Document | None, language: str) -> dict[str, str]:
    """The statements of a document by a stable key."""
    if isinstance(document, documents.MovedDocument):
        return {"moved": f"→ {document.to}"}
    if isinstance(document, articles.Article):
        return dict(_of_text(document))
    if isinstance(document, documents.RecipientDocument):
        return dict(_of_recipient(document))
    return _of_content(document, language)


def _of_content(document: documents.Document | None, language: str) -> dict[str, str]:
    match document:
        case documents.PersonDocument():
            return dict(_of_person(document, language))
        case documents.EventDocument():
            return {document.event.id: _event(document.event, language)}
        case documents.SourceDocument():
            return {f"excerpt {part.start}": part.text for part in document.excerpts}
        case documents.PlaceDocument():
            return dict(_of_place(document))
        case (
            documents.AppealDocument()
            | documents.PetitionDocument()
            | documents.StatementDocument()
        ):
            return dict(_of_action(document))
    return {}


def _of_person(document: documents.PersonDocument, language: str) -> Iterable[tuple[str, str]]:
    yield "status", document.status
    for name in document.names:
        yield f"name {name.text}", name.text
    for fact in document.attributes:
        yield fact.id, f"{fact.kind}: {fact.value}"
    for event in document.events:
        yield event.id, _event(event, language)


def _of_place(document: documents.PlaceDocument) -> Iterable[tuple[str, str]]:
    for key in ("name", "kind", "country", "letters"):
        if words := getattr(document, key):
            yield key, words
    for address in document.addresses:
        yield f"address {address.text}", address.text


def _of_recipient(document: documents.RecipientDocument) -> Iterable[tuple[str, str]]:
    for key, value in document.model_dump(mode="json", exclude_none=True).items():
        if key not in ("document", "slug"):
            yield key, f"{key}: {value}"


def _of_action(document: Action) -> Iterable[tuple[str, str]]:
    match document:
        case documents.AppealDocument():
            return _of_appeal(document)
        case documents.PetitionDocument():
            return _of_petition(document)
        case documents.StatementDocument():
            return _of_statement(document)


def _of_appeal(document: documents.AppealDocument) -> Iterable[tuple[str, str]]:
    for key in ("state", "title", "summary", "background", "act_before"):
        if words := getattr(document, key):
            yield key, words
    yield from ((f"demand {number}", text) for number, text in enumerate(document.demands))
    for one in document.addressees:
        yield f"addressee {one.name}", " ".join(filter(None, (one.name, one.email, one.post)))
    for letter in document.letters:
        yield f"letter {letter.language}", f"{letter.subject}: {letter.body}"
    for number, update in enumerate(document.updates):
        yield f"update {number}", f"{update.date} {update.kind}: {update.text}"


def _of_petition(document: documents.PetitionDocument) -> Iterable[tuple[str, str]]:
    yield "state", document.state
    for version in document.versions:
        for text in version.texts:
            yield f"text {version.number} {text.language}", f"{text.title}: {text.text}"
    yield "addressees", "; ".join(document.addressees)
    yield "goals", ", ".join(str(goal) for goal in document.goals)
    for one in document.recipients:
        yield f"recipient {one.slug}", f"{one.name}: {' '.join(one.consent.values())}"
    for other in document.elsewhere:
        yield f"{other.kind} {other.by}", f"{other.by}: {other.number} ({other.counted_on})"
    for delivery in document.deliveries:
        yield f"delivery {delivery.on} {delivery.to}", f"{delivery.on} {delivery.to}"
    for number, update in enumerate(document.updates):
        yield f"update {number}", f"{update.date} {update.kind}: {update.text}"


def _of_text(document: articles.Article) -> Iterable[tuple[str, str]]:
    for version in document.versions:
        key = version.language
        yield f"{key} title", f"{key}: {version.title}"
        for number, words in enumerate(articles.words_of(version)):
            if words:
                yield f"{key} {number}", words
        for number, block in enumerate(version.blocks):
            if not isinstance(block, articles.Paragraph | articles.Heading | articles.Items):
                yield f"{key} block {number}", f"{key}: {block.block}"


def _event(event: documents.Event, language: str) -> str:
    return " ".join(part for part in (event.date, sentence(event, language)) if part)


def _of_statement(document: documents.StatementDocument) -> Iterable[tuple[str, str]]:
    yield "state", document.state
    for text in document.texts:
        yield f"text {text.language}", f"{text.title}: {text.text}"
    yield "addressees", "; ".join(document.addressees)
    for number, one in enumerate(document.signatories):
        words = filter(None, (one.name, one.country, one.signs_as, one.withdrawn_on))
        yield f"signatory {one.key} {number}", " ".join(words)
