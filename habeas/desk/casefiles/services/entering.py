"""What a member read in a captured text and the reader did not propose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from habeas.core.ids import new_id
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.casefiles.models import Claim
from habeas.desk.casefiles.rules import CORRECTABLE
from habeas.desk.casefiles.services.reviewing import BY_HAND, NotReviewable
from habeas.desk.sources.models import Capture
from habeas.vocabulary import event_types


@dataclass(frozen=True)
class Read:
    """What a member read in a captured text. `span` is where the words stand, in code points;
    `said` holds fields of `CORRECTABLE`."""

    type: str
    span: tuple[int, int]
    said: Mapping[str, Any]


@transaction.atomic
def enter_claims(capture: Capture, read: Iterable[Read], *, by: User) -> list[Claim]:
    """Enter what the reader did not propose. It waits for review like any other claim.

    Raises NotReviewable for a span without words or an unknown type, KeyError for a field
    that no claim has; then nothing is entered.
    """
    require(by, "casefiles.review_claim")
    claims = Claim.objects.bulk_create([_entered(capture, one) for one in read])
    record(by, "claims.entered", capture)
    return claims


def _entered(capture: Capture, read: Read) -> Claim:
    start, end = read.span
    quote = capture.text[start:end]
    if not quote.strip() or start < 0 or end > len(capture.text):
        raise NotReviewable("the passage has no words; mark what the text says")
    if read.type not in event_types():
        raise NotReviewable(f"{read.type} is no type of event")
    if unknown := set(read.said) - set(CORRECTABLE):
        raise KeyError(*sorted(unknown))
    return Claim(
        capture=capture, engine_id=f"hand-{new_id()}", type=read.type, quote=quote, start=start,
        end=end, language=capture.source.language or "und", lane="sure", modality="asserted",
        confidence=1.0, rule=BY_HAND, **read.said,
    )  # fmt: skip
