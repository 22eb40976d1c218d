from __future__ import annotations

from django.conf import settings
from django.db import models

from habeas.desk.casefiles.models.claim import Claim
from habeas.desk.casefiles.models.event import Event


class Choice(models.Model):
    """Who decided what one field of an event says, and why. The newest counts.

    Either a claim was believed, or staff wrote the value themselves, or it was
    left open: then `kept_open` is true and the field follows the claims.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="choices")
    field = models.CharField(max_length=60)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    value = models.JSONField(null=True)
    kept_open = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.event.public_id}.{self.field}"
