"""A joint statement: its words in versions, and the tree of those who signed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.casefiles.models import Case, Organisation

Member = settings.AUTH_USER_MODEL


class Statement(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open for signing")
        ISSUED = "issued", _("Issued")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Order(models.TextChoices):
        LISTED = "listed", _("As listed")
        NAME = "name", _("By name")
        COUNTRY = "country", _("By country")
        SIGNED = "signed", _("In order of signing")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    slug = models.SlugField(_("address"), unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="statements")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    addressees = models.TextField(_("addressees"), blank=True, help_text=_("One in each line"))
    order = models.CharField(_("order"), max_length=7, choices=Order, default=Order.LISTED)
    claimed = models.PositiveIntegerField(
        _("number that the text says"), null=True, blank=True, help_text=_("“78 organisations”")
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    deadline = models.DateTimeField(_("last moment to sign"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default="UTC")
    contact = models.CharField(_("contact inside"), max_length=200, blank=True)
    issued_on = models.DateField(null=True, editable=False)
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("joint statement")
        verbose_name_plural = _("joint statements")

    def __str__(self) -> str:
        return self.slug


class Wording(models.Model):
    """The words of a version in one language. A version that somebody signed is never changed."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="wordings")
    version = models.PositiveIntegerField(default=1)
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint("statement", "version", "language", name="statement_wording")
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.version} {self.language}"


class Signatory(models.Model):
    """One who signs, in its place in the tree. `organisation` says who it is, whatever the name."""

    class As(models.TextChoices):
        OWN = "own", _("in its own name")
        HOUSE = "house", _("as a house, for its members")
        ENDORSES = "endorses", _("endorses")
        PERSONAL = "personal", _("a person, in a personal capacity")

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        LETTER = "letter", _("Letter")
        TELEPHONE = "telephone", _("Telephone")
        MEETING = "meeting", _("Meeting")
        LIST = "list", _("A list that was given to us")
        LINK = "link", _("The link of our invitation")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="signatories")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members",
        verbose_name=_("represented by"),
    )  # fmt: skip
    place = models.PositiveIntegerField(editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, editable=False, related_name="+"
    )
    name = models.CharField(_("name as signed"), max_length=300)
    # The name in other languages: {"be": "…"}.
    names = models.JSONField(default=dict, editable=False)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text="ISO 3166")
    signs_as = models.CharField(_("signs"), max_length=8, choices=As, default=As.OWN)
    role = models.CharField(_("role of the person"), max_length=200, blank=True)
    is_named = models.BooleanField(_("named in public"), default=True)
    authorised_by = models.CharField(_("who said yes, in which office"), max_length=300, blank=True)
    channel = models.CharField(_("how they said it"), max_length=9, choices=Channel, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    is_late = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A link by which one organisation signs. Whoever holds the code speaks for it."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="invitations")
    name = models.CharField(_("organisation"), max_length=300)
    language = models.CharField(_("language"), max_length=12)
    code = models.CharField(max_length=24, unique=True, editable=False)
    is_open = models.BooleanField(default=True, editable=False)
    made_on = models.DateField(editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Joining(models.Model):
    """What came back by an invitation; it counts once somebody has looked at it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        TAKEN = "taken", _("Taken over")
        SET_ASIDE = "aside", _("Set aside")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="joinings")
    # The id that the intake gave it: handed over again, it is there once.
    message = models.CharField(max_length=12, unique=True, editable=False)
    arrived_on = models.DateField()
    # The fields of `habeas.public.intake.joinings.Joining`.
    said = models.JSONField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    signatory = models.ForeignKey(Signatory, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.invitation} {self.arrived_on}"


class Update(models.Model):
    """What happened after: an answer, a correction, a withdrawal."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="updates")
    on = models.DateField(_("date"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.text[:40]}"
