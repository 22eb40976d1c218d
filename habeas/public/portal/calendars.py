"""Calendars (iCalendar, RFC 5545): hearings, days of arrest, milestones, birthdays.

Only of people who are held now, and only days that are known to the day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from habeas.core import custody
from habeas.core.dates import parse_optional
from habeas.core.documents import Event
from habeas.public.edition.facets import periods_of
from habeas.public.portal import memory, present
from habeas.public.portal.edition import settings, shown
from habeas.public.portal.filters import Asked
from habeas.public.portal.language import translations
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language
from habeas.public.portal.people import everybody
from habeas.vocabulary.wording import days_text

KINDS = ("hearings", "arrests", "days", "birthdays")
AHEAD = 366
HELD = Asked(codes={"status": tuple(sorted(present.HELD))})


@dataclass(frozen=True)
class Day:
    """An entry of a calendar. `key` is the same each time it is asked for."""

    on: date
    key: str
    title: str
    path: str


@remembered
def calendar(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """`/calendar/KIND-LANGUAGE.ics`; of kind `all`, everything."""
    known_language(language)
    makers = {
        "hearings": _hearings,
        "arrests": _arrests,
        "days": _milestones,
        "birthdays": _birthdays,
    }
    if kind not in (*KINDS, "all"):
        raise Http404
    chosen = KINDS if kind == "all" else (kind,)
    found = [day for name in chosen for day in makers[name](language)]
    body = ics(sorted(found, key=lambda day: (day.on, day.key)), stamp=_stamp())
    name = f'inline; filename="{kind}-{language}.ics"'
    return HttpResponse(
        body, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name}
    )


def ics(days: Iterable[Day], *, stamp: str) -> str:
    """The calendar as text: whole days, lines folded at 75 octets and ended as the format asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Habeas//Portal//EN", "CALSCALE:GREGORIAN",
             f"X-WR-CALNAME:{_escaped(settings.HABEAS_PORTAL_NAME)}"]  # fmt: skip
    for day in days:
        uid = hashlib.sha256(day.key.encode()).hexdigest()[:24]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@{settings.HABEAS_PORTAL_URL.split('//')[-1]}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_escaped(day.title)}",
            f"URL:{settings.HABEAS_PORTAL_URL}{day.path}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _hearings(language: str) -> Iterator[Day]:
    since = memory.today() - timedelta(days=31)
    for values in shown().of_type("trial_hearing", since=since.isoformat()):
        event = Event.model_validate(values)
        when = parse_optional(event.date)
        who = [one for one in event.participants if one.slug]
        if when is None or not when.is_day or not who:
            continue
        names = ", ".join(present.participant_name(one, language) for one in who)
        about = who[0].slug or ""
        what = present.what_happened(event, language, about=about)
        path = f"/{language}/people/{about}/#e-{event.id}"
        yield Day(when.earliest, f"hearing {event.id}", f"{names}: {what}", path)


def _arrests(language: str) -> Iterator[Day]:
    """The day on which a year more has passed since the arrest."""
    ngettext = translations(language).ngettext
    for one, name in _held(language):
        starts = [start for start, end in _stays(one) if end is None and start.is_day]
        for start in starts[-1:]:
            on = _next(start.earliest)
            years = on.year - start.earliest.year
            title = ngettext("{name}: {years} year since the arrest",
                            "{name}: {years} years since the arrest", years)  # fmt: skip
            yield _day(one, on, "arrest", title.format(name=name, years=years), language)


def _milestones(language: str) -> Iterator[Day]:
    """The day on which the next hundred days in custody are full."""
    gettext = translations(language).gettext
    on = memory.today()
    for one, name in _held(language):
        periods = periods_of(one["periods"])
        count = custody.total_days(periods, on=on)
        if not count.is_exact:
            continue
        number = (count.at_least // 100 + 1) * 100
        title = gettext("{name}: {days} in custody")
        title = title.format(name=name, days=days_text(number, language))
        yield _day(one, on + timedelta(number - count.at_least), f"day {number}", title, language)


def _birthdays(language: str) -> Iterator[Day]:
    gettext = translations(language).gettext
    for one, name in _held(language):
        for born in one["facets"].get("birthday", {}):
            on = _next(date.fromisoformat(born))
            yield _day(one, on, "birthday", gettext("Birthday: {name}").format(name=name), language)


def _held(language: str) -> Iterator[tuple[dict[str, Any], str]]:
    for one in everybody(HELD):
        yield one, present.reader_name(one["names"], one["language"], language)


def _stays(summary: dict[str, Any]) -> list[Any]:
    return custody.detentions(periods_of(summary["periods"]))


def _day(one: dict[str, Any], on: date, what: str, title: str, language: str) -> Day:
    return Day(on, f"{one['slug']} {what} {on}", title, f"/{language}/people/{one['slug']}/")


def _next(day: date) -> date:
    """The next time that this day of the year comes; for 29 February, the 28th or the 29th."""
    on = memory.today()
    for year in (on.year, on.year + 1):
        try:
            again = day.replace(year=year)
        except ValueError:
            again = date(year, 2, 28)
        if again >= on:
            return again
    raise AssertionError("a day of the year comes within two years")


def _stamp() -> str:
    current = shown().current()
    moment = current.published_at if current else "1970-01-01T00:00:00"
    return moment[:19].replace("-", "").replace(":", "") + "Z"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, never through a letter; what goes on begins with a space."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)
