from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedSearch(models.Model):
    """Words that a member looks for again and again."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    words = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["words", "kind"]
        constraints = [models.UniqueConstraint("member", "words", "kind", name="search_saved_once")]

    def __str__(self) -> str:
        return self.words
