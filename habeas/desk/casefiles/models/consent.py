from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.casefiles.models.person import Person


class Consent(models.Model):
    """That somebody agreed to what may be told of a person: who, to what, until when."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    given_by = models.CharField(_("given by"), max_length=300)
    purpose = models.CharField(_("for what"), max_length=500)
    given_on = models.DateField(_("given on"))
    until = models.DateField(_("until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    note = models.TextField(_("internal note"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_on", "pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.given_by}: {self.purpose}"

    def holds_on(self, day: date) -> bool:
        """Whether it covers the day: given, not run out, not withdrawn."""
        ends = [end for end in (self.until, self.withdrawn_on) if end]
        return self.given_on <= day and all(day < end for end in ends)
