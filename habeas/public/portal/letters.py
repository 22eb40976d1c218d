"""Letters to prisoners: whom to write to, how, and a sheet to print. No letter passes here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.documents import ANY_DOCUMENT, PersonDocument, RecipientDocument
from habeas.core.invented import is_invented
from habeas.public.portal import assets, memory, present, setting
from habeas.public.portal.edition import shown
from habeas.public.portal.filters import country_name, language_name
from habeas.public.portal.headers import HEADERS
from habeas.public.portal.language import FROM_RIGHT, IN_PART, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, label, render
from habeas.vocabulary.letters import greeting_days, hints
from habeas.vocabulary.wording import date_text, list_text, one_stop

SCRIPT = "letter.js"
DAYS_SHOWN = 5
# One script of ours, which has nobody to talk to: what is typed cannot leave by it.
POLICY = HEADERS["Content-Security-Policy"].replace(
    "connect-src 'self';", "script-src 'self'; connect-src 'none';"
)


@dataclass(frozen=True)
class Listed:
    slug: str
    name: str
    place: str
    country: str
    is_held_back: bool


@remembered
def letters(request: HttpRequest, language: str) -> HttpResponse:
    """Everybody whom one can write to, and the days to write for."""
    known_language(language)
    rows = listed(language)
    return render("act/letters.html", language, request, rows=rows, days=_days(language))


@remembered
def letter(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """One person to write to; once nobody is asked to write any more, a page that says so."""
    known_language(language)
    document = recipient(slug)
    name = _name(slug, language)
    if document is None:
        if not shown().was_published(f"letters/{slug}"):
            raise Http404
        return render("act/letter_over.html", language, request, code=410, slug=slug, name=name)
    response = render(
        "act/letter.html",
        language,
        request,
        to=document,
        invented=is_invented(document.country),
        name=name or document.name,
        reads=_languages(document.languages, language),
        rules=_rules(document, language),
        hints=hints().values(),
        days=_days(language),
        script=assets.address(SCRIPT),
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response


@remembered
def sheet(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """A label for the envelope with what to mind, and a ruled page that says nothing of us."""
    known_language(language)
    document = recipient(slug)
    if document is None or not document.address:
        raise Http404
    info = shown().current()
    at = datetime.fromisoformat(info.published_at) if info else datetime.now().astimezone()
    pdf = setting.pdf("letter", sheet_values(document, language), at=at)
    headers = {"Content-Disposition": f'inline; filename="letter-{slug}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def recipient(slug: str) -> RecipientDocument | None:
    stored = shown().document(f"letters/{slug}")
    return RecipientDocument.model_validate_json(stored.body) if stored else None


def listed(language: str) -> list[Listed]:
    """By name; those whom nobody should write to now come last."""
    held = (ANY_DOCUMENT.validate_json(body) for _, body in shown().bodies("letters/"))
    cards = [one for one in held if isinstance(one, RecipientDocument)]
    found = [
        Listed(
            slug=one.slug,
            name=_name(one.slug, language) or one.name,
            place=one.place_name,
            country=country_name(one.country, language) if one.country else "",
            is_held_back=one.hold is not None,
        )
        for one in cards
    ]
    return sorted(found, key=lambda one: (one.is_held_back, one.name))


def sheet_values(document: RecipientDocument, language: str) -> dict[str, Any]:
    # Half a sheet in another language, and from another side, helps nobody.
    language = "en" if language in IN_PART else language
    gettext = translations(language).gettext
    lines = [document.unit or "", *(document.address or "").splitlines()]
    today = date_text(memory.today().isoformat(), language)
    moved = gettext("As of {date}; people are moved, so look again before you post.")
    return {
        "language": language,
        "direction": "rtl" if language in FROM_RIGHT else "ltr",
        "title": gettext("Letter sheet"),
        "keep": gettext("Keep this page. Only the label and the next page go out."),
        "as_of": one_stop(moved.format(date=today)),
        "label": {
            "language": document.language,
            "name": document.name,
            "born": str(document.born or ""),
            "lines": [line.strip() for line in lines if line.strip()],
            "country": country_name(document.country, language) if document.country else "",
        },
        "rules_title": gettext("What the place lets through"),
        "rules": _rules(document, language),
        "hints_title": gettext("What letters are stopped for"),
        "hints": [one.label(language) for one in hints().values()],
    }


def _rules(document: RecipientDocument, language: str) -> list[str]:
    """The rules in sentences; the last one says how far they can be relied on."""
    words, known = translations(language), document.rules
    if known is None:
        return [words.gettext("We do not know the rules of this place.")]
    ways = [_within(label("letter_channels", code, language)) for code in known.channels]
    said = [
        (ways, words.gettext("What gets there: {what}."), list_text(ways, language)),
        (known.languages, words.gettext("Languages: {what}."),
         _languages(known.languages, language)),
        (known.enclosures, words.gettext("What may be put in: {what}."), known.enclosures),
        (known.reply, words.gettext("How an answer comes: {what}."), known.reply),
    ]  # fmt: skip
    told = [sentence.format(what=(what or "").rstrip(".")) for has, sentence, what in said if has]
    if known.pages is not None:
        pages = words.ngettext("At most {number} page.", "At most {number} pages.", known.pages)
        told.append(pages.format(number=known.pages))
    if known.photos is not None:
        photos = words.ngettext(
            "At most {number} photograph.", "At most {number} photographs.", known.photos
        )
        told.append(photos.format(number=known.photos))
    if document.days is not None:
        way = words.ngettext(
            "From posting to delivery: {number} day (median of {letters} letters).",
            "From posting to delivery: {number} days (median of {letters} letters).",
            document.days,
        )
        told.append(way.format(number=document.days, letters=document.days_of))
    return [*told, _reliance(document, language)]


def _reliance(document: RecipientDocument, language: str) -> str:
    gettext, known = translations(language).gettext, document.rules
    source, checked = (known.source, known.checked_on) if known else (None, None)
    if source and checked:
        words = gettext("Source: {source}; checked on {date}.")
        return one_stop(words.format(source=source, date=date_text(checked, language)))
    words = gettext("Unverified: nobody has yet held these rules against their source.")
    return f"{words} {source}" if source else words


def _within(name: str) -> str:
    """A label as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def _languages(codes: tuple[str, ...], language: str) -> str:
    return list_text([language_name(code, language) for code in codes], language)


def _days(language: str) -> list[tuple[str, str]]:
    """The next days to write for, with their dates."""
    today: date = memory.today()
    coming = sorted((one.next(on=today), one) for one in greeting_days().values())
    return [
        (date_text(day.isoformat(), language), one.label(language))
        for day, one in coming[:DAYS_SHOWN]
    ]


def _name(slug: str, language: str) -> str:
    stored = shown().document(f"people/{slug}")
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    if not isinstance(document, PersonDocument):
        return ""
    return present.reader_name(document.names, document.language, language)
