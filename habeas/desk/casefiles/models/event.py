from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from habeas import vocabulary
from habeas.desk.casefiles.models.finding import Finding
from habeas.desk.casefiles.models.person import Case, Organisation, Person
from habeas.desk.casefiles.models.place import Place
from habeas.desk.sources.models import EdtfField


class Event(Finding):
    """An act or a response. `type` is a code of `vocabulary.event_types()`."""

    type = models.CharField(_("type"), max_length=40, db_index=True)
    date = EdtfField(_("date"))
    date_end = EdtfField(_("until"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    quantity = models.JSONField(_("quantity"), null=True, blank=True)
    articles = models.JSONField(_("articles of law"), default=list, blank=True)
    # What only this type of event has, by the codes of `vocabulary.details_of`.
    details = models.JSONField(_("details"), default=dict, blank=True)
    # Fields that somebody decided, against or beyond what the claims say: see `Choice`.
    decided = models.JSONField(default=dict, editable=False)
    detained_at = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="events"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="events")

    class Meta:
        indexes = [models.Index(fields=["date", "finding_ptr"], name="event_by_date")]

    def __str__(self) -> str:
        known = vocabulary.event_types().get(self.type)
        label = known.label(get_language() or "en") if known else self.type
        return ", ".join(part for part in (label, self.date) if part)


class Involvement(models.Model):
    """One person's or body's part in one event."""

    class Role(models.TextChoices):
        VICTIM = "victim", _("Victim")
        CONCERNED = "concerned", _("Person concerned")
        INTERVENING = "intervening", _("Intervening party")
        PERPETRATOR = "perpetrator", _("Perpetrator")
        ADDRESSED = "addressed", _("Party addressed")
        SOURCE = "source", _("Source")
        NAMED = "named", _("Named with it")

    # Roles of those whom an event is about, as against those who took part in it.
    ABOUT = (Role.VICTIM, Role.CONCERNED)

    event = models.ForeignKey(Event, models.CASCADE, related_name="involvements")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    role = models.CharField(_("role"), max_length=11, choices=Role)
    # How far a perpetrator took part, or in which office: a code of `rules.DEGREES`.
    degree = models.CharField(_("degree"), max_length=30, blank=True)
    # Said by staff, and so kept when the event is worked out anew from its claims.
    by_hand = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "event", "person", "role", name="person_once_per_event_and_role"
            ),
            models.UniqueConstraint(
                "event", "organisation", "role", name="organisation_once_per_event_and_role"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True),
                name="involvement_of_one_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation} ({self.role})"
