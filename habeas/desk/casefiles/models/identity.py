from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from habeas.core.ids import new_id
from habeas.desk.casefiles.models.person import Person


class Merge(models.Model):
    """Two files of one person made one. `moved` says what to put back on undoing it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    emptied = models.ForeignKey(Person, models.PROTECT, related_name="merged_away")
    moved = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.emptied.public_id} → {self.kept.public_id}"


class KeptApart(models.Model):
    """Two persons of whom somebody has said that they are different people."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="kept_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="kept_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first.public_id} ≠ {self.second.public_id}"
