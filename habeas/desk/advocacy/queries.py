"""Finding proceedings, interventions and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from habeas.core.dates import PartialDate, parse_optional
from habeas.desk.accounts.models import User
from habeas.desk.advocacy.deadlines import Deadline, Taken, deadlines
from habeas.desk.advocacy.models import Intervention, Proceeding
from habeas.desk.casefiles.queries import cases_visible_to, if_visible
from habeas.vocabulary.procedures import Procedure, procedures


@dataclass(frozen=True)
class Due:
    """A deadline with the proceeding that it is of."""

    proceeding: Proceeding
    deadline: Deadline


def proceedings_visible_to(member: User) -> QuerySet[Proceeding]:
    found = Proceeding.objects.filter(case__in=cases_visible_to(member))
    return found.select_related("case", "person").prefetch_related("steps", "person__names")


def interventions_visible_to(member: User) -> QuerySet[Intervention]:
    found = Intervention.objects.filter(if_visible(member, "event"))
    return found.select_related("event", "addressed", "answer")


def procedure_of(proceeding: Proceeding) -> Procedure:
    return procedures()[proceeding.procedure]


def deadlines_of(proceeding: Proceeding, *, now: datetime) -> list[Deadline]:
    steps = [
        Taken(step.code, PartialDate.parse(step.date), step.extends)
        for step in proceeding.steps.all()
    ]
    return deadlines(procedure_of(proceeding), steps, now=now)


def board(proceedings: Iterable[Proceeding], *, now: datetime) -> list[Due]:
    """What is open in proceedings that go on: the overdue first, then by day."""
    found = [
        Due(proceeding, deadline)
        for proceeding in proceedings
        if proceeding.closed_on is None
        for deadline in deadlines_of(proceeding, now=now)
        if deadline.is_open
    ]
    return sorted(
        found, key=lambda one: (not one.deadline.is_overdue, one.deadline.due or date.max)
    )


def days_until_answer(row: Intervention, *, on: date) -> tuple[int, bool] | None:
    """How many days the answer took, or the silence has lasted, and whether it was answered.

    None when nothing was asked of anybody, or the day of the intervention or of its answer
    is not known.
    """
    if not (row.asked or row.addressed or row.answer):
        return None
    asked = parse_optional(row.event.date)
    answered = parse_optional(row.answer.date) if row.answer else None
    if asked is None or not asked.is_day or (row.answer and (not answered or not answered.is_day)):
        return None
    end = answered.earliest if answered else on
    return (end - asked.earliest).days, answered is not None
