"""What other sites may show: a counter or a person's days, as picture, data or frame."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from habeas.public.edition.facets import periods_of
from habeas.public.portal import memory, present
from habeas.public.portal.act import named
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import templates, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import common, known_language
from habeas.vocabulary.wording import date_text, number_text

WIDTH, HEIGHT = 420, 132
PAPER, INK, SOFT, HELD, FREE = "#fbf8f2", "#1c1a17", "#5f594f", "#8c1c13", "#2c6b3f"
HELD_CODES = ",".join(sorted(present.HELD))
_PAGE = re.compile(r"/(?P<language>\w+)/(?:(?P<kind>people|act)/(?P<slug>[\w-]+)/)?")


@remembered
def counter(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """How many people are held now, of those whose cases are published."""
    known_language(language)
    counts = shown().statuses()
    held = sum(n for status, n in counts.items() if status in present.HELD)
    ngettext = translations(language).ngettext
    words = ngettext("person is held", "people are held", held)
    return _answer(
        form,
        language,
        {"number": held, "text": number_text(held, language), "words": words, "name": "",
         "tone": "held" if held else "free", "path": f"/{language}/people/?status={HELD_CODES}"},
    )  # fmt: skip


@remembered
def person(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponse:
    """One person's days in custody."""
    found = shown().people_named([slug])
    if not found:
        raise Http404
    one = found[0]
    on = memory.today()
    days = present.days(periods_of(one["periods"]), known_language(language), on=on)
    ngettext = translations(language).ngettext
    return _answer(
        form,
        language,
        {
            "number": days.count.at_least,
            "number_at_most": days.count.at_most,
            "text": days.text,
            "words": ngettext("day in custody", "days in custody", days.count.at_most),
            "name": present.reader_name(one["names"], one["language"], language),
            "status": one["status"],
            "tone": present.tone(one["status"]),
            "path": f"/{language}/people/{slug}/",
        },
    )


def _answer(form: str, language: str, values: dict[str, Any]) -> HttpResponse:
    on = memory.today()
    if form == "json":
        kept = {name: value for name, value in values.items() if name not in ("path", "tone")}
        kept |= {"as_of": on.isoformat(), "url": settings.HABEAS_PORTAL_URL + values["path"]}
        return JsonResponse(kept, json_dumps_params={"ensure_ascii": False})
    gettext = translations(language).gettext
    as_of = gettext("as of {date}").format(date=date_text(on.isoformat(), language))
    if form == "svg":
        body = picture(**{key: str(values[key]) for key in ("text", "words", "name", "tone")},
                       as_of=f"{settings.HABEAS_PORTAL_NAME}, {as_of}")  # fmt: skip
        return HttpResponse(body, content_type="image/svg+xml; charset=utf-8")
    page = templates(language).get_template("embed.html")
    body = page.render(**(common(language) | values), as_of_text=as_of)
    return HttpResponse(body, headers={"Content-Language": language})


def picture(*, text: str, words: str, name: str, tone: str, as_of: str) -> str:
    """A card as SVG that needs nothing beside itself: no style, no font of ours, no script."""
    colour = HELD if tone == "held" else FREE if tone == "free" else INK
    title = escape(" ".join(filter(None, (name, text, words, as_of))))
    size = 54 if len(text) < 8 else 40
    family = 'font-family="PT Serif,Noto Serif,Georgia,serif"'
    top = f'<text x="78" y="34" font-size="18" fill="{INK}">{escape(name)}</text>' if name else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}" role="img" aria-label="{title}" {family}><title>{title}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<path d="M18 26v80M30 26v80M42 26v80M54 26v80M8 96L64 36" fill="none"'
        f' stroke="{HELD}" stroke-width="4" stroke-linecap="round"/>{top}'
        f'<text x="78" y="86" font-size="{size}" fill="{colour}">{escape(text)}'
        f'<tspan dx="8" font-size="18" fill="{INK}">{escape(words)}</tspan></text>'
        f'<text x="78" y="116" font-size="13" fill="{SOFT}">{escape(as_of)}</text></svg>'
    )


@remembered
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed 1.0 for the addresses of people, of actions and of the first page; JSON alone."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": "only format=json is spoken here"}, status=501)
    url = urlsplit(request.GET.get("url", "")[:300])
    own = urlsplit(settings.HABEAS_PORTAL_URL)
    match = _PAGE.fullmatch(url.path)
    if (url.scheme, url.netloc) != (own.scheme, own.netloc) or match is None:
        raise Http404
    language, kind, slug = known_language(match["language"]), match["kind"], match["slug"]
    name = _title(kind, slug, language) if slug else settings.HABEAS_PORTAL_NAME
    if not name:
        raise Http404
    frame = f"{settings.HABEAS_PORTAL_URL}/embed/{language}/{f'{kind}/{slug}' if slug else 'held'}/"
    width = _at_most(request.GET.get("maxwidth", ""), WIDTH)
    height = _at_most(request.GET.get("maxheight", ""), HEIGHT + 20)
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": name,
            "provider_name": settings.HABEAS_PORTAL_NAME,
            "provider_url": f"{settings.HABEAS_PORTAL_URL}/",
            "width": width,
            "height": height,
            "html": f'<iframe src="{escape(frame)}" width="{width}" height="{height}"'
            f' title="{escape(name)}" loading="lazy"></iframe>',
        }
    )


def _title(kind: str, slug: str, language: str) -> str:
    """The name of a person or the title of an action; empty where there is none."""
    if kind == "act":
        _, line = named(slug, language)
        return line.title if line else ""
    found = shown().people_named([slug])
    return present.reader_name(found[0]["names"], found[0]["language"], language) if found else ""


def _at_most(asked: str, ours: int) -> int:
    return min(int(asked), ours) if asked.isdecimal() and 0 < len(asked) < 6 else ours
