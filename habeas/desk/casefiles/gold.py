"""What reviewers decided: never proposed anew, and gold to measure the reader with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from habeas import reading
from habeas.core.dates import parse_optional
from habeas.desk.casefiles.models import Claim
from habeas.desk.casefiles.rules import CORRECTABLE
from habeas.desk.sources.models import Capture, Sensitivity

# A quote as long as this is not by chance in two texts: one was copied from the other.
COPIED = 40


def without_rejected(found: Iterable[reading.Claim], capture: Capture) -> list[reading.Claim]:
    """The proposals for a capture, save those that say what a reviewer has rejected.

    The same is said when type, leading person (or body) and date agree, and the passages overlap
    in this capture, or the same words stand in another capture of its source, or, if they are at
    least `COPIED` letters, in another source: a copy of one text. A rejection that is taken back
    holds nothing any more.
    """
    proposals = list(found)
    quotes = {one.quote for one in proposals}
    copied = Q(quote__in={quote for quote in quotes if len(quote) >= COPIED})
    of_source = Q(capture__source=capture.source_id, quote__in=quotes)
    rejected = Claim.objects.filter(state=Claim.State.REJECTED)
    here = defaultdict(list)
    for claim in rejected.filter(capture=capture):
        here[_said(claim)].append((claim.start, claim.end))
    elsewhere = {(_said(claim), claim.quote) for claim in rejected.filter(copied | of_source)}

    def is_rejected(one: reading.Claim) -> bool:
        overlaps = any(start < one.end and one.start < end for start, end in here[_said(one)])
        return overlaps or (_said(one), one.quote) in elsewhere

    return [one for one in proposals if not is_rejected(one)]


def _said(claim: reading.Claim | Claim) -> tuple[str, str, str]:
    """What the reader proposed; a reviewer may have changed it before the rejection."""
    if isinstance(claim, Claim) and claim.proposed:
        claim = reading.Claim.model_validate(claim.proposed)
    leading = [*claim.persons, *claim.organisations][:1]
    return claim.type or "", "".join(leading), claim.date or ""


def decided_texts(*, restricted: bool = False) -> Iterator[dict[str, Any]]:
    """Each text whose every typed proposal was decided, as `read --evaluate` reads it.

    A text with something undecided would count what is right as wrong, so it is left out.
    """
    captures = Capture.objects.filter(read_at__isnull=False).select_related("source").order_by("pk")
    if not restricted:
        captures = captures.exclude(source__sensitivity=Sensitivity.RESTRICTED)
    open_ones = Claim.objects.filter(state=Claim.State.PROPOSED).exclude(type="")
    decided = Claim.objects.exclude(state=Claim.State.PROPOSED)
    captures = captures.exclude(pk__in=open_ones.values("capture")).filter(
        pk__in=decided.values("capture")
    )
    for capture in captures:
        claims = list(decided.filter(capture=capture))
        published = parse_optional(capture.source.published)
        yield {
            "id": capture.public_id,
            "language": _language(claims),
            "published": str(published) if published else None,
            "text": capture.text,
            "claims": [_gold(claim, claims) for claim in claims],
        }


def _language(claims: list[Claim]) -> str:
    """The language of most of its claims."""
    languages = [claim.language for claim in claims]
    return max(sorted(set(languages)), key=languages.count)


def _gold(claim: Claim, others: list[Claim]) -> dict[str, Any]:
    return {
        "type": claim.type or "none",
        "tier": _tier(claim, others),
        "modality": claim.modality,
        "persons": claim.persons,
        "organisations": claim.organisations,
        "date": claim.date or None,
        "date_end": claim.date_end or None,
        "place": claim.place or None,
        "quantity": claim.quantity,
        "articles": claim.articles,
        "details": claim.details,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "decision": _decision(claim),
        "proposed": claim.proposed or None,
        "reason": claim.reason,
    }


def _tier(claim: Claim, others: list[Claim]) -> str:
    """core; none for a trap; rejected, beside something right, counts as nothing."""
    if claim.state == Claim.State.ACCEPTED:
        return "core"
    right = (one for one in others if one.state == Claim.State.ACCEPTED)
    overlaps = any(one.start < claim.end and claim.start < one.end for one in right)
    return "rejected" if overlaps else "none"


def _decision(claim: Claim) -> str:
    """accepted, corrected, entered by hand, or rejected."""
    if claim.state == Claim.State.REJECTED:
        return "rejected"
    if not claim.proposed:
        return "by hand"
    changed = any(
        (claim.proposed.get(key) or "") != (getattr(claim, key) or "") for key in CORRECTABLE
    )
    return "corrected" if changed else "accepted"
