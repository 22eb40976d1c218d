"""The page Settings in the desk's menu, for administrators."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from habeas.desk.accounts.hooks import on
from habeas.desk.house import views


class HouseItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.manage_staff")


@on("register_admin_urls")
def house_urls() -> list[Any]:
    return [path("house/", views.house, name="house")]


@on("register_admin_menu_item")
def house_item() -> MenuItem:
    return HouseItem(_("Settings"), reverse("house"), name="house", icon_name="cog", order=910)
