from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff."""

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]
        permissions = [("manage_staff", "Can give and close accounts")]


class LogEntry(models.Model):
    """One thing that somebody did. Carries ids, never names.

    Entries are a chain: each carries the SHA-256 of what it says together with
    the hash of the one before (`audit.hash_of`). The database refuses to change
    or delete them.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-pk"]
        permissions = [("read_log", "Can read who did what")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
