from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.casefiles.models.claim import Claim
from habeas.desk.casefiles.models.consent import Consent
from habeas.desk.casefiles.models.person import Person
from habeas.desk.sources.models import EdtfField, Sensitivity


class Finding(models.Model):
    """What the organisation holds to be so. A name, an attribute or an event."""

    class Kind(models.TextChoices):
        NAME = "name", _("Name")
        ATTRIBUTE = "attribute", _("Attribute")
        EVENT = "event", _("Event")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    kind = models.CharField(max_length=9, choices=Kind, editable=False)
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.INTERNAL
    )
    # Why it may be public: "public record", or whose consent.
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    # What was ever restricted becomes public when a second member agrees with the first.
    was_restricted = models.BooleanField(default=False, editable=False)
    asked_public_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # Whom a restricted finding is open to, beside the team of its case.
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    note = models.TextField(_("internal note"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Name(Finding):
    """What a person is called, in one language and script."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=12)
    script = models.CharField(_("script"), max_length=4)
    name_kind = models.CharField(_("kind"), max_length=20, default="full")
    # `core.names.skeleton`: the same for one name in several scripts.
    skeleton = models.CharField(max_length=300, db_index=True, editable=False)

    def __str__(self) -> str:
        return self.text


class NameWord(models.Model):
    """One word of a name by its sound, so that a list of any length is searched at once.

    Names that are restricted have none: an index lies open.
    """

    name = models.ForeignKey(Name, models.CASCADE, related_name="words")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sound = models.CharField(max_length=100, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("name", "sound", name="sound_once_per_name")]

    def __str__(self) -> str:
        return self.sound


class Attribute(Finding):
    """A fact about a person that is not an event: birth, office held …"""

    person = models.ForeignKey(Person, models.CASCADE, related_name="attributes")
    aspect = models.CharField(_("kind of fact"), max_length=40)
    value = models.CharField(_("value"), max_length=500)
    date = EdtfField(_("date"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    organisations = models.JSONField(default=list)
    language = models.CharField(_("language"), max_length=12)

    def __str__(self) -> str:
        return f"{self.aspect}: {self.value}"


class Citation(models.Model):
    """How one claim bears on one finding."""

    class Bearing(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        CONTRADICTS = "contradicts", _("Contradicts")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="citations")
    # A cited claim cannot be deleted: the reader must always be able to check.
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="citations")
    bearing = models.CharField(max_length=11, choices=Bearing, default=Bearing.SUPPORTS)

    class Meta:
        constraints = [
            models.UniqueConstraint("finding", "claim", name="claim_cited_once_per_finding")
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.bearing} {self.finding}"
