"""A petition: its words, frozen in versions; who receives signatures; how it went on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.casefiles.models import Case, Person

Member = settings.AUTH_USER_MODEL


class Petition(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open to signatures")
        STOPPED = "stopped", _("Stopped")
        CLOSED = "closed", _("Closed")
        DELIVERED = "delivered", _("Delivered")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    slug = models.SlugField(_("address"), unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="petitions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="petitions")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    addressees = models.TextField(_("addressees"), help_text=_("One in each line"))
    goals = models.CharField(
        _("goals"), max_length=200, blank=True, help_text=_("Rising numbers: 100, 1000, 5000")
    )
    opens_on = models.DateField(_("first day to sign"))
    closes_on = models.DateField(_("last day to sign"), null=True, blank=True)
    # What the record said when a member last checked the words against it.
    checked = models.JSONField(default=dict)
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")

    def __str__(self) -> str:
        return self.slug


class Words(models.Model):
    """The wording in one language, as it is being written."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("petition", "language", name="petition_words_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.petition} {self.language}"


class Version(models.Model):
    """A wording that was frozen. It is never changed: people have signed it."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    frozen_on = models.DateField()
    # [{"language", "title", "text", "sha256"}], in the order of the words.
    texts = models.JSONField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("petition", "number", name="petition_version_once")]

    def __str__(self) -> str:
        return f"{self.petition} {self.number}"


class Recipient(models.Model):
    """Who is given signatures, on a consent of their own. The first is the organisation."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="recipients")
    slug = models.SlugField(_("short name"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(
        _("public key"), max_length=100, help_text=_("age1…, made and kept by them")
    )
    consent = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("petition", "slug", name="petition_recipient_once")]

    def __str__(self) -> str:
        return self.name


class Elsewhere(models.Model):
    """Signatures that were gathered on paper or by a partner; shown apart, never added."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("On paper")
        PARTNER = "partner", _("By a partner")

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="elsewhere")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    by = models.CharField(_("counted by"), max_length=200)
    number = models.PositiveIntegerField(_("number"))
    counted_on = models.DateField(_("counted on"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("petition", "kind", "by", name="petition_elsewhere_once")
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.number}"


class Delivery(models.Model):
    """Signatures that were handed over, and what was answered."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="deliveries")
    to = models.CharField(_("to whom"), max_length=200)
    on = models.DateField(_("date"))
    number = models.PositiveIntegerField(_("number of signatures"))
    proof = models.CharField(
        _("proof"), max_length=300, blank=True, help_text=_("A receipt, a stamp, a photograph")
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.to}"


class Update(models.Model):
    """How a petition went on."""

    class Kind(models.TextChoices):
        FURTHER = "further", _("News")
        GOOD_NEWS = "good_news", _("Good news")
        STOP = "stop", _("Stop")
        CLOSED = "closed", _("Closed")

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="updates")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    on = models.DateField(_("date"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
