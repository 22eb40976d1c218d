"""What a text is made of. Each block has its like in `habeas.core.articles`."""

from __future__ import annotations

from typing import Any

from django.db.models import DO_NOTHING, ForeignKey
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms.models import registry
from wagtail.coreutils import resolve_model_string
from wagtail.images.blocks import ImageChooserBlock

# What the editor offers, and what the door lets through of rich text.
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class RecordBlock(blocks.ChooserBlock):
    """A record of the desk, chosen among those that the writer may see; stored by its key."""

    def __init__(self, record: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.record = record

    @cached_property
    def target_model(self) -> Any:
        return resolve_model_string(self.record)

    @cached_property
    def widget(self) -> Any:
        """The one that the desk's chooser of these records has registered."""
        return registry.get(ForeignKey(self.target_model, DO_NOTHING))["widget"]()


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        max_length=300,
        help_text=_("In words, for who cannot see it"),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), rows=3)
    speaker = blocks.CharBlock(label=_("Who said it"), max_length=200)
    office = blocks.CharBlock(label=_("Office"), max_length=200, required=False)


class QuotesBlock(blocks.StructBlock):
    topic = blocks.CharBlock(label=_("Topic"), max_length=200)
    quotations = blocks.ListBlock(QuotationBlock(label=_("Quotation")), min_num=1)

    class Meta:
        icon = "openquote"
        label = _("Quotes on one topic")


class CorrectionBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Corrected on"))
    text = blocks.TextBlock(label=_("What was wrong, and what is right"), max_length=600, rows=2)

    class Meta:
        icon = "edit"
        label = _("Correction")


class CounterBlock(blocks.StructBlock):
    person = RecordBlock(
        "casefiles.Person",
        label=_("Person"),
        required=False,
        help_text=_("Without a person: how many people are held now"),
    )

    class Meta:
        icon = "tally"
        label = _("Day counter")


class Body(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES, icon="pilcrow")
    picture = PictureBlock()
    quotes = QuotesBlock()
    correction = CorrectionBlock()
    person = RecordBlock("casefiles.Person", label=_("Person"), icon="user")
    counter = CounterBlock()
    action = RecordBlock("actions.Appeal", label=_("Appeal"), icon="mail")
    source = RecordBlock("sources.Source", label=_("Document (source)"), icon="doc-full")
