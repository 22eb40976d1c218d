"""Wagtail as the desk's frame: only what its staff need, and nothing from another host."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from habeas.desk.accounts import views
from habeas.desk.accounts.hooks import on

# Parts of Wagtail for sites made of pages; the desk has records.
UNUSED_MENU = {"explorer", "documents", "reports", "snippets"}
UNUSED_SETTINGS = {
    "collections",
    "workflows",
    "workflow-tasks",
    "sites",
    "redirects",
    "users",
    "groups",
}
KEPT_HELP = {"keyboard-shortcuts-trigger"}


@on("register_admin_urls")
def own_urls() -> list[Any]:
    return [
        path("log/", views.log, name="log"),
        path("staff/", views.accounts, name="accounts"),
    ]


class LogItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.read_log")


class AccountsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.manage_staff")


@on("register_admin_menu_item")
def accounts_item() -> MenuItem:
    label, address = _("Accounts"), reverse("accounts")
    return AccountsItem(label, address, name="staff", icon_name="user", order=890)


@on("register_account_menu_item")
def own_factor(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Your second factor"),
        "help_text": _("The app, the passkeys and the recovery codes that open the desk for you."),
    }


@on("register_admin_menu_item")
def log_item() -> MenuItem:
    return LogItem(_("Who did what"), reverse("log"), name="log", icon_name="history", order=900)


@on("insert_global_admin_css")
def desk_look() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@on("register_icons")
def desk_icons(icons: list[str]) -> list[str]:
    return [*icons, "desk/icons/tally.svg"]


@on("construct_main_menu")
def without_pages(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED_MENU]


@on("construct_settings_menu")
def without_page_settings(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED_SETTINGS]


@on("construct_help_menu")
def without_outside_links(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in KEPT_HELP]


# Last, so that it sees what every other app has added.
@on("construct_homepage_panels", order=1000)
def only_own_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [panel for panel in panels if type(panel).__module__.startswith("habeas.")]


@on("construct_search", order=1000)
def only_own_search(request: HttpRequest, areas: list[Any]) -> None:
    areas[:] = [area for area in areas if area.name.startswith("habeas-")]
