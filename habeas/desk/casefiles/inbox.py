"""The inbox: what has come in and waits for somebody; long work on it, piece by piece."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import require
from habeas.desk.casefiles import queries, services
from habeas.desk.casefiles.models import Case, Claim
from habeas.desk.sources.models import Capture, Sensitivity, Source
from habeas.desk.sources.services import describe_source, put_away, put_back

# Long work goes on for so long at a time, and shows between how far it has come.
SECONDS = 3.0


def waiting_for(member: User) -> QuerySet[Source]:
    """What nobody has put away, save what is read and decided to the last claim."""
    claims = Claim.objects.filter(capture__source=OuterRef("pk"))
    undecided = Exists(claims.filter(state=Claim.State.PROPOSED))
    unread = Exists(Capture.objects.filter(source=OuterRef("pk"), read_at=None))
    of_nobody = ~Exists(claims) & Q(cases=None)
    sources = queries.sources_visible_to(member).filter(put_away_at=None)
    return sources.filter(undecided | unread | of_nobody).distinct().order_by("-collected_at")


def put_away_before(member: User) -> QuerySet[Source]:
    sources = queries.sources_visible_to(member).exclude(put_away_at=None)
    return sources.order_by("-put_away_at")


@dataclass
class Step:
    """What was done to several sources at once, as it can be kept in a session.

    `before` says for each source, by id, what to give back on undoing it.
    """

    do: str
    before: dict[str, Any] = field(default_factory=dict)

    def as_kept(self) -> dict[str, Any]:
        return {"do": self.do, "before": self.before}


def file_under(sources: Iterable[Source], case: Case, *, by: User) -> Step:
    done = {}
    for source in sources:
        if not source.cases.filter(pk=case.pk).exists():
            services.assign_source(source, case.slug, by=by)
            done[source.public_id] = case.slug
    return Step("file", done)


def set_sensitivity(sources: Iterable[Source], level: Sensitivity, *, by: User) -> Step:
    before = {}
    for source in sources:
        if source.sensitivity != level:
            before[source.public_id] = str(source.sensitivity)
            describe_source(source, {"sensitivity": level}, by=by)
    return Step("sensitivity", before)


def put_aside(sources: Iterable[Source], *, by: User) -> Step:
    return Step("away", {source.public_id: None for source in put_away(sources, by=by)})


def undo(step: dict[str, Any], *, by: User) -> int:
    """Give back what a step took, to the sources that `by` may still see. Says how many."""
    visible = queries.sources_visible_to(by).filter(public_id__in=step["before"])
    undoing: dict[str, Callable[[Source, Any], object]] = {
        "away": lambda source, _: put_back(source, by=by),
        "file": lambda source, slug: services.unassign_source(source, slug, by=by),
        "sensitivity": lambda source, level: describe_source(
            source, {"sensitivity": Sensitivity(level)}, by=by
        ),
        "accept": lambda source, keys: _reopen(source, keys, by),
    }
    done = 0
    for source in visible:
        undoing[step["do"]](source, step["before"][source.public_id])
        done += 1
    return done


def _reopen(source: Source, keys: list[str], by: User) -> None:
    for claim in Claim.objects.filter(capture__source=source, public_id__in=keys):
        services.reopen_claim(claim, by=by)


@dataclass
class Work:
    """Long work on sources, by id: what is left, how far it has come, and what it came to."""

    do: str
    left: list[str]
    total: int
    count: int = 0
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def done(self) -> int:
        return self.total - len(self.left)

    def go_on(self, *, by: User, seconds: float = SECONDS) -> None:
        """Take the next sources for so long; one at least, so that it always ends."""
        until = time.monotonic() + seconds
        while self.left:
            source = queries.sources_visible_to(by).filter(public_id=self.left[0]).first()
            if source:
                _WORK[self.do](self, source, by)
            self.left.pop(0)
            if time.monotonic() >= until:
                return


def _read(work: Work, source: Source, by: User) -> None:
    require(by, "sources.collect_source")
    for capture in source.captures.filter(read_at=None):
        work.count += len(services.propose_claims(capture))


def _accept(work: Work, source: Source, by: User) -> None:
    waiting = Claim.objects.filter(capture__source=source, state=Claim.State.PROPOSED)
    sure = list(waiting.filter(lane="sure").select_related("capture__source").order_by("start"))
    taken = [one for one in services.accept_all(sure, by=by) if one.outcome != "skipped"]
    if taken:
        work.count += len(taken)
        work.before[source.public_id] = [one.claim.public_id for one in taken]


_WORK: dict[str, Callable[[Work, Source, User], None]] = {"read": _read, "accept": _accept}
