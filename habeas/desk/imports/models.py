from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from habeas.core.ids import new_id
from habeas.desk.casefiles.models import Person
from habeas.desk.sources.models import Capture, Sensitivity, Source


class PeopleList(models.Model):
    """A list of people that somebody keeps, known by its name."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    source = models.OneToOneField(Source, models.PROTECT, related_name="people_list")
    # How its columns were last understood; see `exchange.mapping.Mapping`.
    mapping = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        permissions = [("import_list", "Can take in lists of people")]
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One file of a list taken in, or tried. `done` rows of it are written for good.

    A run that was cut short goes on where it stood when the same file comes again.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("Being tried")
        CHECKED = "checked", _("Tried, nothing taken in yet")
        RUNNING = "running", _("Being taken in")
        DONE = "done", pgettext_lazy("run", "Taken in")
        DROPPED = "dropped", _("Dropped")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    list_name = models.CharField(max_length=120)
    people_list = models.ForeignKey(
        PeopleList, models.CASCADE, null=True, blank=True, related_name="runs"
    )
    file_name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, related_name="+")
    sensitivity = models.CharField(max_length=10, choices=Sensitivity, default=Sensitivity.INTERNAL)
    mapping = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.CHECKING)
    # Rows of the file, as far as is known, and those that were gone through.
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.list_name} {self.started_at:%Y-%m-%d %H:%M}"


class RowProblem(models.Model):
    """What of a row could not be taken as it stands; or the whole row, if it was refused."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=300, blank=True)
    value = models.TextField(blank=True)
    reason = models.CharField(max_length=500)
    is_refusal = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.row}: {self.reason}"


class Observation(models.Model):
    """What a list says of one person: one row, under a key that stays from file to file."""

    class State(models.TextChoices):
        """What became of the row in the run that saw it last."""

        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        REMOVED = "removed", _("No longer in the list")

    class Decision(models.TextChoices):
        NONE = "", _("To review")
        JOINED = "joined", _("Joined to a file")
        OPENED = "opened", _("Opened a file")
        SKIPPED = "skipped", _("Passed over")

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    people_list = models.ForeignKey(PeopleList, models.CASCADE, related_name="observations")
    key = models.CharField(max_length=120)
    run = models.ForeignKey(Run, models.PROTECT, related_name="observations")
    row = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State)
    # The cells as they stand in the file, by column; and what they were understood to say.
    cells = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    said_in = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)
    # Fields in which the row last changed.
    changes = models.JSONField(default=list)
    # Whom the row speaks of, once a member has said so; and what it said then.
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="observations"
    )
    decision = models.CharField(max_length=7, choices=Decision, blank=True, default=Decision.NONE)
    decided_hash = models.CharField(max_length=64, blank=True)
    decided_fields = models.JSONField(default=dict)
    apart_from = models.ManyToManyField(Person, related_name="+", blank=True)
    # Copies of the row that claims were made on, the newest last.
    captures = models.ManyToManyField(Capture, related_name="observations", blank=True)
    waits = models.BooleanField(default=True)

    class Meta:
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint("people_list", "key", name="row_once_per_list"),
        ]
        indexes = [
            models.Index("people_list", "row", condition=Q(waits=True), name="rows_to_review"),
            models.Index("people_list", "state", "row", name="rows_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.people_list_id}:{self.key}"

    @property
    def file(self) -> Person | None:
        """Whose case file the row belongs to, also when that was merged into another since."""
        person = self.person
        while person is not None and person.merged_into is not None:
            person = person.merged_into
        return person

    @property
    def is_listed(self) -> bool:
        return self.state != Observation.State.REMOVED
