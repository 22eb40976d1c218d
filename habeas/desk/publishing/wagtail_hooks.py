from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from habeas.desk.accounts.hooks import on
from habeas.desk.publishing import services, urls


class PublishItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("publishing.publish_edition")


@on("register_admin_urls")
def publishing_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def publish_item() -> MenuItem:
    return PublishItem(
        _("Publish"), reverse("publish"), name="publish", icon_name="upload", order=130
    )


class NextEdition(Component):
    """What the next edition would change."""

    order = 300
    template_name = "publishing/_next_edition.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        draft = services.draft_edition()
        return {
            "added": len(draft.paths("added")),
            "changed": len(draft.paths("changed")),
            "removed": len(draft.paths("removed")),
            "withheld": len(draft.withheld),
        }


@on("construct_homepage_panels")
def next_edition(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("publishing.publish_edition"):
        panels.append(NextEdition())
