from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.components import Component

from habeas.desk.accounts.hooks import on
from habeas.desk.accounts.models import User
from habeas.desk.casefiles import anniversaries, queries, urls, viewsets
from habeas.desk.casefiles.models import Claim

SOURCES_SHOWN = 6


class PermittedItem(MenuItem):
    """A menu item for those who hold a permission."""

    def __init__(self, label: Any, url: str, *, permission: str, **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@on("register_admin_viewset")
def record_lists() -> list[Any]:
    return viewsets.all_viewsets()


# After the viewsets, whose addresses stand beside ours.
@on("register_admin_urls", order=100)
def casefile_urls() -> list[Any]:
    return list(urls.urlpatterns)


@on("register_admin_menu_item")
def collect_item() -> MenuItem:
    return PermittedItem(
        _("Collect"),
        reverse("collect"),
        permission="sources.collect_source",
        name="collect",
        icon_name="download",
        order=110,
    )


@on("register_admin_menu_item")
def inbox_item() -> MenuItem:
    return PermittedItem(
        _("Inbox"),
        reverse("inbox"),
        permission="sources.view_source",
        name="inbox",
        icon_name="mail",
        order=115,
    )


@on("register_admin_menu_item")
def review_item() -> MenuItem:
    return PermittedItem(
        _("Review"),
        reverse("review"),
        permission="casefiles.view_claim",
        name="review",
        icon_name="tally",
        order=120,
    )


@on("register_admin_menu_item")
def duplicates_item() -> MenuItem:
    return PermittedItem(
        _("One person or two"),
        reverse("duplicates"),
        permission="casefiles.change_person",
        name="duplicates",
        icon_name="group",
        order=145,
    )


@on("register_admin_menu_item")
def places_item() -> MenuItem:
    return PermittedItem(
        _("Places of detention"),
        reverse("places"),
        permission="casefiles.view_place",
        name="places",
        icon_name="home",
        order=175,
    )


class Everything(SearchArea):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("casefiles.view_person")


@on("register_admin_search_area")
def everything() -> SearchArea:
    return Everything(
        _("Everything"), reverse("find"), name="habeas-everything", icon_name="search", order=0
    )


class ToReview(Component):
    """Claims that wait, by source."""

    order = 100
    template_name = "casefiles/_to_review.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        proposed = Q(captures__claims__state=Claim.State.PROPOSED)
        sources = queries.sources_visible_to(self.user)
        waiting = sources.annotate(waiting=Count("captures__claims", filter=proposed))
        return {
            "claims": queries.claims_to_review(self.user).count(),
            "sources": waiting.filter(waiting__gt=0).order_by("collected_at")[:SOURCES_SHOWN],
        }


class NotRead(Component):
    """Sources that no reader has gone through yet."""

    order = 200
    template_name = "casefiles/_not_read.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        sources = queries.sources_visible_to(self.user)
        unread = sources.filter(captures__read_at=None, captures__isnull=False)
        return {
            "count": unread.distinct().count(),
            "sources": unread.distinct().order_by("collected_at")[:SOURCES_SHOWN],
            "csrf_token": parent_context["csrf_token"],
        }


class Coming(Component):
    """Anniversaries of the next days."""

    order = 300
    template_name = "casefiles/_coming.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"coming": anniversaries.coming(member=self.user, on=timezone.now().date())}


@on("construct_homepage_panels")
def today(request: HttpRequest, panels: list[Any]) -> None:
    if not isinstance(request.user, User):
        return
    if request.user.has_perm("casefiles.view_claim"):
        panels.append(ToReview(request.user))
        panels.append(Coming(request.user))
    if request.user.has_perm("sources.view_source"):
        panels.append(NotRead(request.user))
