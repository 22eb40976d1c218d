from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.sources.models import Capture, EdtfField


class Claim(models.Model):
    """What one source asserts, tied to an exact span of a capture's text.

    The fields are those of `habeas.reading.Claim`. A reader proposes; only a
    person accepts. What a person corrected replaces the proposal here, and
    `proposed` keeps what the engine had said.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("To review")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="claims")
    engine_id = models.CharField(max_length=80)
    type = models.CharField(max_length=40, blank=True)
    persons = models.JSONField(default=list)
    organisations = models.JSONField(default=list)
    date = EdtfField()
    date_end = EdtfField()
    place = models.CharField(max_length=300, blank=True)
    quantity = models.JSONField(null=True)
    articles = models.JSONField(default=list)
    # What only events of this type have, by the codes of `vocabulary.details_of`.
    details = models.JSONField(default=dict, blank=True)
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    lane = models.CharField(max_length=5)
    modality = models.CharField(max_length=10)
    attributed_to = models.CharField(max_length=300, blank=True)
    confidence = models.FloatField()
    rule = models.CharField(max_length=200)
    proposed = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["capture", "start", "pk"]
        permissions = [("review_claim", "Can accept and reject claims")]
        constraints = [
            models.UniqueConstraint("capture", "engine_id", name="claim_proposed_once"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False),
                name="claim_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type or 'sentence'} {self.public_id}"
