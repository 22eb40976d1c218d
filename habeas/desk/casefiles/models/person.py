from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from habeas.core.ids import new_id


class Person(models.Model):
    """Somebody who takes part in events. Victim and perpetrator are roles, not kinds."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    # A provisional slug is random: a slug is public, so only a public name may shape it.
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    slug_is_provisional = models.BooleanField(default=True, editable=False)
    language = models.CharField(_("own language"), max_length=12, blank=True)
    note = models.TextField(_("internal note"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Another file of the same person, which holds everything since the two were merged.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        name = next(iter(self.names.all()), None)
        return name.text if name else self.slug


class Organisation(models.Model):
    """A body that acts, intervenes or is addressed."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=300, unique=True)
    note = models.TextField(_("internal note"), blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """One person or group in one persecution. Status belongs to person × case."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=300)
    persons = models.ManyToManyField(Person, related_name="cases", blank=True)
    sources = models.ManyToManyField("sources.Source", related_name="cases", blank=True)
    note = models.TextField(_("internal note"), blank=True)
    # A restricted case and what happened in it are open to its team alone.
    restricted = models.BooleanField(_("restricted to its team"), default=False)
    team = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="cases", blank=True, verbose_name=_("team")
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
