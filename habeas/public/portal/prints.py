"""Sheets for a wall, a table and a shirt: PDF from the documents of the edition, one per day."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse

from habeas.core.documents import ANY_DOCUMENT
from habeas.core.invented import is_invented
from habeas.public.portal import act, dossier, memory, present, setting
from habeas.public.portal.dossier import common
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.filters import Asked, WrongFilter
from habeas.public.portal.language import FROM_RIGHT, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.public.portal.people import everybody
from habeas.public.portal.standing import alone, shape
from habeas.vocabulary.wording import one_stop

PAPERS = {"a3": 297, "a4": 210}  # width in millimetres
# From roomy to tight: columns, size of a name in points on A3, and how many names that may hold.
LAYOUTS = (
    (1, 66, 8),
    (1, 44, 14),
    (2, 32, 44),
    (3, 23, 90),
    (4, 17, 160),
    (5, 12.5, 270),
    (6, 9.5, 420),
)
MOST_NAMES = 2400
STRIPS = 8


@remembered
def prints(request: HttpRequest, language: str) -> HttpResponse:
    """What can be printed of the whole list."""
    known_language(language)
    asked = _asked(request)
    return render("print.html", language, request, person=None, query=asked.query())


@remembered
def person_prints(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What can be printed of one person."""
    document, _ = dossier.found(slug)
    page = dossier.page_of(document, known_language(language))
    return render(
        "print.html", language, request, person=page, invented=is_invented(document.country)
    )


@remembered
def poster(request: HttpRequest, language: str, paper: str) -> HttpResponse:
    """The names of a view of the list on one sheet; on more when they are very many."""
    gettext = translations(known_language(language)).gettext
    asked = _asked(request)
    rows = list(islice(everybody(asked), MOST_NAMES + 1))
    if not rows:
        raise Http404
    rows, has_more = rows[:MOST_NAMES], len(rows) > MOST_NAMES
    values = _site(language) | {
        "width": PAPERS[paper],
        "title": gettext("Their names"),
        "names": [_named(one, language) for one in rows],
        "counted": _counted(rows, language),
        "more": gettext("More names stand on the page.") if has_more else "",
        "address": f"{settings.HABEAS_PORTAL_URL}/{language}/people/{asked.query()}",
        "invented": _invented(language) if any(is_invented(o["country"]) for o in rows) else "",
    }
    return _answer(_fitted(values), f"names-{paper}", language)


@remembered
def sheet(request: HttpRequest, language: str, slug: str, name: str) -> HttpResponse:
    """One of a person's sheets: `name` is days, days-plain, shirt, shirt-mirrored or strips."""
    document, _ = dossier.found(slug)
    page = dossier.page_of(document, known_language(language))
    if name != "strips" and not page.days.count.at_most:
        raise Http404
    values = _of_person(page, language) | {
        "invented": _invented(language) if is_invented(document.country) else ""
    }
    if name == "days-plain":
        values |= {"qr": "", "address": ""}
    values |= {"mirrored": name == "shirt-mirrored"}
    return _answer(_set(name.partition("-")[0], values), f"{slug}-{name}", language)


@remembered
def action_strips(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Strips to tear off with the address of an action, as long as it is open."""
    stored = shown().document(f"actions/{slug}")
    known_language(language)
    one = act.listed(ANY_DOCUMENT.validate_json(stored.body), language) if stored else None
    if one is None or not one.is_open:
        raise Http404
    gettext = translations(language).gettext
    until = (
        gettext("Act before %(date)s") % {"date": _day(one.until, language)} if one.until else ""
    )
    values = (
        _site(language)
        | _linked(f"/{language}/act/{slug}/")
        | {
            "own": one.title,
            "own_language": one.language,
            "name": one.title,
            "lines": [until] if until else [],
            "invented": "",
        }
    )
    return _answer(_set("strips", values), f"{slug}-strips", language)


# --- What the sheets say ----------------------------------------------------------------


def _of_person(page: present.PersonPage, language: str) -> dict[str, Any]:
    span = dossier.span(page, language)
    counted = f"{page.days.text} {common(page, language)['days_words']}"
    return (
        _site(language)
        | common(page, language)
        | _linked(f"/{language}/people/{page.document.slug}/")
        | {
            "span": span,
            "partial": _partial(page, language),
            "wall": alone(page.wall),
            "wall_shape": shape(page.wall),
            "lines": [counted, span] if span else [page.status],
        }
    )


def _partial(page: present.PersonPage, language: str) -> str:
    """Why the number is a range, where it is one."""
    if page.is_exact:
        return ""
    gettext = translations(language).gettext
    return gettext("The dates are known in part only, so the count is a range.")


def _site(language: str) -> dict[str, Any]:
    gettext = translations(language).gettext
    today = _day(memory.today().isoformat(), language)
    return {
        "language": language,
        "direction": "rtl" if language in FROM_RIGHT else "ltr",
        "site": settings.HABEAS_PORTAL_NAME,
        "as_of": one_stop(gettext("As of {date}.").format(date=today)),
        "strips": STRIPS,
    }


def _linked(path: str) -> dict[str, str]:
    """The address, and the square that says it: ISO/IEC 18004, error correction M."""
    address = f"{settings.HABEAS_PORTAL_URL}{path}"
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", scale=8, border=2)
    return {"address": address, "qr": out.getvalue().decode()}


def _named(summary: dict[str, Any], language: str) -> dict[str, Any]:
    row = present.listed(summary, language, on=memory.today(), first=memory.today())
    days: present.Days = row["days"]
    counted = days.text if days.count.at_most else ""
    return {"name": row["name"], "tone": row["tone"], "days": counted}


def _counted(rows: Sequence[dict[str, Any]], language: str) -> str:
    """How many are held and free, and what the line through a name means."""
    gettext, ngettext = translations(language).gettext, translations(language).ngettext
    tones = [present.tone(one["status"]) for one in rows]
    held, free = tones.count("held"), tones.count("free")
    names = ngettext("{number} name", "{number} names", len(rows)).format(number=len(rows))
    words = [names, gettext("in custody: {number}").format(number=held)]
    if free:
        words.append(gettext("released, struck through: {number}").format(number=free))
    meaning = gettext("The number beside a name is days in custody.")
    return f"{', '.join(words)}. {meaning}"


def _invented(language: str) -> str:
    return translations(language).gettext(
        "Invented, for trying this out: nobody here exists, nor does the country."
    )


def _day(edtf: str, language: str) -> str:
    return present.date_text(edtf, language)


def _asked(request: HttpRequest) -> Asked:
    """The view of the list. Raises Http404 for filters that mean nothing."""
    try:
        return Asked.of(request.GET)
    except WrongFilter as wrong:
        raise Http404 from wrong


# --- Setting them -----------------------------------------------------------------------


def _fitted(values: dict[str, Any]) -> bytes:
    """The largest letters with which the names fill one sheet; the smallest for very many."""
    made, number = b"", len(values["names"])
    for columns, size, most in LAYOUTS:
        if number > most and most != LAYOUTS[-1][2]:
            continue
        made = _set("poster", values | {"columns": columns, "size": size})
        if setting.pages(made) == 1:
            break
    return made


def _set(name: str, values: dict[str, Any]) -> bytes:
    info = shown().current()
    if info is None:
        raise Http404
    return setting.pdf(name, values, at=datetime.fromisoformat(info.published_at))


def _answer(made: bytes, name: str, language: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="{name}-{language}.pdf"',
        "Content-Language": language,
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)
