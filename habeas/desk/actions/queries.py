"""Finding appeals, and what their texts rest on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from habeas.core import custody
from habeas.core.periods import detentions
from habeas.desk.accounts.models import User
from habeas.desk.actions.models import Appeal
from habeas.desk.casefiles.models import Event, Involvement, Person
from habeas.desk.casefiles.queries import cases_visible_to, custody_event
from habeas.desk.sources.models import Sensitivity


def appeals_visible_to(member: User) -> QuerySet[Appeal]:
    found = Appeal.objects.filter(case__in=cases_visible_to(member))
    return found.select_related("case", "person")


@dataclass(frozen=True)
class Written:
    """How many say that they wrote, as the portal was last asked; the most first."""

    on: date
    channels: list[tuple[str, int]]
    countries: list[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.channels)


def written_for(appeal: Appeal) -> Written | None:
    """None when nobody has said so, or `habeas inbox` has not run since."""
    if not (told := appeal.written):
        return None
    channels, countries = (Counter(told[part]).most_common() for part in ("channels", "countries"))
    return Written(date.fromisoformat(told["on"]), channels, countries)


def facts_now(person: Person, *, on: date) -> dict[str, str]:
    """What the record says of a person now, restricted findings aside; for comparing."""
    events = Event.objects.filter(
        involvements__person=person, involvements__role__in=Involvement.ABOUT
    ).exclude(sensitivity=Sensitivity.RESTRICTED)
    ledger = custody.fold(
        [custody_event(event) for event in events.order_by("pk").distinct()], on=on
    )
    last = ledger.periods[-1] if ledger.periods else None
    stays = detentions(ledger.periods)
    names = person.names.exclude(sensitivity=Sensitivity.RESTRICTED).order_by("pk")
    return {
        "name": "; ".join(name.text for name in names),
        "status": str(ledger.status),
        "place": (last.place or "") if last else "",
        "since": str(stays[-1][0]) if stays and stays[-1][1] is None else "",
    }


def changed_facts(appeal: Appeal, *, on: date) -> list[str]:
    """Which facts stand otherwise than when the texts were last checked."""
    now = facts_now(appeal.person, on=on)
    return [field for field, value in now.items() if appeal.checked.get(field) != value]


def outdated_appeals(member: User, *, on: date) -> list[tuple[Appeal, list[str]]]:
    """Open appeals with the facts that stand otherwise than when the texts were checked."""
    opened = appeals_visible_to(member).filter(state=Appeal.State.OPEN)
    found = [(appeal, changed_facts(appeal, on=on)) for appeal in opened]
    return [(appeal, facts) for appeal, facts in found if facts]
