"""The pages. Each takes documents of the edition and hands a template plain values."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe
from markupsafe import Markup

from habeas.core.dates import PartialDate
from habeas.core.documents import (
    ANY_DOCUMENT,
    Event,
    EventDocument,
    MovedDocument,
    PersonDocument,
    SourceDocument,
)
from habeas.core.invented import is_invented
from habeas.public.edition.store import EditionInfo
from habeas.public.portal import assets, citing, letters, linked, memory, newsroom, places, present
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.feeds import Entry, feed
from habeas.public.portal.language import INTERFACE, chosen, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.public.portal.responses import lines
from habeas.vocabulary.sentences import date_text

PER_PAGE = 50
SOME = 8
LATEST = 3


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """`/`: every language by its own name, the reader's own first."""
    language = chosen(request.headers.get("Accept-Language", ""))
    response = render("choose.html", language, request)
    response.headers["Vary"] = "Accept-Language"
    return response


@remembered
def home(request: HttpRequest, language: str) -> HttpResponse:
    known_language(language)
    counts = shown().statuses()
    held = shown().people({"status": ",".join(sorted(present.HELD))}, limit=SOME)
    number = shown().number()
    added, changed, _ = shown().changed(number)
    above = {one["slug"] for one in held.items}
    slugs = [path.removeprefix("people/") for path in (*added, *changed)]
    newest = shown().people_named([slug for slug in slugs if slug not in above][:SOME])
    done = shown().responses(limit=LATEST)
    first = present.first_day([*held.items, *newest], on=memory.today())
    rows = {"on": memory.today(), "first": first}
    return render(
        "home.html",
        language,
        request,
        people=[present.listed(one, language, **rows) for one in held.items],
        newest=[present.listed(one, language, **rows) for one in newest],
        responses=lines(done.items, language),
        responses_total=done.total,
        news=newsroom.newest(language),
        linked=linked.site(language),
        total=sum(counts.values()),
        held=sum(n for status, n in counts.items() if status in present.HELD),
        free=sum(n for status, n in counts.items() if status in present.FREE),
        first=first,
    )


@remembered
def person(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    stored = shown().document(f"people/{slug}")
    if stored is None:
        raise Http404
    document = ANY_DOCUMENT.validate_json(stored.body)
    if isinstance(document, MovedDocument):
        return HttpResponsePermanentRedirect(f"/{language}/people/{quote(document.to)}/")
    if not isinstance(document, PersonDocument):
        raise Http404
    gettext = translations(known_language(language)).gettext
    page = present.person_page(
        document,
        language,
        on=memory.today(),
        titles={
            "wall": gettext("The wall of days: {days} strokes, one for each day in custody."),
            "timeline": gettext("Timeline of the case of {name}; the list beneath says the same."),
            "mark": gettext("{when}: {what}"),
        },
    )
    found = [_source(f"sources/{id}") for id in document.sources]
    sources = [source for source in found if source]
    return render(
        "person.html",
        language,
        request,
        page=page,
        summary=f"{page.name}: {page.short}",
        linked=linked.person(document, name=page.name, language=language, summary=page.short),
        cite=_citations(page, language, sha256=stored.hash),
        sources=sources,
        news=newsroom.newest(language, about=slug, limit=SOME),
        writing=letters.recipient(slug),
        newest=_newest(sources, language),
        sha256=stored.hash,
        invented=is_invented(document.country),
        map=Markup(places.ways(document, language)),  # noqa: S704 (ours)
    )


def _citations(page: present.PersonPage, language: str, *, sha256: str) -> dict[str, str]:
    info = shown().current()
    if info is None:
        return {}
    slug, site = page.document.slug, settings.HABEAS_PORTAL_NAME
    url = f"{settings.HABEAS_PORTAL_URL}/{language}/people/{slug}/"
    return {
        "url": url,
        "edition": f"{settings.HABEAS_PORTAL_URL}/{language}/changes/#edition-{info.number}",
        "apa": citing.apa(page.name, site=site, url=url, info=info, language=language),
        "bibtex": citing.bibtex(slug, page.name, site=site, url=url, info=info, sha256=sha256),
        "embed": f"{settings.HABEAS_PORTAL_URL}/embed/{language}/people/{slug}/",
    }


def _newest(sources: list[SourceDocument], language: str) -> str:
    """The date of the newest source: a status says no more than what was known then."""
    dates = [source.published for source in sources if source.published]
    newest = max(dates, key=lambda text: PartialDate.parse(text).latest, default="")
    return date_text(newest, language) if newest else ""


def _source(path: str) -> SourceDocument | None:
    stored = shown().document(path)
    return SourceDocument.model_validate_json(stored.body) if stored else None


@remembered
def source(request: HttpRequest, language: str, id: str) -> HttpResponse:
    document = _source(f"sources/{id}")
    if document is None:
        raise Http404
    quotes = []
    persons = []
    countries = set()
    for path in document.cited_by:
        stored = shown().document(path) if path.startswith("people/") else None
        if stored:
            about = PersonDocument.model_validate_json(stored.body)
            name = present.reader_name(about.names, about.language, known_language(language))
            persons.append((about.slug, name))
            countries.add(about.country)
            quotes += _quotes(about.events, id, language, about.slug)
        elif path.startswith("events/") and (stored := shown().document(path)):
            event = EventDocument.model_validate_json(stored.body).event
            quotes += _quotes((event,), id, language, "")
    return render(
        "source.html",
        language,
        request,
        source=document,
        persons=persons,
        invented=any(is_invented(country) for country in countries),
        excerpts=[(part, _pieces(part.text, part.start, quotes)) for part in document.excerpts],
    )


Quote = tuple[int, int, str, str]


def _quotes(events: tuple[Event, ...], id: str, language: str, slug: str) -> list[Quote]:
    """Where this source is cited: start, end, what for, and the line on a person's page."""
    found = []
    for event in events:
        for citation in event.citations:
            if citation.source == id:
                what = present.what_happened(event, language, about=slug)
                address = f"/{language}/people/{slug}/#e-{event.id}" if slug else ""
                found.append((citation.start, citation.end, what, address))
    return found


def _pieces(text: str, start: int, quotes: list[Quote]) -> list[tuple[str, list[Quote]]]:
    """An excerpt cut where quotes begin and end; each piece with the quotes that cover it."""
    end = start + len(text)
    inside = [quote for quote in quotes if start <= quote[0] and quote[1] <= end]
    cuts = sorted({start, end, *(q[0] for q in inside), *(q[1] for q in inside)})
    return [
        (text[a - start : b - start], [q for q in inside if q[0] <= a and b <= q[1]])
        for a, b in pairwise(cuts)
    ]


@remembered
def search(request: HttpRequest, language: str) -> HttpResponse:
    q = request.GET.get("q", "")[:200]
    first: date = memory.today()
    found = shown().people(q=q, limit=PER_PAGE) if q.strip() else None
    hits = shown().search(q)
    found_sources = (hit for hit in hits if hit.path.startswith("sources/"))
    sources = [(document, hit) for hit in found_sources if (document := _source(hit.path))]
    if found:
        first = present.first_day(found.items, on=memory.today())
    rows = found.items if found else []
    return render(
        "search.html",
        known_language(language),
        request,
        q=q,
        people=[present.listed(one, language, on=memory.today(), first=first) for one in rows],
        sources=sources,
        texts=newsroom.found_in(hits, language),
        first=first,
    )


@remembered
def changes(request: HttpRequest, language: str) -> HttpResponse:
    editions = [_edition(one, known_language(language)) for one in shown().editions()[:PER_PAGE]]
    return render("changes.html", language, request, editions=editions)


@remembered
def changes_feed(request: HttpRequest, language: str) -> HttpResponse:
    """What each edition brought, as Atom."""
    gettext = translations(known_language(language)).gettext
    entries = [
        Entry(
            path=f"/{language}/changes/#edition-{one.number}",
            title=gettext("Edition {number}").format(number=one.number),
            updated=one.published_at,
            summary=one.message,
        )
        for one in shown().editions()[:PER_PAGE]
    ]
    return feed(request, language, gettext("Changes"), f"/{language}/changes/", entries)


def _edition(info: EditionInfo, language: str) -> dict[str, Any]:
    """An edition and the people whose pages it added or changed, as far as they are shown now."""
    added, changed, withdrawn = shown().changed(info.number)
    return {
        "info": info,
        "date": date_text(info.published_at[:10], language),
        "added": _people_links(added, language),
        "changed": _people_links(changed, language),
        "withdrawn": withdrawn,
    }


def _people_links(paths: list[str], language: str) -> list[tuple[str, str]]:
    slugs = [path.removeprefix("people/") for path in paths[:PER_PAGE]]
    return [
        (one["slug"], present.reader_name(one["names"], one["language"], language))
        for one in shown().people_named(slugs)
    ]


@require_safe
def asset(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    found = assets.assets().get(name)
    if found is None or assets.address(name) != request.path:
        raise Http404
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(found[0], content_type=found[1], headers=forever)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    number = shown().number()
    return HttpResponse(f"ok, edition {number}\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    if not settings.HABEAS_SECURITY_CONTACT:
        raise Http404
    body = f"Contact: {settings.HABEAS_SECURITY_CONTACT}\nPreferred-Languages: en, be, ru\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


def _language_of(request: HttpRequest) -> str:
    named = request.path.split("/")[1]
    return named if named in INTERFACE else chosen(request.headers.get("Accept-Language", ""))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A helpful page: what was withdrawn is gone, anything else was never here."""
    language = _language_of(request)
    path = request.path.removeprefix(f"/{language}/").rstrip("/")
    path = f"pages/{path.removeprefix('about/')}" if path.startswith("about/") else path
    if shown().was_published(path):
        return render("gone.html", language, request, code=410)
    return render("missing.html", language, request, code=404)


def broken(request: HttpRequest) -> HttpResponse:
    body = "Something went wrong here. Nothing of what you asked was kept. Please try again.\n"
    return HttpResponse(body, status=500, content_type="text/plain; charset=utf-8")
