from django.conf import settings
from django.db import models


class Publication(models.Model):
    """Who let an edition out. The edition itself lies in the edition store."""

    number = models.PositiveIntegerField(unique=True)
    root = models.CharField(max_length=64)
    message = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        permissions = [("publish_edition", "Can publish and roll back editions")]

    def __str__(self) -> str:
        return f"edition {self.number}"
