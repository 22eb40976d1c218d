"""Statistics: each answers one question, with its number in the title and a table beneath."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from habeas.public.edition.facets import periods_of
from habeas.public.edition.statistics import BANDS, Series, band_of, series
from habeas.public.portal import charts, memory, present, setting
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.filters import AGES, Asked, code_text
from habeas.public.portal.language import FROM_RIGHT, translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.public.portal.tables import csv_lines
from habeas.vocabulary.wording import date_text, number_text, one_stop

# In custody in the sense of the ledger: an open facility is not.
IN_CUSTODY = tuple(sorted(present.HELD - {"open_facility"}))
MOST = 12


@dataclass(frozen=True)
class Chart:
    """One question: the answer as a sentence, the drawing, and the numbers behind it."""

    name: str
    title: str
    picture: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""


@remembered
def statistics(request: HttpRequest, language: str) -> HttpResponse:
    found = list(all_charts(known_language(language)))
    return render("statistics.html", language, request, charts=found)


@remembered
def one(request: HttpRequest, language: str, name: str, form: str) -> HttpResponse:
    """The numbers of one chart as CSV, or its drawing as SVG or PNG, with its credit."""
    known_language(language)
    chart = next((c for c in all_charts(language) if c.name == name), None)
    if chart is None or (form != "csv" and not chart.picture):
        raise Http404
    body: bytes | str
    if form == "csv":
        rows = (dict(zip(chart.columns, row, strict=True)) for row in chart.rows)
        body, kind = "".join(csv_lines(list(chart.columns), rows)), "text/csv; charset=utf-8"
    elif form == "svg":
        body = charts.standalone(chart.picture, credit=_credit(language))
        kind = "image/svg+xml; charset=utf-8"
    else:
        body, kind = _as_png(chart, language), "image/png"
    disposition = f'attachment; filename="{name}-{language}.{form}"'
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": disposition})


def _as_png(chart: Chart, language: str) -> bytes:
    values = {
        "language": language,
        "direction": "rtl" if language in FROM_RIGHT else "ltr",
        "title": chart.title,
        "picture": charts.standalone(chart.picture),
        "note": chart.note,
        "credit": _credit(language),
    }
    return setting.png("chart", values)


def _credit(language: str) -> str:
    """Whose chart it is, of which edition, as of which day."""
    gettext, _ = _texts(language)
    info = shown().current()
    words = gettext("{site}, edition {number}, as of {date}. {address}")
    return one_stop(
        words.format(
            site=settings.HABEAS_PORTAL_NAME,
            number=info.number if info else 0,
            date=present.date_text(memory.today().isoformat(), language),
            address=f"{settings.HABEAS_PORTAL_URL}/{language}/statistics/",
        )
    )


def all_charts(language: str) -> Iterator[Chart]:
    counted = _series()
    if counted.headcount:
        yield _headcount(counted, language)
        yield _flow(counted, language)
    yield from _breakdowns(language)
    yield from _lengths(language)


def _series() -> Series:
    """Worked out once for an edition and a day, whatever the language."""
    on = memory.today()
    return shown().made(
        f"series {on}", lambda: series(map(periods_of, shown().all_periods()), on=on)
    )


def _headcount(counted: Series, language: str) -> Chart:
    gettext, ngettext = _texts(language)
    last, count = counted.headcount[-1]
    day = date_text(last.isoformat(), language)
    title = ngettext(
        "{number} person was in custody on {date}",
        "{number} people were in custody on {date}",
        count.at_most,
    ).format(number=present.count_text(count, language), date=day)
    points = [(on, c.at_least, c.at_most) for on, c in counted.headcount]
    return Chart(
        "headcount",
        title,
        charts.headcount(points, title=title),
        (gettext("Day"), gettext("At least"), gettext("At most")),
        tuple((on.isoformat(), low, high) for on, low, high in points),
    )


def _flow(counted: Series, language: str) -> Chart:
    gettext, _ = _texts(language)
    year = counted.flow[-12:]
    title = gettext(
        "In the last {months} months: taken into custody {arrested}, let go {released}"
    ).format(
        months=len(year),
        arrested=number_text(sum(one.arrested for one in year), language),
        released=number_text(sum(one.released for one in year), language),
    )
    words = (gettext("taken in"), gettext("let go"))
    rows = [(one.month, one.arrested, one.released) for one in counted.flow]
    note = gettext("Left out, for their month is not known: {number}.")
    return Chart(
        "flow",
        title,
        charts.columns(rows, title=title, words=words),
        (gettext("Month"), gettext("Taken into custody"), gettext("Let go")),
        tuple(rows),
        note.format(number=counted.without_month) if counted.without_month else "",
    )


def _breakdowns(language: str) -> Iterator[Chart]:
    """People in custody now by one of their facets."""
    gettext, _ = _texts(language)
    questions = {
        "article": gettext("By article of law, most often {words}: {number} of {total}"),
        "place": gettext("By place of detention, most in {words}: {number} of {total}"),
        "sex": gettext("By sex, most often {words}: {number} of {total}"),
        "age": gettext("By age, most often {words}: {number} of {total}"),
        "work": gettext("By kind of work, most often {words}: {number} of {total}"),
    }
    for name, question in questions.items():
        chart = _breakdown(name, question, language)
        if chart:
            yield chart


def _breakdown(name: str, question: str, language: str) -> Chart | None:
    gettext, _ = _texts(language)
    index = shown().index()
    held = index.members("status", IN_CUSTODY)
    found, known = [], 0
    for code, codes in _groups(name):
        members = held & index.members(_facet(name), codes)
        known |= members
        words = code_text("place" if name == "held_at" else name, code, index, language)
        found.append((words, members.bit_count()))
    if name != "age":
        found = sorted(found, key=lambda row: -row[1])[:MOST]
    rows = tuple(row for row in found if row[1])
    if not rows:
        return None
    words, number = max(rows, key=lambda row: row[1])
    total = number_text(held.bit_count(), language)
    title = question.format(words=words, number=number_text(number, language), total=total)
    note = gettext("Known for {known} of {total}. Somebody may stand in several rows.")
    return Chart(
        name,
        title,
        charts.bars(rows, title=title),
        (gettext("What"), gettext("People in custody")),
        rows,
        note.format(known=number_text(known.bit_count(), language), total=total),
    )


def _facet(name: str) -> str:
    return {"age": "born", "place": "held_at"}.get(name, name)


def _groups(name: str) -> list[tuple[str, list[str]]]:
    """The codes that are counted together, under the code that names them."""
    if name == "age":
        on = memory.today()
        return [(age, [Asked(codes={"age": (age,)}).filters(on=on)["born"]]) for age in AGES]
    return [(code, [code]) for code in shown().index().codes(_facet(name))]


def _lengths(language: str) -> Iterator[Chart]:
    gettext, _ = _texts(language)
    on = memory.today()
    days = [
        (on - date.fromisoformat(one.open_since)).days
        for one in shown().index().people
        if one.open_since and one.open_since <= on.isoformat()
    ]
    if not days:
        return
    counted = Counter(band_of(number) for number in days)
    labels = (
        gettext("less than a month"),
        gettext("up to half a year"),
        gettext("up to a year"),
        gettext("one to two years"),
        gettext("two to five years"),
        gettext("more than five years"),
    )
    rows = tuple((labels[n], counted[n]) for n in range(len(BANDS)))
    longer = sum(1 for number in days if number >= 365)
    title = gettext("Held for more than a year: {number} of {total}").format(
        number=number_text(longer, language), total=number_text(len(days), language)
    )
    columns = (gettext("Held so far"), gettext("People in custody"))
    yield Chart("length", title, charts.bars(rows, title=title), columns, rows)


def _texts(language: str) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    found = translations(language)
    return found.gettext, found.ngettext
