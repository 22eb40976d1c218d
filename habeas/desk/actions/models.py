"""Appeals: what is asked, of whom, in which words, and how it went on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.casefiles.models import Case, Event, Person

Member = settings.AUTH_USER_MODEL


class Appeal(models.Model):
    """An urgent action for one person in one case."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        STOPPED = "stopped", _("Stopped")
        CLOSED = "closed", _("Closed")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    slug = models.SlugField(_("address"), unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="appeals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appeals")
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    language = models.CharField(_("language"), max_length=12, default="en")
    reference = models.CharField(
        _("number in our series"), max_length=60, blank=True, help_text=_("7/2026, update 2 …")
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"))
    demands = models.TextField(_("demands"), blank=True, help_text=_("One in each line"))
    background = models.TextField(_("background"), blank=True)
    tone = models.TextField(
        _("tone"), blank=True, help_text=_("How to write, so that it helps: polite, in own words …")
    )
    unsaid = models.TextField(
        _("better not to say"), blank=True, help_text=_("What would harm. One in each line")
    )
    act_before = models.DateField(_("act before"), null=True, blank=True)
    opened_on = models.DateField(null=True, editable=False)
    # The event that this action was, once it has an outcome.
    event = models.ForeignKey(Event, models.SET_NULL, null=True, editable=False, related_name="+")
    # What the record said when a member last checked the texts against it.
    checked = models.JSONField(default=dict)
    # How many told the portal that they wrote: {"on": day, "channels": {…}, "countries": {…}}.
    written = models.JSONField(default=dict, editable=False)
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        permissions = [("conduct_action", "Can conduct public actions")]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return self.title


class Addressee(models.Model):
    """Somebody who is written to. Channels that do not work stay known, and stay inside."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        POST = "post", _("Post")
        FAX = "fax", _("Fax")
        PHONE = "phone", _("Telephone")

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="addressees")
    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office"), max_length=200, blank=True)
    form_of_address = models.TextField(
        _("form of address"),
        blank=True,
        help_text=_(
            "For every letter, or one in each line with its language: be: Спадар губернатар"
        ),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    post = models.TextField(_("postal address"), blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    # Codes of `Channel` over which nothing arrives any more.
    broken = models.JSONField(default=list, blank=True)
    reads = models.CharField(
        _("languages they read"), max_length=60, blank=True, help_text=_("be ru en")
    )
    is_copy = models.BooleanField(_("gets a copy only"), default=False)

    class Meta:
        ordering = ["is_copy", "pk"]

    def __str__(self) -> str:
        return self.name

    def channel(self, code: str) -> str:
        """The address of a channel that works, or nothing."""
        return "" if code in self.broken else str(getattr(self, code))


class Embassy(models.Model):
    """Where a State can be written to from another country."""

    state = models.CharField(_("embassy of"), max_length=2, help_text="ISO 3166")
    country = models.CharField(_("country where it is"), max_length=2, help_text="ISO 3166")
    email = models.EmailField(_("e-mail"), blank=True)
    post = models.TextField(_("postal address"), blank=True)

    class Meta:
        ordering = ["state", "country"]
        constraints = [models.UniqueConstraint("state", "country", name="one_embassy_per_country")]

    def __str__(self) -> str:
        return f"{self.state} → {self.country}"


class Letter(models.Model):
    """A sample letter in one language; {name}, {place} and {since} stand for facts."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="letters")
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("letter"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("appeal", "language", name="one_letter_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.appeal} {self.language}"


class Update(models.Model):
    """How an appeal went on."""

    class Kind(models.TextChoices):
        FURTHER = "further", _("Further action")
        GOOD_NEWS = "good_news", _("Good news")
        STOP = "stop", _("Stop")
        CLOSED = "closed", _("Closed")

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="updates")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    on = models.DateField(_("date"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
