"""What a row claims: events, birth and office, each with the line of the row that says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from habeas.core.names import guess_language
from habeas.desk.casefiles.models import Claim
from habeas.desk.imports.models import Observation
from habeas.desk.sources.models import Capture
from habeas.vocabulary import details_of, event_types

# In the order in which they are accepted: what tells who somebody is comes first.
FIRST = ("birth", "arrest")
# A list's columns say a thing plainly, and still people fill them in.
CONFIDENCE = 0.9
LONGEST_NAME = 300


@dataclass
class Said:
    """One claim of a row, before it is written down."""

    id: str
    type: str
    values: dict[str, Any] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)


def names_of(observation: Observation) -> list[str]:
    """What the row calls the person, the list's own language first; other names last."""
    language = observation.people_list.mapping.get("language", "")
    ranked: list[tuple[int, str]] = []
    for target, value in observation.fields.items():
        base, _, code = target.partition(":")
        if base in ("name", "alias"):
            rank = (base == "alias") * 2 + bool(code and code != language)
            ranked += [(rank, name[:LONGEST_NAME]) for name in _several(value)]
    return list(dict.fromkeys(name for _, name in sorted(ranked, key=lambda one: one[0])))


def claims_of(observation: Observation) -> list[Said]:
    """Everything that the row asserts; when that is nothing, that it names the person."""
    found: dict[str, Said] = {}
    for target in observation.fields:
        place = "birth.details.sex" if target == "sex" else target.partition(":")[0]
        type_, _, part = place.partition(".")
        if type_ in event_types() and part:
            _say(found, observation, target, type_, part)
    if not found:
        title = {"title": str(observation.people_list.source.title)}
        column = next(iter(observation.said_in.values()), "")
        found["other"] = Said("other", "other", {"details": title}, [column])
    return sorted(found.values(), key=lambda said: said.type not in FIRST)


def write_down(observation: Observation, said: Said, capture: Capture, names: list[str]) -> Claim:
    """The claim on a copy of its row; one that was written before is the same claim."""
    quote, start = _quote(capture.text, said.columns)
    if said.type == "role":
        # What somebody does is told in the cell's own words, without the column's name.
        opening = f"{said.columns[0]}: "
        quote, start = quote.removeprefix(opening), start + len(opening)
    known = Claim.objects.filter(capture=capture, engine_id=said.id).first()
    return known or Claim.objects.create(
        capture=capture,
        engine_id=said.id,
        type=said.type,
        persons=names,
        quote=quote,
        start=start,
        end=start + len(quote),
        language=guess_language(quote, default=capture.source.language or "en"),
        lane="sure",
        modality="asserted",
        confidence=CONFIDENCE,
        rule="list",
        proposed={"row": observation.public_id, **said.values},
        **said.values,
    )


def same_claim(said: Said, claim: Claim) -> bool:
    """Whether an older copy of the row said just this already."""
    parts = ("date", "date_end", "place", "quantity", "articles", "organisations", "details")
    return claim.type == said.type and all(
        (said.values.get(part) or None) == (getattr(claim, part) or None) for part in parts
    )


def _say(
    found: dict[str, Said], observation: Observation, target: str, type_: str, part: str
) -> None:
    """Add one field to the claim that it belongs to; each date of several is a claim."""
    value, column = observation.fields[target], observation.said_in.get(target, "")
    if part == "date":
        for number, day in enumerate(_several(value), start=1):
            said = _claim(found, type_ if number == 1 else f"{type_}-{number}", type_, column)
            said.values["date"] = day
        return
    if part == "place":
        for number, place in enumerate(_several(value), start=1):
            said = _claim(found, type_ if number == 1 else f"{type_}-{number}", type_, column)
            said.values.setdefault("place", place)
        return
    said = _claim(found, type_, type_, column)
    if part in ("articles", "organisations"):
        held = said.values.get(part, [])
        said.values[part] = list(dict.fromkeys([*held, *_several(value)]))
    elif part == "term":
        said.values["quantity"] = {"metric": "term", "value": _several(value)[0], "unit": None}
    elif part == "role":
        said.values["details"] = {"role": _several(value)[0]}
    elif part == "date_end":
        said.values["date_end"] = _several(value)[0]
    elif part.startswith("details.") and part.removeprefix("details.") in details_of(type_):
        details = said.values.setdefault("details", {})
        details[part.removeprefix("details.")] = _several(value)[0]


def _claim(found: dict[str, Said], id_: str, type_: str, column: str) -> Said:
    said = found.setdefault(id_, Said(id_, type_))
    if column and column not in said.columns:
        said.columns.append(column)
    return said


def _quote(text: str, columns: Iterable[str]) -> tuple[str, int]:
    """The lines that say it where they stand together, else the first of them."""
    spans = sorted(span for column in columns if (span := _line(text, column)))
    if not spans:
        end = text.find("\n")
        return (text[:end], 0) if end > 0 else (text, 0)
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start != end + 1:
            break
        end = next_end
    return text[start:end], start


def _line(text: str, column: str) -> tuple[int, int] | None:
    """Where the row's text says what a column holds."""
    opening = f"{column}: "
    start = 0 if text.startswith(opening) else text.find(f"\n{opening}") + 1
    if start == 0 and not text.startswith(opening):
        return None
    end = text.find("\n", start)
    return start, end if end >= 0 else len(text)


def _several(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
