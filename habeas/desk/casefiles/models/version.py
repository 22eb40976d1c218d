from __future__ import annotations

from django.conf import settings
from django.db import models

from habeas.desk.casefiles.models.person import Person


class Version(models.Model):
    """A finding as it stood after one change: what we knew, and since when.

    Written by `history.keep` at every change and never touched again. `state`
    is null when the finding ceased to be.
    """

    key = models.CharField(max_length=12, db_index=True)
    state = models.JSONField(null=True)
    action = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    persons = models.ManyToManyField(Person, related_name="versions")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.action} {self.at:%Y-%m-%d %H:%M}"
