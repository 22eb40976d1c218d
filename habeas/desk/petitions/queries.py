"""Finding petitions, and what their words rest on."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from habeas.desk.accounts.models import User
from habeas.desk.actions.queries import facts_now
from habeas.desk.casefiles.queries import cases_visible_to
from habeas.desk.petitions.models import Petition


def petitions_visible_to(member: User) -> QuerySet[Petition]:
    found = Petition.objects.filter(case__in=cases_visible_to(member))
    return found.select_related("case", "person")


def petitions_begun() -> list[Petition]:
    """Every petition that was opened, also when it has ended since."""
    opened = Petition.objects.exclude(state=Petition.State.DRAFT).select_related("case", "person")
    parts = ("versions", "recipients", "elsewhere", "deliveries", "updates")
    return list(opened.prefetch_related(*parts).order_by("pk"))


def changed_facts(petition: Petition, *, on: date) -> list[str]:
    """Which facts stand otherwise than when the words were last checked."""
    now = facts_now(petition.person, on=on)
    return [field for field, value in now.items() if petition.checked.get(field) != value]


def is_frozen(petition: Petition) -> bool:
    """Whether the words, as they stand, are those of the last version."""
    last = petition.versions.last()
    written = [(one.language, one.title, one.text) for one in petition.words.all()]
    frozen = [(one["language"], one["title"], one["text"]) for one in last.texts] if last else []
    return bool(frozen) and written == frozen
