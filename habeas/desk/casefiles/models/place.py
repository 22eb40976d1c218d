from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id
from habeas.desk.sources.models import EdtfField


class Place(models.Model):
    """A place of detention. Where it stands, and under which rules, may change with time."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=300)
    # A code of the vocabulary's list `custody_kinds`: colony, prison, pretrial …
    kind = models.CharField(_("kind"), max_length=30, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text="ISO 3166")
    # "53.9006, 27.5590": latitude and longitude, as `core.coordinates` writes them.
    coordinates = models.CharField(_("coordinates"), max_length=40, blank=True)
    letters = models.TextField(_("rules for letters"), blank=True)
    note = models.TextField(_("internal note"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("place of detention")
        verbose_name_plural = _("places of detention")

    def __str__(self) -> str:
        return self.name


class PlaceName(models.Model):
    """What sources call a place, in any language."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=300)
    # Lower case, without punctuation: how a name is found again.
    key = models.CharField(max_length=300, unique=True, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class PlaceAddress(models.Model):
    """Where letters go, and from when to when that held."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="addresses")
    text = models.CharField(_("address"), max_length=500)
    since = EdtfField(_("since"))
    until = EdtfField(_("until"))

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return self.text
