"""Interventions, proceedings with their steps, and drafts of submissions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.casefiles.models import Case, Event, Organisation, Person
from habeas.desk.sources.models import EdtfField

Member = settings.AUTH_USER_MODEL


class Intervention(models.Model):
    """What an event of the chronology was as an intervention, and what came of it.

    Who did it, when, and on what evidence stand in the event. Codes are those
    of the HURIDOCS lists `intervention_type`, `intervention_response` and
    `intervention_impact`.
    """

    event = models.OneToOneField(Event, models.CASCADE, related_name="intervention")
    type = models.CharField(_("type"), max_length=40, blank=True)
    addressed = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="asked_of"
    )
    asked = models.TextField(_("what was asked"), blank=True)
    response = models.CharField(_("response"), max_length=40, blank=True)
    # The event that was the answer; without one the silence is counted.
    answer = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    impact = models.CharField(_("impact"), max_length=40, blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-event__date", "-pk"]
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")

    def __str__(self) -> str:
        return f"{self.type} {self.event.public_id}"


class Proceeding(models.Model):
    """One use of one procedure for one case. Its deadlines follow from its steps."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="proceedings")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="proceedings"
    )
    # A code of `vocabulary.procedures`.
    procedure = models.CharField(_("procedure"), max_length=40)
    state = models.CharField(_("State"), max_length=2, blank=True, help_text="ISO 3166")
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    # What staff wrote for the facts that the record does not hold, by code.
    entered = models.JSONField(default=dict)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    note = models.TextField(_("internal note"), blank=True)
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-opened_at"]
        permissions = [("conduct_proceeding", "Can conduct proceedings")]
        verbose_name = _("proceeding")
        verbose_name_plural = _("proceedings")

    def __str__(self) -> str:
        return f"{self.procedure} {self.public_id}"


class ProceedingStep(models.Model):
    """That a step was taken, or an extension granted (`extends` names the clock)."""

    proceeding = models.ForeignKey(Proceeding, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=40, blank=True)
    extends = models.CharField(max_length=40, blank=True)
    date = EdtfField(_("date"), blank=False)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=500, blank=True)
    entered_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.code or self.extends} {self.date}"


class Draft(models.Model):
    """A submission as it was filled from the case file, with what it rests on."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    proceeding = models.ForeignKey(Proceeding, models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=12)
    body = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.proceeding} {self.made_at:%Y-%m-%d}"
