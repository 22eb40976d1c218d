from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.sources.models import Source


class Telling(models.Model):
    """One conversation: what came under one receipt code, and what was answered."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    # As the intake knows it: a keyed hash of the code.
    thread = models.CharField(max_length=64, unique=True, editable=False)
    # The age public key (age1…) that answers are sealed to.
    recipient = models.CharField(max_length=100, editable=False)
    language = models.CharField(max_length=12, blank=True)
    sources = models.ManyToManyField(Source, related_name="tellings")
    newest_on = models.DateField()

    class Meta:
        ordering = ["-newest_on", "-pk"]
        permissions = [("answer_telling", "Can answer what visitors tell")]
        verbose_name = _("telling")
        verbose_name_plural = _("tellings")

    def __str__(self) -> str:
        return f"{self.public_id} ({self.newest_on})"


class Answer(models.Model):
    """What the organisation says to whoever holds the code."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the next run of habeas inbox")
        HANDED = "handed", _("Can be read with the code")
        TOO_LATE = "too_late", _("Too late: the code's time was over")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    telling = models.ForeignKey(Telling, models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"), max_length=10_000)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, editable=False)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id
