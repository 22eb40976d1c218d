from __future__ import annotations

from django.db.models import QuerySet

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.visible import sources_visible_to
from habeas.desk.tellings.models import Answer, Telling

MESSAGE = "message"  # the kind of material of what was written in the form


def tellings_visible_to(member: User) -> QuerySet[Telling]:
    """Conversations of which a member may see a message; a file alone may be public already."""
    messages = sources_visible_to(member).filter(material=MESSAGE)
    return Telling.objects.filter(sources__in=messages).distinct()


def answers_waiting() -> QuerySet[Answer]:
    """Written, and not yet in the intake; the oldest first."""
    return Answer.objects.filter(state=Answer.State.WAITING).select_related("telling")
