"""Cards of people to write to, rules of places for letters, and what came of letters."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.casefiles.models import Consent, Person, Place
from habeas.desk.sources.models import Capture, EdtfField

# What a card tells of a person beyond the envelope; each is shown only if that was agreed.
PERSONAL = ("born", "languages", "interests", "welcome", "avoid")


class Recipient(models.Model):
    """What somebody needs who writes to a prisoner. The address comes from the place record."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, models.PROTECT, related_name="recipient")
    name = models.CharField(
        _("name on the envelope"),
        max_length=300,
        help_text=_("In the local script, with the patronymic"),
    )
    born = EdtfField(_("born"), help_text=_("1979, or 1979-02-14. Only the year is published."))
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    languages = models.CharField(
        _("languages"), max_length=60, blank=True, help_text=_("Codes with spaces: be ru en")
    )
    interests = models.TextField(_("interests"), blank=True)
    welcome = models.TextField(_("what to write about"), blank=True)
    avoid = models.TextField(_("what to leave out"), blank=True)
    # Names of PERSONAL, with spaces: what the person or the family agrees to show.
    shown = models.CharField(max_length=60, blank=True)
    # Without a consent that holds the card stays inside.
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("consent")
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=200, blank=True)
    # A code of the vocabulary's list `letter_holds`: nobody should write now.
    hold = models.CharField(max_length=20, blank=True, editable=False)
    note = models.TextField(_("internal note"), blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")

    def __str__(self) -> str:
        return self.name


class PlaceRules(models.Model):
    """What a place lets through."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="letter_rules")
    # Codes of the vocabulary's list `letter_channels`, with spaces.
    channels = models.CharField(_("ways that work"), max_length=100, blank=True)
    languages = models.CharField(
        _("languages"), max_length=60, blank=True, help_text=_("Codes with spaces: be ru en")
    )
    pages = models.PositiveSmallIntegerField(
        _("pages at most"), null=True, blank=True, validators=[MaxValueValidator(1000)]
    )
    photos = models.PositiveSmallIntegerField(
        _("photographs at most"), null=True, blank=True, validators=[MaxValueValidator(1000)]
    )
    enclosures = models.CharField(_("enclosures"), max_length=300, blank=True)
    reply = models.CharField(_("how an answer comes"), max_length=300, blank=True)
    source = models.CharField(
        _("where this is written"),
        max_length=300,
        blank=True,
        help_text=_("Without it and the day of checking, the rules are shown as unverified."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.place)

    @property
    def is_verified(self) -> bool:
        return bool(self.source and self.checked_on)


class Letter(models.Model):
    """A letter that somebody has posted: where it went, when, and what became of it.

    There is no field for the one who wrote it, nor for a word of what was written.
    """

    class State(models.TextChoices):
        POSTED = "posted", _("Sent")
        DELIVERED = "delivered", _("Delivered")
        REPLIED = "replied", _("Answered")
        RETURNED = "returned", _("Came back")
        REFUSED = "refused", _("Refused by the guards")
        UNKNOWN = "unknown", _("Never heard of")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="letters")
    # People are moved: what comes back tells of the place where it was sent.
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.POSTED)
    posted_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    # The note of a letter that was refused or came back, as a source of the case file.
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["posted_on", "pk"]
        indexes = [models.Index(fields=["state", "posted_on"], name="letters_by_way")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"
