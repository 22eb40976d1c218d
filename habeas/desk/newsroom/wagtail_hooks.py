from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from habeas.desk.accounts.hooks import on
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record
from habeas.desk.newsroom import queries, views, viewsets

SHOWN = 6


@on("register_admin_viewset")
def newsroom_lists() -> list[Any]:
    return viewsets.all_viewsets()


@on("register_admin_urls")
def picture_files() -> list[Any]:
    return [path("pictures/file/<path:name>", views.picture_file, name="picture_file")]


def _noting(action: str) -> Any:
    def note(request: HttpRequest, page: Page, *_: Any) -> None:
        if isinstance(request.user, User):
            record(request.user, action, page)

    return note


# Wagtail's own screens change texts, so what they did is noted here.
for _event, _action in {
    "create": "written",
    "edit": "revised",
    "publish": "published",
    "unpublish": "taken_back",
    "move": "moved",
    "copy": "copied",
}.items():
    on(f"after_{_event}_page")(_noting(f"text.{_action}"))
# Afterwards it has no key any more.
on("before_delete_page")(
    lambda request, page: (
        record(request.user, "text.deleted", page) if request.method == "POST" else None
    )
)


class NewsroomPanel(Component):
    """What the newsroom waits for."""

    order = 250
    template_name = "newsroom/_today.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = queries.waiting_for(self.user)
        stale = queries.stale_translations()
        return {
            "waiting": [_link(state.revision.content_object) for state in waiting[:SHOWN]],
            "waiting_count": waiting.count(),
            "stale": [_link(page) for page in stale[:SHOWN]],
            "stale_count": len(stale),
        }


def _link(page: Page) -> dict[str, str]:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return {
        "title": page.draft_title or page.title,
        "language": page.locale.language_code,
        "url": address,
    }


@on("construct_homepage_panels")
def today(request: HttpRequest, panels: list[Any]) -> None:
    if isinstance(request.user, User) and queries.may_write(request.user):
        panels.append(NewsroomPanel(request.user))
