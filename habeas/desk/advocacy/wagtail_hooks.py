from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from habeas.desk.accounts.hooks import on
from habeas.desk.accounts.models import User
from habeas.desk.advocacy import labels, queries, services, urls, views
from habeas.desk.casefiles.models import Event
from habeas.desk.casefiles.overview import EVENT_NOTES
from habeas.desk.casefiles.wagtail_hooks import PermittedItem

SHOWN = 5


@on("register_admin_urls", order=100)
def advocacy_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def advocacy_item() -> MenuItem:
    return PermittedItem(
        _("Advocacy"),
        reverse("advocacy"),
        permission=services.MAY,
        name="advocacy",
        icon_name="globe",
        order=135,
    )


class DueSoon(Component):
    """Deadlines that are open, the overdue first."""

    order = 250
    template_name = "advocacy/_due.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found = queries.board(queries.proceedings_visible_to(self.user), now=timezone.now())
        return {"due": [(one.proceeding, views.clock(one.deadline)) for one in found[:SHOWN]]}


@on(EVENT_NOTES)
def answers_and_silences(events: Iterable[Event], member: User) -> dict[int, str]:
    on_day = timezone.now().date()
    rows = queries.interventions_visible_to(member).filter(event__in=[one.pk for one in events])
    known = {row.event_id: queries.days_until_answer(row, on=on_day) for row in rows}
    return {pk: labels.answered(*days) for pk, days in known.items() if days}


@on("construct_homepage_panels")
def due_soon(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and request.user.has_perm(services.MAY):
        panels.append(DueSoon(request.user))
