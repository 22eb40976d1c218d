"""What anybody can do: appeals. A letter is sent by the visitor's own mail program."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.documents import (
    ANY_DOCUMENT,
    Addressee,
    AppealDocument,
    Embassy,
    PetitionDocument,
    PetitionText,
    SampleLetter,
    StatementDocument,
)
from habeas.core.statements import StatementText
from habeas.public.portal import letters, memory, petitions, statements
from habeas.public.portal.edition import shown
from habeas.public.portal.feeds import Entry, feed
from habeas.public.portal.filters import country_name, language_name
from habeas.public.portal.language import translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.vocabulary.wording import list_text

LONGEST_BEGINNING = 240  # letters of an action in the list


@dataclass(frozen=True)
class Writing:
    """One letter to one addressee, ready to be copied or opened in a mail program."""

    to: Addressee
    language: str
    subject: str
    text: str
    number: int = 0  # of the addressee, from 1; 0 for an embassy

    @property
    def mailto(self) -> str | None:
        """The address of RFC 6068, or None for somebody who has no e-mail."""
        if not self.to.email:
            return None
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        to = quote(self.to.email, safe="@")
        return f"mailto:{to}?subject={quote(self.subject, safe='')}&body={body}"


def writing(to: Addressee, letter: SampleLetter, number: int = 0) -> Writing:
    form = to.forms_of_address.get(letter.language) or to.form_of_address
    opening = f"{form},\n\n" if form else ""
    text = opening + letter.body.replace("\r\n", "\n")
    return Writing(to, letter.language, letter.subject, text, number)


@remembered
def act(request: HttpRequest, language: str) -> HttpResponse:
    """Every action: first those that are open, the most urgent before."""
    found = _all(known_language(language))
    found.sort(key=lambda one: (not one.is_open, one.until or "9999", one.slug))
    to_write_to = sum(not one.is_held_back for one in letters.listed(language))
    return render("act/list.html", language, request, actions=found, to_write_to=to_write_to)


@remembered
def actions_feed(request: HttpRequest, language: str) -> HttpResponse:
    """Actions as Atom, the one that changed last before: a new one, an update, an end."""
    gettext = translations(known_language(language)).gettext
    since = shown().since("actions/")
    entries = [
        Entry(
            path=f"/{language}/act/{one.slug}/",
            title=one.title,
            updated=since[f"actions/{one.slug}"],
            summary=one.beginning if one.is_open else gettext("This action has ended."),
        )
        for one in _all(language)
    ]
    entries.sort(key=lambda one: one.updated, reverse=True)
    return feed(request, language, gettext("What you can do"), f"/{language}/act/", entries)


def _all(language: str) -> list[Listed]:
    held = (ANY_DOCUMENT.validate_json(body) for _, body in shown().bodies("actions/"))
    return [line for one in held if (line := listed(one, language))]


@dataclass(frozen=True)
class Addressed:
    """An addressee with the letters that are read there, the visitor's language first."""

    to: Addressee
    reads: str
    writings: list[Writing]


@dataclass(frozen=True)
class Listed:
    """An action in the list. `until` is the last day that makes sense."""

    slug: str
    kind: str
    title: str
    beginning: str
    language: str
    is_open: bool
    until: str | None


def listed(document: object, language: str) -> Listed | None:
    """What the list says of a document; None for what is no action."""
    is_open = getattr(document, "state", "") == "open"
    match document:
        case AppealDocument(slug=slug, title=title, summary=summary, act_before=until):
            own = document.language
            return Listed(slug, "appeal", title, _beginning(summary), own, is_open, until)
        case PetitionDocument(slug=slug, closes_on=until):
            return _worded(slug, "petition", document.text(language), is_open=is_open, until=until)
        case StatementDocument(slug=slug, state=state):
            until = (document.deadline or "")[:10] if is_open else ""
            stands, text = state != "withdrawn", document.text(language)
            return _worded(slug, "statement", text, is_open=stands, until=until or None)
    return None


def named(slug: str, language: str) -> tuple[object, Listed | None]:
    """The document of an action, and what the list says of it; None, None where there is none."""
    stored = shown().document(f"actions/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    return document, listed(document, language)


def _worded(
    slug: str, kind: str, words: PetitionText | StatementText, *, is_open: bool, until: str | None
) -> Listed:
    text = _beginning(words.text)
    return Listed(slug, kind, words.title, text, words.language, is_open, until)


def _beginning(text: str) -> str:
    """The first paragraph, cut between words where it is long."""
    return shorten(text.strip().partition("\n\n")[0], LONGEST_BEGINNING, placeholder=" …")


def action(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The page of an action, as its kind wants it."""
    known_language(language)
    stored = shown().document(f"actions/{slug}")
    if stored is None:
        raise Http404
    document = ANY_DOCUMENT.validate_json(stored.body)
    if isinstance(document, PetitionDocument):
        return petitions.petition(request, language, document)
    if isinstance(document, StatementDocument):
        return statements.statement(request, language, slug)
    return appeal(request, language, slug)


@remembered
def appeal(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    known_language(language)
    stored = shown().document(f"actions/{slug}")
    if stored is None:
        raise Http404
    document = AppealDocument.model_validate_json(stored.body)
    samples = sorted(document.letters, key=lambda one: one.language != language)
    to = [one for one in document.addressees if not one.copy_only]
    embassies = [
        (name, [writing(_as_addressee(one, name), letter) for letter in samples])
        for one in document.embassies
        if (name := country_name(one.country, language))
    ]
    is_late = bool(document.act_before and document.act_before < memory.today().isoformat())
    return render(
        "act/appeal.html",
        language,
        request,
        appeal=document,
        is_late=is_late,
        addressed=[_addressed(n, one, samples, language) for n, one in enumerate(to, 1) if samples],
        language_name=language_name,
        copies=[one for one in document.addressees if one.copy_only],
        embassies=sorted(embassies, key=lambda one: one[0]),
    )


def _addressed(number: int, to: Addressee, samples: list[SampleLetter], language: str) -> Addressed:
    reads = list_text([language_name(code, language) for code in to.reads], language)
    return Addressed(to, reads, [writing(to, one, number) for one in _read_by(to, samples)])


def _read_by(to: Addressee, samples: list[SampleLetter]) -> list[SampleLetter]:
    """Letters in languages that are read there; all of them where none is or nobody knows."""
    return [one for one in samples if one.language.split("-")[0] in to.reads] or samples


def _as_addressee(embassy: Embassy, name: str) -> Addressee:
    return Addressee(name=name, email=embassy.email, post=embassy.post)
