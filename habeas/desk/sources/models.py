from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from habeas.core.dates import PartialDate
from habeas.core.ids import new_id


class Sensitivity(models.TextChoices):
    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal")
    RESTRICTED = "restricted", _("Restricted")

    @property
    def rank(self) -> int:
        return list(Sensitivity).index(self)


def validate_edtf(text: str) -> None:
    try:
        PartialDate.parse(text)
    except ValueError as problem:
        raise ValidationError(str(problem)) from None


class EdtfField(models.CharField[str, str]):
    """A partial date as EDTF text; empty when unknown."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [validate_edtf])
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class Source(index.Indexed, models.Model):
    """Who or what told us."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    # Where it was found: an address, or a file's path. Never published.
    locator = models.CharField(max_length=2000, db_index=True, editable=False)
    title = models.CharField(_("title"), max_length=500)
    # A title that was taken from the text is text, and passes the door as text does.
    title_is_from_text = models.BooleanField(default=False, editable=False)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    url = models.URLField(_("address of the original"), max_length=2000, blank=True)
    material = models.CharField(_("kind of material"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    published = EdtfField(_("published"))
    # Why we believe the date: given by whoever collected it, in the page, beside the file.
    published_basis = models.CharField(_("basis of the date"), max_length=300, blank=True)
    reliability = models.CharField(_("reliability"), max_length=20, blank=True)
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.INTERNAL
    )
    # Whom a restricted source is open to, beside the team of its case and who collected it.
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    note = models.TextField(_("internal note"), blank=True)
    collected_at = models.DateTimeField(auto_now_add=True)
    # Put away, it is in nobody's inbox any more.
    put_away_at = models.DateTimeField(null=True, editable=False, db_index=True)
    put_away_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("publisher"),
        index.SearchField("author"),
        index.SearchField("all_text"),
        index.FilterField("sensitivity"),
        index.FilterField("language"),
        index.FilterField("id"),
    ]

    class Meta:
        ordering = ["-collected_at"]
        permissions = [("collect_source", "Can collect sources")]

    def __str__(self) -> str:
        return self.title

    def all_text(self) -> str:
        return "\n".join(self.captures.values_list("text", flat=True))

    def get_indexed_instance(self) -> Source | None:
        """What is restricted is in no index, where it would lie open."""
        return None if self.sensitivity == Sensitivity.RESTRICTED else self


class Capture(models.Model):
    """One preserved copy of a source. Never changed once written."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="captures")
    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes")
    text = models.TextField()
    captured_at = models.DateTimeField(auto_now_add=True)
    captured_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["captured_at"]

    def __str__(self) -> str:
        return f"{self.source} ({self.captured_at:%Y-%m-%d})"


class Passage(models.Model):
    """A numbered stretch of a capture's text. Offsets count code points."""

    capture = models.ForeignKey(Capture, models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=12)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("capture", "number", name="passage_number_once_per_capture")
        ]

    def __str__(self) -> str:
        return f"{self.capture_id}:{self.number}"

    @property
    def text(self) -> str:
        return self.capture.text[self.start : self.end]
