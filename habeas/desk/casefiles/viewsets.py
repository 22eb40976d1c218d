"""The lists of the desk: people, cases, events, organisations, sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Count, Exists, Field, OuterRef, QuerySet, Subquery, URLField
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn

from habeas.desk.accounts.viewsets import (
    RecordChooserViewSet,
    RecordEditView,
    RecordIndexView,
    RecordViewSet,
)
from habeas.desk.casefiles import labels, queries, services
from habeas.desk.casefiles.models import (
    Case,
    Citation,
    Claim,
    Event,
    Finding,
    Involvement,
    Organisation,
    Person,
)
from habeas.desk.sources.models import Sensitivity, Source
from habeas.desk.sources.services import DESCRIBED, describe_source


def _number_of(model: type[Any], key: str, **only: Any) -> Any:
    """How many rows of a model point at a row by `key`, counted for the rows shown alone."""
    rows = model.objects.filter(**{key: OuterRef("pk")}, **only).order_by()
    counted = rows.values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _other_names(person: Person) -> str:
    return ", ".join(dict.fromkeys(name.text for name in list(person.names.all())[1:]))


class AnnotateView(RecordEditView):
    def save_by_service(self, changes: dict[str, Any]) -> Any:
        return services.annotate(self.object, changes, by=self.request.user)


class PersonIndexView(RecordIndexView):
    page_title = _("People")
    title_label = _("Name")
    list_display = [
        Column("others", label=_("Also written"), accessor=_other_names),
        NumberColumn("events", label=_("Events"), accessor="events_known"),
        DateColumn("created_at", label=_("Known since"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Person]:
        rows: QuerySet[Person] = self.visible_rows()
        return rows.annotate(events_known=_number_of(Involvement, "person"))

    def search_queryset(self, queryset: QuerySet[Person]) -> QuerySet[Person]:
        return queries.people_found(queryset, self.search_query or "")

    def address_of(self, row: Person) -> str:
        return reverse("case_file", args=[row.slug])


class PersonViewSet(RecordViewSet):
    model = Person
    visible_to = staticmethod(queries.people_visible_to)
    index_view_class = PersonIndexView
    edit_view_class = AnnotateView
    url_prefix = "people"
    icon = "user"
    menu_label = _("People")
    menu_order = 140
    search_fields = ["names__text"]
    list_filter = ["language"]
    panels = [FieldPanel(name) for name in services.ANNOTATIONS[Person]]


class CaseIndexView(RecordIndexView):
    page_title = _("Cases")
    title_label = _("Case")
    list_display = [
        NumberColumn("persons", label=_("Persons"), accessor="persons_in"),
        NumberColumn("events", label=_("Events"), accessor="events_in"),
        NumberColumn("sources", label=_("Sources"), accessor="sources_in"),
    ]

    def get_base_queryset(self) -> QuerySet[Case]:
        rows: QuerySet[Case] = self.visible_rows()
        return rows.annotate(
            persons_in=_number_of(Case.persons.through, "case"),
            events_in=_number_of(Event, "case"),
            sources_in=_number_of(Case.sources.through, "case"),
        )


class CaseViewSet(RecordViewSet):
    model = Case
    visible_to = staticmethod(queries.cases_visible_to)
    index_view_class = CaseIndexView
    edit_view_class = AnnotateView
    url_prefix = "cases"
    icon = "folder-open-inverse"
    menu_label = _("Cases")
    menu_order = 150
    search_fields = ["title", "slug", "persons__names__text"]
    panels = [FieldPanel(name) for name in services.ANNOTATIONS[Case]]


class EventFilters(WagtailFilterSet):
    sensitivity = ChoiceFilter(
        label=_("Who may know"), choices=Sensitivity.choices, method="that_may_know"
    )

    class Meta:
        model = Event
        fields: ClassVar[list[str]] = []

    def that_may_know(self, events: QuerySet[Event], _: str, level: str) -> QuerySet[Event]:
        """Asked of each event in the order of the list, so that a page costs the same
        however many events there are: a join would sort them all first."""
        same = Finding.objects.filter(pk=OuterRef("pk"), sensitivity=level)
        return events.filter(Exists(same))


class EventIndexView(RecordIndexView):
    page_title = _("Events")
    title_label = _("Event")
    list_display = [
        Column("date", label=_("Date"), accessor=lambda e: labels.partial_date(e.date)),
        Column("persons", label=_("Persons"), accessor=labels.parties),
        Column("type", label=_("Type"), accessor=lambda e: labels.event_type(e.type)),
        Column("sensitivity", label=_("Who may know"), accessor="get_sensitivity_display"),
        NumberColumn("claims", label=_("Claims"), accessor="claims_on"),
    ]

    def get_base_queryset(self) -> QuerySet[Event]:
        events = queries.with_parties().filter(queries.if_visible(self.request.user))
        return events.annotate(claims_on=_number_of(Citation, "finding"))

    def search_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        found: QuerySet[Event] = super().search_queryset(queryset)
        return found.distinct() if self.search_query else found

    def title_of(self, row: Event) -> str:
        return labels.event_sentence(row)

    def address_of(self, row: Event) -> str | None:
        """Its place in the case file of the person whom it is about, where the evidence is."""
        about = next(iter(labels.about(row)), None)
        if about is None:
            return super().address_of(row)
        return f"{reverse('case_file', args=[about.slug])}#finding-{row.public_id}"


class EventEditView(AnnotateView):
    def get_page_subtitle(self) -> str:
        return labels.event_sentence(self.object)


class EventViewSet(RecordViewSet):
    model = Event
    visible_to = staticmethod(queries.events_visible_to)
    index_view_class = EventIndexView
    edit_view_class = EventEditView
    url_prefix = "events"
    icon = "calendar"
    menu_label = _("Events")
    menu_order = 160
    ordering = ["-date", "-pk"]
    search_fields = [
        "type",
        "place",
        "involvements__person__names__text",
        "involvements__organisation__name",
    ]
    filterset_class = EventFilters
    panels = [FieldPanel(name) for name in services.ANNOTATIONS[Event]]


class OrganisationIndexView(RecordIndexView):
    page_title = _("Organisations")
    title_label = _("Organisation")
    list_display = [NumberColumn("events", label=_("Events"), accessor="events_known")]

    def get_base_queryset(self) -> QuerySet[Organisation]:
        rows: QuerySet[Organisation] = self.visible_rows()
        return rows.annotate(events_known=_number_of(Involvement, "person"))


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    visible_to = staticmethod(queries.organisations_visible_to)
    index_view_class = OrganisationIndexView
    edit_view_class = AnnotateView
    url_prefix = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 170
    search_fields = ["name"]
    panels = [FieldPanel(name) for name in services.ANNOTATIONS[Organisation]]


class SourceIndexView(RecordIndexView):
    page_title = _("Sources")
    title_label = _("Source")
    list_display = [
        Column("publisher", label=_("Publisher"), sort_key="publisher"),
        Column(
            "published",
            label=_("Published"),
            sort_key="published",
            accessor=lambda source: labels.partial_date(source.published),
        ),
        Column("sensitivity", label=_("Who may know"), accessor="get_sensitivity_display"),
        NumberColumn("claims", label=_("Claims"), accessor="claims_in"),
        NumberColumn("waiting", label=_("To review"), accessor="claims_waiting"),
    ]

    def get_base_queryset(self) -> QuerySet[Source]:
        rows: QuerySet[Source] = self.visible_rows()
        return rows.annotate(
            claims_in=_number_of(Claim, "capture__source"),
            claims_waiting=_number_of(Claim, "capture__source", state=Claim.State.PROPOSED),
        )

    def address_of(self, row: Any) -> str | None:
        if row.claims_in:
            return reverse("review_source", args=[row.public_id])
        address: str | None = self.get_edit_url(row)
        return address


class SourceEditView(RecordEditView):
    def save_by_service(self, changes: dict[str, Any]) -> Any:
        return describe_source(self.object, changes, by=self.request.user)


class SourceViewSet(RecordViewSet):
    model = Source
    visible_to = staticmethod(queries.sources_visible_to)
    index_view_class = SourceIndexView
    edit_view_class = SourceEditView
    url_prefix = "sources"
    icon = "doc-full-inverse"
    menu_label = _("Sources")
    menu_order = 180
    search_fields = ["title", "publisher", "author", "url"]
    list_filter = ["sensitivity", "language"]
    form_fields = DESCRIBED

    def formfield_for_dbfield(self, db_field: Field[Any, Any], **kwargs: Any) -> Any:
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, **kwargs)


Chooser = tuple[type[Any], Callable[[Any], QuerySet[Any]], str, Any, tuple[str, ...]]
CHOOSERS: list[Chooser] = [
    (Person, queries.people_visible_to, "user", _("Choose a person"), ("names__text",)),
    (Case, queries.cases_visible_to, "folder-open-inverse", _("Choose a case"), ("title", "slug")),
    (
        Event,
        queries.events_visible_to,
        "calendar",
        _("Choose an event"),
        ("type", "involvements__person__names__text"),
    ),
    (
        Organisation,
        queries.organisations_visible_to,
        "group",
        _("Choose an organisation"),
        ("name",),
    ),
    (
        Source,
        queries.sources_visible_to,
        "doc-full-inverse",
        _("Choose a source"),
        ("title", "publisher"),
    ),
]


def all_viewsets() -> list[Any]:
    lists = [
        PersonViewSet("person"),
        CaseViewSet("case"),
        EventViewSet("event"),
        OrganisationViewSet("organisation"),
        SourceViewSet("source"),
    ]
    choosers = [
        RecordChooserViewSet(
            f"{model._meta.model_name}_chooser",
            model=model,
            visible_to=visible_to,
            icon=icon,
            choose_one_text=text,
            search_fields=fields,
        )
        for model, visible_to, icon, text, fields in CHOOSERS
    ]
    return [*lists, *choosers]
