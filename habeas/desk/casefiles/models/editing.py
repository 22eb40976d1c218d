from __future__ import annotations

from django.conf import settings
from django.db import models

from habeas.desk.casefiles.models.finding import Finding


class Editing(models.Model):
    """That a member has opened a finding to change it, and when last."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="editings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint("finding", "member", name="editing_once")]

    def __str__(self) -> str:
        return f"{self.member} {self.finding.public_id}"
