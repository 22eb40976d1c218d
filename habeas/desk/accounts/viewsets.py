"""Lists of records in Wagtail's frame: to find, read, annotate, and never to delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from habeas.desk.accounts.taking import not_a_formula


class HiddenWhenForbidden:
    """What one may not open looks as if it were not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except PermissionDenied:
            raise Http404 from None
        return response


def _plain(query: Callable[[Any], QuerySet[Any]] | None) -> Any:
    """A query to be kept on a class without becoming its method."""
    return staticmethod(query) if query else None


class OnlyVisible:
    """Starts from the rows that `visible_to` lets the member see; others are not there."""

    visible_to: Callable[[Any], QuerySet[Any]] | None = None

    def visible_rows(self) -> QuerySet[Any]:
        assert self.visible_to is not None  # noqa: S101
        return self.visible_to(self.request.user)  # type: ignore[attr-defined]

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        return get_object_or_404(self.visible_rows(), pk=found.pk)

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.visible_rows()


class CappedPaginator(WagtailPaginator):
    """Counts no further than anybody turns pages; a longer list is for filters and search."""

    MOST = 5_000

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        keys = rows.order_by().values("pk")[: self.MOST]
        return int(keys.count())


class RecordIndexView(OnlyVisible, HiddenWhenForbidden, IndexView):
    """A list whose first column names the record and leads to the page that matters most."""

    any_permission_required = ["view", "change"]
    paginator_class = CappedPaginator
    list_display: ClassVar[list[Column]] = []
    title_label: ClassVar[Any] = ""

    def title_of(self, row: Any) -> str:
        return str(row)

    def address_of(self, row: Any) -> str | None:
        address: str | None = self.get_edit_url(row)
        return address

    # What the list shows can be taken away as it is shown, with the address of each record.

    @property
    def list_export(self) -> list[str]:
        return ["title", *(column.name for column in self.list_display), "address"]

    @property
    def export_headings(self) -> dict[str, Any]:
        shown = {column.name: column.label for column in self.list_display}
        return {"title": self.title_label, **shown, "address": _("Address")}

    @property
    def export_filename(self) -> str:
        return f"{self.model._meta.model_name}-{timezone.now():%Y-%m-%d}"

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        shown = {column.name: column.get_value(item) for column in self.list_display}
        address = self.request.build_absolute_uri(self.address_of(item) or "")
        row = {"title": self.title_of(item), **shown, "address": address}
        return {key: not_a_formula(value) for key, value in row.items()}

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        first = title(
            "title", label=self.title_label, accessor=self.title_of, get_url=self.address_of
        )
        return [first, *self.list_display]


class ChooserSearch(BaseFilterForm):
    """Search in a chooser's dialog by the viewset's own fields."""

    q = forms.CharField(label=_("Search"), required=False)
    search_fields: ClassVar[tuple[str, ...]] = ()

    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        words = self.cleaned_data.get("q")
        if not words:
            return objects
        found = Q()
        for field in self.search_fields:
            found |= Q(**{f"{field}__icontains": words})
        self.is_searching, self.search_query = True, words
        return objects.filter(found).distinct()


class HiddenChooser(HiddenWhenForbidden):
    """Who may not see such records may not choose among them."""

    visible_to: Callable[[Any], QuerySet[Any]] | None = None

    def get_object_list(self) -> QuerySet[Any]:
        assert self.visible_to is not None  # noqa: S101
        return self.visible_to(self.request.user)  # type: ignore[attr-defined]

    def get_object(self, pk: Any) -> Any:
        return get_object_or_404(self.get_object_list(), pk=pk)

    def get_objects(self, pks: Any) -> Any:
        return self.get_object_list().filter(pk__in=pks)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        meta = self.model_class._meta  # type: ignore[attr-defined]
        if not request.user.has_perm(f"{meta.app_label}.view_{meta.model_name}"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class RecordChooseView(HiddenChooser, ChooseView):
    pass


class RecordChooseResultsView(HiddenChooser, ChooseResultsView):
    pass


class RecordChosenView(HiddenChooser, ChosenView):
    pass


class RecordChosenMultipleView(HiddenChooser, ChosenMultipleView):
    pass


class RecordChooserViewSet(ChooserViewSet):
    """A dialog to choose a record; `search_fields` are searched."""

    search_fields: tuple[str, ...] = ()
    visible_to: Callable[[Any], QuerySet[Any]] | None = None
    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView
    chosen_view_class = RecordChosenView
    chosen_multiple_view_class = RecordChosenMultipleView

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        form = type("Search", (ChooserSearch,), {"search_fields": self.search_fields})
        return common | {"filter_form_class": form, "visible_to": _plain(self.visible_to)}


class RecordHistoryView(OnlyVisible, HiddenWhenForbidden, HistoryView):
    any_permission_required = ["view", "change"]

    def get_base_queryset(self) -> QuerySet[Any]:
        entries: QuerySet[Any] = HistoryView.get_base_queryset(self)
        return entries


class RecordEditView(OnlyVisible, HiddenWhenForbidden, EditView):
    """Saves through a service, so permission, rule and record are met there."""

    def save_instance(self) -> Any:
        changes = {name: self.form.cleaned_data[name] for name in self.form.changed_data}
        saved = self.save_by_service(changes)
        log(instance=self.object, action="wagtail.edit", user=self.request.user)
        return saved

    def save_by_service(self, changes: dict[str, Any]) -> Any:
        raise NotImplementedError


class RecordViewSet(ModelViewSet):
    """Index, edit and history. Records come from claims, so none is added or deleted here."""

    visible_to: Callable[[Any], QuerySet[Any]] | None = None
    index_view_class = RecordIndexView
    history_view_class = RecordHistoryView
    copy_view_enabled = False
    add_to_reference_index = False
    add_to_admin_menu = True
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        hidden = {"add_url_name": None, "delete_url_name": None, "usage_url_name": None}
        return common | hidden | {"visible_to": _plain(self.visible_to)}

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The list view knows itself what it exports."""
        known: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        own = {"list_export", "export_headings", "export_filename"}
        return {key: value for key, value in known.items() if key not in own}

    def get_urlpatterns(self) -> list[Any]:
        key = f"<{self.pk_path_converter}:pk>"
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path(f"edit/{key}/", self.edit_view, name="edit"),
            path(f"history/{key}/", self.history_view, name="history"),
            path(f"history-results/{key}/", self.history_results_view, name="history_results"),
        ]
