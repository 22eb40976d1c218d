"""What every page is made with: its language, the edition, and words for codes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from markupsafe import Markup

from habeas import vocabulary
from habeas.core import invented
from habeas.public.portal import assets, harm, memory, newsroom, present
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.language import FROM_RIGHT, IN_PART, INTERFACE, OWN_NAMES, templates
from habeas.public.portal.present import date_text
from habeas.public.portal.wall import scale
from habeas.vocabulary.wording import number_text

# Pages that show or count many people, of whom some may be made up.
COUNTING = frozenset(
    {"home.html", "people.html", "statistics.html", "international.html", "search.html"}
    | {"places.html", "organisations.html", "organisation.html", "data.html"}
)


def render(
    template: str, language: str, request: HttpRequest, *, code: int = 200, **values: Any
) -> HttpResponse:
    """A page in a language, with what every page carries."""
    rest = request.path.removeprefix(f"/{language}/") if request.path != "/" else ""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    links = [(tag, OWN_NAMES[tag], f"/{tag}/{rest}{query}") for tag in INTERFACE]
    own: dict[str, Any] = {"languages": links, "here": request.path, "invented": False}
    own["mixed"] = invented_people() if template in COUNTING else 0
    page = templates(language).get_template(template).render(**(common(language) | own | values))
    return HttpResponse(page, status=code, headers={"Content-Language": language})


def invented_people() -> int:
    """How many people of this edition are made up, for trying things out."""
    return shown().index().members("country", [invented.COUNTRY]).bit_count()


# What most of a page is set in, asked for beside the stylesheet: a font that comes late is not
# used, since a text that moves under the reader's eyes is worse than another face.
FONT_OF = {"be": "text-cyrillic", "ru": "text-cyrillic"}


def common(language: str) -> dict[str, Any]:
    """What every template may use: the site, the edition, and words for codes."""
    current = shown().current()
    return {
        "language": language,
        "direction": "rtl" if language in FROM_RIGHT else "ltr",
        "in_part": language in IN_PART,
        "site": settings.HABEAS_PORTAL_NAME,
        "portal_url": settings.HABEAS_PORTAL_URL,
        "style": assets.address("portal.css"),
        "font": assets.address(f"fonts/{FONT_OF.get(language, 'text-latin')}.woff2"),
        "icon": assets.address("icon.svg"),
        "edition": current,
        "edition_date": date_text(current.published_at[:10], language) if current else "",
        "as_of": date_text(memory.today().isoformat(), language),
        "leave": settings.HABEAS_PORTAL_LEAVE,
        "warning": harm.warning(language),
        "takes_messages": bool(settings.HABEAS_INTAKE_KEY),
        "takes_mail": bool(settings.HABEAS_MAILER_KEY),
        **newsroom.frame(language),
        "scale": lambda first: Markup(scale(first=first, last=memory.today())),  # noqa: S704 (ours)
        "said": lambda field, value: present.said(field, value, language),
        "number": lambda value: number_text(value, language),
        "date_text": lambda text: date_text(text, language),
        "label": lambda name, code: label(name, code, language),
        "place": lambda text: vocabulary.place_label(text, language),
        "body": lambda text: vocabulary.body_label(text, language),
    }


def label(name: str, code: str, language: str) -> str:
    """A code of a vocabulary's list in words; what the list does not have stands as it is."""
    known = vocabulary.terms(name)
    return known[code].label(language) if code in known else code


def known_language(language: str) -> str:
    """The language itself. Raises Http404 when the portal does not speak it."""
    if language not in INTERFACE:
        raise Http404
    return language
