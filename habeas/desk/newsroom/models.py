"""Texts as Wagtail pages, and their pictures."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from habeas.core.ids import new_id
from habeas.desk.newsroom.blocks import Body


def _today() -> Any:
    return timezone.now().date()


class Picture(AbstractImage):
    """A picture with whose it is. Its file carries a name that says nothing."""

    credit = models.CharField(
        _("credit"), max_length=200, help_text=_("Who made it, and the licence")
    )
    admin_form_fields = (
        "title",
        "file",
        "credit",
        "description",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    def get_upload_to(self, filename: str) -> str:
        ending = filename.rsplit(".", 1)[-1].lower()
        return f"pictures/{new_id()}.{ending if ending.isalnum() else 'bin'}"


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Newsroom(Page):
    """Where all texts of one language stand; made by `services.make_newsroom` alone."""

    is_creatable = False
    subpage_types = ["newsroom.NewsPage", "newsroom.TextPage"]
    preview_modes: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("newsroom")


class Text(Page):
    """What articles and pages share. The address is the original's in every language."""

    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    parent_page_types = ["newsroom.Newsroom"]
    subpage_types: ClassVar[list[str]] = []
    folder = ""
    address_field = "slug"
    # Menus and search engines are the portal's affair.
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        original = self.original()
        if original:
            self.slug = original.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """An address that was given out stays: readers and archives have it."""
        super().clean()
        kept = Page.objects.filter(pk=self.pk, first_published_at__isnull=False)
        given = kept.values_list("slug", flat=True).first()
        if given and given != self.slug:
            told = _("This text was public as “%(slug)s”; its address stays. Write another one.")
            problem = ValidationError(told, params={"slug": given})
            raise ValidationError({self.address_field: problem})

    def original(self) -> Page | None:
        """The first version, where this is another."""
        others = Page.objects.filter(translation_key=self.translation_key)
        first = others.order_by("pk").first()
        return None if first is None or first.pk == self.pk else first

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        path = f"/{self.locale.language_code}/{self.folder}/{self.slug}/"
        return (0, settings.HABEAS_PORTAL_URL, path.replace("//", "/"))

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "newsroom/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"page": self, "language": self.locale.language_code}


class NewsTag(TaggedItemBase):
    content_object = ParentalKey("NewsPage", on_delete=models.CASCADE, related_name="tagged")


class NewsPage(Text):
    """An article."""

    day = models.DateField(_("date"), default=_today)
    summary = models.TextField(
        _("summary"), max_length=400, help_text=_("Two sentences, for lists and link previews")
    )
    series = models.CharField(
        _("series"), max_length=100, blank=True, help_text=_("The name of a row of articles")
    )
    tags = ClusterTaggableManager(_("tags"), through=NewsTag, blank=True)

    folder = "news"
    content_panels = [
        *Page.content_panels,
        FieldPanel("day"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("tags"), FieldPanel("series")], heading=_("Where it belongs")),
        InlinePanel("related", heading=_("Related articles"), label=_("Article")),
    ]
    override_translatable_fields = [
        *Text.override_translatable_fields,
        SynchronizedField("day"),
        SynchronizedField("related"),
        TranslatableField("series"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class Related(Orderable):
    """Another article, in whatever language; the reader is shown the own one."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related")
    article = models.ForeignKey(NewsPage, models.CASCADE, related_name="+")
    panels = [PageChooserPanel("article", "newsroom.NewsPage")]

    class Meta(Orderable.Meta):
        pass


class TextPage(Text):
    """A page that stands for itself."""

    class Kind(models.TextChoices):
        ABOUT = "about", _("About")
        METHOD = "method", _("Method")
        BOARD = "board", _("Board")
        CONTACT = "contact", _("Contact")
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy")
        SECURITY = "security", _("Security")
        PRESS = "press-kit", _("Press kit")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    content_panels = [*Page.content_panels, FieldPanel("kind"), FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = []
    override_translatable_fields = [
        *Text.override_translatable_fields,
        SynchronizedField("kind", overridable=False),
    ]
    folder = "about"
    address_field = "kind"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.kind
        Page.full_clean(self, *args, **kwargs)
