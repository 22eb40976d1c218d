"""The newsroom's lists, and the dialog to choose an appeal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from habeas.desk.accounts.models import User
from habeas.desk.accounts.viewsets import RecordChooserViewSet
from habeas.desk.actions.models import Appeal
from habeas.desk.actions.queries import appeals_visible_to
from habeas.desk.newsroom.models import NewsPage, TextPage
from habeas.desk.newsroom.queries import may_write


class OnlyWriters:
    """For all others the page is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, User) or not may_write(request.user):
            raise Http404
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class TextIndexView(OnlyWriters, IndexView):
    pass


class TextParentView(OnlyWriters, ChooseParentView):
    pass


class NewsViewSet(PageListingViewSet):
    model = NewsPage
    index_view_class = TextIndexView
    choose_parent_view_class = TextParentView
    name = url_prefix = "news"
    icon = "doc-full"
    menu_label = _("Articles")
    add_to_admin_menu = False


class PagesViewSet(PageListingViewSet):
    model = TextPage
    index_view_class = TextIndexView
    choose_parent_view_class = TextParentView
    name = url_prefix = "text-pages"
    icon = "doc-empty"
    menu_label = _("Pages")
    add_to_admin_menu = False


class Newsroom(ViewSetGroup):
    items = (NewsViewSet, PagesViewSet)
    menu_label = _("News")
    menu_icon = "doc-full"
    menu_order = 170


def all_viewsets() -> list[Any]:
    appeals = RecordChooserViewSet(
        "appeal_chooser",
        model=Appeal,
        visible_to=appeals_visible_to,
        icon="mail",
        choose_one_text=_("Choose an appeal"),
        search_fields=("title", "slug"),
    )
    return [Newsroom(), appeals]
