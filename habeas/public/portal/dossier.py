"""A case on two sheets of paper, and the card that a link to it shows elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.documents import ANY_DOCUMENT, PersonDocument, SourceDocument
from habeas.core.invented import is_invented
from habeas.public.edition.facets import periods_of
from habeas.public.edition.store import EditionInfo
from habeas.public.portal import memory, present, setting
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import FROM_RIGHT, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language
from habeas.public.portal.standing import alone, shape, standing_line
from habeas.vocabulary.articles import Article
from habeas.vocabulary.wording import one_stop

# From roomy to tight: size of the letters in points, height of the wall in millimetres.
LAYOUTS = ((9.6, 62), (8.6, 54), (7.8, 46))
# What fits in the tightest layout when a case is too long for two sheets.
MOST_LINES, MOST_SOURCES, SHEETS = 62, 14, 2


@remembered
def dossier(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """`dossier.pdf`: everything of the case that two sheets of A4 hold, and where the rest is."""
    document, info = found(slug)
    values = _values(document, info, known_language(language))
    name = f'inline; filename="{slug}-{language}-edition-{info.number}.pdf"'
    return HttpResponse(
        _fitted(values, datetime.fromisoformat(info.published_at)),
        content_type="application/pdf",
        headers={"Content-Disposition": name, "Content-Language": language},
    )


@remembered
def card(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """`card.png`, 1200 by 630: who, how many days, and as of which day."""
    document, _ = found(slug)
    page = page_of(document, known_language(language))
    gettext, as_of = translations(language).gettext, _today(language)
    periods = periods_of(document.periods)
    values = common(page, language) | {
        "as_of": gettext("as of {date}").format(date=as_of),
        "site": settings.HABEAS_PORTAL_NAME,
        "line": standing_line(periods, on=memory.today()) if page.days.count.at_most else "",
        "invented": gettext("invented") if is_invented(document.country) else "",
    }
    return HttpResponse(setting.png("card", values), content_type="image/png")


def found(slug: str) -> tuple[PersonDocument, EditionInfo]:
    stored, info = shown().document(f"people/{slug}"), shown().current()
    document = ANY_DOCUMENT.validate_json(stored.body) if stored else None
    if info is None or not isinstance(document, PersonDocument):
        raise Http404
    return document, info


def page_of(document: PersonDocument, language: str) -> present.PersonPage:
    gettext = translations(language).gettext
    titles = {
        "wall": gettext("The wall of days: {days} strokes, one for each day in custody."),
        "timeline": "{name}",
        "mark": "{when}: {what}",
    }
    return present.person_page(document, language, on=memory.today(), titles=titles)


def _fitted(values: dict[str, Any], at: datetime) -> bytes:
    """The roomiest layout that keeps to two sheets; of a longer case as much as they hold."""
    for size, tall in LAYOUTS:
        made = setting.pdf("dossier", values | {"size": size, "wall_height": tall}, at=at)
        if setting.pages(made) <= SHEETS:
            return made
    lines, sources = MOST_LINES, MOST_SOURCES
    while setting.pages(made) > SHEETS and lines > 1:
        cut = _cut(values, lines, sources)
        made = setting.pdf("dossier", values | cut | {"size": size, "wall_height": tall}, at=at)
        lines, sources = lines * 3 // 4, max(1, sources * 3 // 4)
    return made


def _cut(values: dict[str, Any], lines: int, sources: int) -> dict[str, Any]:
    """The latest lines and the first sources, with how many are left to the page."""
    chronology, told = values["chronology"], values["sources"]
    ngettext = translations(values["language"]).ngettext

    def rest(number: int) -> str:
        if number <= 0:
            return ""
        words = ngettext(
            "{number} more stands on the page.", "{number} more stand on the page.", number
        )
        return words.format(number=number)

    return {
        "chronology": chronology[-lines:],
        "more": rest(len(chronology) - lines),
        "sources": told[:sources],
        "more_sources": rest(len(told) - sources),
    }


def common(page: present.PersonPage, language: str) -> dict[str, Any]:
    ngettext = translations(language).ngettext
    counted = page.days.count.at_most
    return {
        "language": language,
        "direction": "rtl" if language in FROM_RIGHT else "ltr",
        "name": page.name,
        "own": page.own_name.text,
        "own_language": page.own_name.language.split("-")[0],
        "status": page.status,
        "tone": page.tone,
        "days": page.days.text if counted else "",
        "days_words": ngettext("day in custody", "days in custody", counted),
    }


def _values(document: PersonDocument, info: EditionInfo, language: str) -> dict[str, Any]:
    page = page_of(document, language)
    gettext = translations(language).gettext
    sources = [s for id in document.sources if (s := _source(id))]
    numbers = {source.id: number for number, source in enumerate(sources, start=1)}
    address = f"{settings.HABEAS_PORTAL_URL}/{language}/people/{document.slug}/"
    published = present.date_text(info.published_at[:10], language)
    chronology = [
        [one.when or "–", one.what, _marks(one.citations, numbers)]
        for one in (*page.chronology, *page.undated)
    ]
    gone = gettext("Invented, for trying this out: nobody here exists, nor does the country.")
    strokes = gettext("The wall of days: {days} strokes, one for each day in custody.")
    edition = gettext("Edition {number} of {date}, SHA-256 of the edition {root}")
    return common(page, language) | {
        "others": ", ".join(one.text for one in page.other_names),
        "span": span(page, language),
        "as_of": _today(language),
        "as_of_line": _stop(gettext("As of {date}.").format(date=_today(language))),
        "wall": alone(page.wall),
        "wall_shape": shape(page.wall),
        "wall_says": strokes.format(days=page.days.text),
        "facts": [[f.kind, "; ".join(filter(None, (f.text, f.rest))), _marks(f.citations, numbers)]
                  for f in page.facts],
        "charges": [_charge(one, language) for one in page.charges],
        "law": [_law(one, language) for one in page.articles],
        "chronology": chronology,
        "more": "",
        "sources": [_told(source, numbers[source.id], language) for source in sources],
        "more_sources": "",
        "first_column": 34 if language in ("be", "ru") else 30,
        "address": address,
        "edition": edition.format(number=info.number, date=published, root=info.root[:16]),
        "invented": gone if is_invented(document.country) else "",
        "words": {
            "facts": gettext("About the person"),
            "charges": gettext("What the authorities say it is for"),
            "chronology": gettext("Chronology"),
            "sources": gettext("Sources"),
        },
    }  # fmt: skip


def span(page: present.PersonPage, language: str) -> str:
    gettext = translations(language).gettext
    if not page.days.count.at_most:
        return ""
    if page.days.growing:
        words = gettext("In custody since {start}.")
        return _stop(words.format(start=page.first_day))
    words = gettext("In custody from {start} to {end}.")
    return _stop(words.format(start=page.first_day, end=page.last_day))


def _stop(text: str) -> str:
    return one_stop(text)


def _charge(one: present.Charge, language: str) -> str:
    gettext = translations(language).gettext
    articles = ", ".join(text for _, text in one.articles)
    law = f"({gettext('article')} {articles})" if articles else ""
    return ", ".join(filter(None, (f"{one.what} {law}".strip(), one.law, one.when, one.outcome)))


def _law(one: Article, language: str) -> list[str]:
    gettext = translations(language).gettext
    checked = "" if one.checked else gettext("Our words, not yet held against the text of the law.")
    number = gettext("Article %(number)s") % {"number": one.number}
    return [f"{number}, {one.law.label(language)}: {one.plain.label(language)}.", checked]


def _told(source: SourceDocument, number: int, language: str) -> dict[str, Any]:
    when = present.date_text(source.published, language) if source.published else ""
    path = f"/{language}/sources/{source.id}/"
    title = source.title or source.publisher
    rest = ", ".join(filter(None, (source.publisher if source.title else "", when, path)))
    return {"number": number, "title": title, "language": source.language, "rest": rest}


def _marks(citations: Any, numbers: dict[str, int]) -> str:
    """The numbers of the sources; one that says otherwise has ≠ before it."""
    marks = dict.fromkeys(_mark(one, numbers) for one in citations if one.source in numbers)
    return f"[{', '.join(marks)}]" if marks else ""


def _mark(one: Any, numbers: dict[str, int]) -> str:
    differs = one.bearing == "contradicts" or bool(one.says)
    return f"{'≠' if differs else ''}{numbers[one.source]}"


def _source(id: str) -> SourceDocument | None:
    stored = shown().document(f"sources/{id}")
    return SourceDocument.model_validate_json(stored.body) if stored else None


def _today(language: str) -> str:
    return present.date_text(memory.today().isoformat(), language)
