"""News, and the pages that the organisation wrote: drawn from blocks, never from markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from habeas.core import articles
from habeas.core.articles import Block, NewsDocument, Version
from habeas.core.documents import ANY_DOCUMENT, AppealDocument, PersonDocument, SourceDocument
from habeas.public.edition.facets import periods_of
from habeas.public.portal import harm, linked, memory, present
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.feeds import Entry, feed
from habeas.public.portal.language import OWN_NAMES, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.newsroom import Filter, Listed, article_at, documents, listed, page_at
from habeas.public.portal.page import known_language, render
from habeas.vocabulary.wording import locale_of

PER_PAGE = 20


@remembered
def news(request: HttpRequest, language: str) -> HttpResponse:
    asked = Filter.of(request.GET)
    everything = [listed(one, known_language(language)) for one in documents()]
    fitting = [one for one in everything if asked.fits(one)]
    first = _first(request.GET.get("page", "1"), len(fitting))
    number = first // PER_PAGE + 1
    return render(
        "news/list.html",
        language,
        request,
        articles=fitting[first : first + PER_PAGE],
        total=len(fitting),
        asked=asked,
        tags=_counted((tag for one in everything for tag in one.tags), asked, "tag"),
        series=_counted((one.series for one in everything if one.series), asked, "series"),
        months=_months(everything, language),
        newer=asked.query(page=number - 1 if number > 2 else "") if number > 1 else None,
        older=asked.query(page=number + 1) if first + PER_PAGE < len(fitting) else None,
        here_query=asked.query(),
    )


def _first(page: str, total: int) -> int:
    """The index of the first article of a page. Raises Http404 for a page that is not there."""
    first = (int(page) - 1) * PER_PAGE if page.isdecimal() and len(page) < 6 else -1
    if first < 0 or (first and first >= total):
        raise Http404
    return first


def _counted(words: Iterable[str], asked: Filter, name: str) -> list[tuple[str, int, str, bool]]:
    """Each word with how many articles it has, its address, and whether it is chosen."""
    current = getattr(asked, name)
    return [
        (word, number, Filter(**{name: word}).query(), word == current)
        for word, number in sorted(Counter(words).items(), key=lambda one: (-one[1], one[0]))
    ]


def _months(
    everything: list[Listed], language: str
) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """The archive: each year with its months, the latest first."""
    counts = Counter(one.published[:7] for one in everything)
    years = sorted({month[:4] for month in counts}, reverse=True)
    return [
        (
            year,
            [
                (month, _month_name(month, language), counts[month])
                for month in sorted(counts, reverse=True)
                if month.startswith(year)
            ],
        )
        for year in years
    ]


def _month_name(month: str, language: str) -> str:
    day = date.fromisoformat(f"{month}-01")
    return str(format_date(day, "LLLL", locale=locale_of(language)))


@remembered
def article(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    document = article_at(slug)
    if document is None:
        raise Http404
    texts = _texts(document, known_language(language))
    version = texts["version"]
    related = [listed(one, language) for one in _related(document)]
    card = next((b for b in version.blocks if isinstance(b, articles.Picture)), None)
    return render(
        "news/article.html",
        language,
        request,
        article=document,
        related=related,
        card=card,
        corrected=articles.corrected_on(version),
        linked=_linked(document, version, card),
        **texts,
    )


@remembered
def page(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """A page that stands for itself."""
    known_language(language)
    if slug == "about":
        return HttpResponsePermanentRedirect(f"/{language}/about/")
    document = page_at(slug)
    if document is None:
        raise Http404
    return render("news/page.html", language, request, slug=slug, **_texts(document, language))


@remembered
def about(request: HttpRequest, language: str) -> HttpResponse:
    """What the organisation says of itself, where it does, and how this site works."""
    document, risks = page_at("about"), harm.risks(known_language(language))
    own = _texts(document, language) if document else {"version": None}
    return render("about.html", language, request, risks=risks, **own)


def _texts(document: articles.Article, language: str) -> dict[str, Any]:
    version = articles.version_for(document, language)
    return {
        "version": version,
        "blocks": [_shown(block, language) for block in version.blocks],
        "versions": [(one.language, _own_name(one.language)) for one in document.versions],
    }


@remembered
def news_feed(request: HttpRequest, language: str) -> HttpResponse:
    gettext = translations(known_language(language)).gettext
    asked = Filter.of(request.GET)
    everything = (listed(one, language) for one in documents())
    entries = [
        Entry(
            path=f"/{language}/news/{one.slug}/",
            title=one.title,
            updated=f"{one.corrected or one.published}T00:00:00+00:00",
            summary=one.summary,
        )
        for one in everything
        if asked.fits(one)
    ][:50]
    return feed(request, language, gettext("News"), f"/{language}/news/", entries)


@require_safe
def picture(request: HttpRequest, hash: str) -> HttpResponse:
    """The bytes of a picture, as long as a document of the current edition shows it."""
    found = shown().picture(hash)
    if found is None:
        raise Http404
    headers = {"Cache-Control": "public, max-age=3600", "ETag": f'"{hash}"'}
    return HttpResponse(found[1], content_type=found[0], headers=headers)


def _related(document: NewsDocument) -> list[NewsDocument]:
    """Those that its writer named; then others about the same people, of one series or tag."""
    others = [one for one in documents() if one.slug != document.slug]
    named = [one for slug in document.related for one in others if one.slug == slug]
    mine = _marks(document)
    near = sorted(
        (one for one in others if one not in named and _marks(one) & mine),
        key=lambda one: -len(_marks(one) & mine),
    )
    return [*named, *near][:4]


def _marks(document: NewsDocument) -> set[tuple[str, str]]:
    marks = {("person", slug) for slug in document.people}
    for version in document.versions:
        marks |= {("tag", tag) for tag in version.tags}
        marks |= {("series", version.series)} if version.series else set()
    return marks


def _own_name(language: str) -> str:
    return OWN_NAMES.get(language, language)


def _shown(block: Block, language: str) -> dict[str, Any]:
    """A block with what its template needs of the records that it embeds."""
    about: dict[str, Any] = {}
    match block:
        case articles.PersonEmbed():
            about = _person(block.slug, language)
        case articles.CounterEmbed():
            about = _person(block.slug, language) if block.slug else _held()
        case articles.ActionEmbed():
            stored = shown().document(f"actions/{block.slug}")
            action = ANY_DOCUMENT.validate_json(stored.body) if stored else None
            about = {"action": action} if isinstance(action, AppealDocument) else {}
        case articles.SourceEmbed():
            stored = shown().document(f"sources/{block.id}")
            if stored:
                about = {"source": SourceDocument.model_validate_json(stored.body)}
    return {"is": block.block, "block": block, **about}


def _person(slug: str, language: str) -> dict[str, Any]:
    stored = shown().document(f"people/{slug}")
    if not stored:
        return {}
    document = PersonDocument.model_validate_json(stored.body)
    return {
        "slug": slug,
        "name": present.reader_name(document.names, document.language, language),
        "status": present.status_text(document.status, language),
        "tone": present.tone(document.status),
        "days": present.days(periods_of(document.periods), language, on=memory.today()),
    }


def _held() -> dict[str, Any]:
    counts = shown().statuses()
    return {"held": sum(n for status, n in counts.items() if status in present.HELD)}


def _linked(document: NewsDocument, version: Version, card: articles.Picture | None) -> Any:
    """schema.org: what the page says of itself, and nothing more."""
    root = settings.HABEAS_PORTAL_URL
    values = {
        "@type": "NewsArticle",
        "headline": version.title,
        "description": version.summary,
        "datePublished": document.published,
        "inLanguage": version.language,
        "url": f"{root}/{version.language}/news/{document.slug}/",
        "keywords": list(version.tags),
        "about": [{"@type": "Person", "@id": f"{root}/people/{slug}"} for slug in document.people],
        "publisher": {"@type": "Organization", "name": settings.HABEAS_PORTAL_NAME},
    }
    if corrected := articles.corrected_on(version):
        values["dateModified"] = corrected
    if card:
        values["image"] = f"{root}/pictures/{card.sha256}.jpg"
    return linked.script(values)
