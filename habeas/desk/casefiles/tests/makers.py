"""Makers name only what a test is about."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import make_editor
from habeas.desk.casefiles.models import Claim
from habeas.desk.sources.models import Capture, Sensitivity, Source

_numbers = count(1)


def editor() -> User:
    return User.objects.filter(username="anna").first() or make_editor("anna")[0]


def make_capture(
    text: str = "Rudolf Rassendyll was arrested on 4 May 2021 in Strelsau.",
    *,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    **source: Any,
) -> Capture:
    number = next(_numbers)
    made = Source.objects.create(
        locator=f"test:{number}",
        title=source.pop("title", f"Note {number}"),
        publisher=source.pop("publisher", "Strelsau Courier"),
        language="en",
        sensitivity=sensitivity,
        **source,
    )
    return Capture.objects.create(
        source=made,
        sha256=hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
        media_type="text/plain",
        size=len(text.encode()),
        text=text,
        captured_by=editor(),
    )


def make_claim(
    type: str = "arrest",
    *,
    capture: Capture | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    quote: str = "",
    **fields: Any,
) -> Claim:
    """A proposed claim whose quote really stands in its capture."""
    quote = quote or f"Rudolf Rassendyll: {type}, note {next(_numbers)}"
    capture = capture or make_capture(f"{quote}.", sensitivity=sensitivity)
    start = capture.text.index(quote)
    values: dict[str, Any] = {
        "persons": ["Rudolf Rassendyll"],
        "language": "en",
        "lane": "sure",
        "modality": "asserted",
        "confidence": 0.9,
        "rule": "test",
    }
    return Claim.objects.create(
        capture=capture,
        engine_id=f"test-{next(_numbers)}",
        type=type,
        quote=quote,
        start=start,
        end=start + len(quote),
        **(values | fields),
    )
