"""The shape of a claim: what one source asserts in one passage."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Lane = Literal["sure", "check"]
Modality = Literal["asserted", "reported", "denied", "demanded", "possible", "planned"]


class Quantity(BaseModel):
    """A number with what it counts.

    `metric` says what (`term`, `days_in_custody`, `political_prisoners_current`,
    `signatories`, `amount` …). `value` is a number in base units, or an
    ISO 8601 duration (`P4Y6M`) where the metric is a length of time in
    calendar units. `unit` is a currency code, `day`, `person` … or null.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    value: int | float | str
    unit: str | None = None


class Claim(BaseModel):
    """What one source asserts, tied to an exact span of its captured text.

    `start` and `end` count Unicode code points of the captured text, and
    `quote` equals the text between them. Dates are EDTF. `persons` are full
    names as in the text, in the nominative; the first is the leading one.
    `details` carries what only events of this type have, under the names of
    `vocabulary.details_of(type)`: the ground of a release, the prize, the regime.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    type: str | None
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    date: str | None = None
    date_end: str | None = None
    place: str | None = None
    quantity: Quantity | None = None
    articles: tuple[str, ...] = ()
    details: dict[str, str] = Field(default_factory=dict)
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    language: str
    lane: Lane = "check"
    modality: Modality = "asserted"
    attributed_to: str | None = None
    confidence: float = Field(ge=0, le=1)
    rule: str
