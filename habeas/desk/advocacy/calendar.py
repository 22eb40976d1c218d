"""Deadlines as iCalendar: floating days with stable ids, so a moved one moves in the reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import icalendar

from habeas.desk.advocacy.queries import Due, procedure_of

REMIND = (14, 3)  # days before


def as_ics(found: Iterable[Due], *, now: datetime, language: str) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Habeas//deadlines//EN")
    calendar.add("version", "2.0")
    for one in found:
        if one.deadline.due:
            calendar.add_component(_event(one, now, language))
    return bytes(calendar.to_ical())


def _event(one: Due, now: datetime, language: str) -> icalendar.Event:
    deadline, proceeding = one.deadline, one.proceeding
    assert deadline.due is not None  # noqa: S101
    event = icalendar.Event()
    event.add("uid", f"{proceeding.public_id}-{deadline.code}@habeas")
    event.add("dtstamp", now)
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + timedelta(days=1))
    # Ids only: a calendar lies open on many a telephone.
    label = procedure_of(proceeding).label(language)
    event.add("summary", f"{deadline.clock.label(language)} · {label} · {proceeding.public_id}")
    event.add("description", deadline.clock.source)
    for days in REMIND:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", deadline.clock.label(language))
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event
