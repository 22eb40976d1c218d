"""How well reading does: claims against gold, per language and type group.

A claim matches a gold claim of the same type whose span it overlaps and whose
leading person is the same (the body, where a body acts); one to one. Gold
mentions of one event (`event`) are one, found if any is. Optional gold counts
neither way. Dates are scored on matched pairs: value and precision must agree,
and a rightly empty date is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from habeas.core.dates import PartialDate
from habeas.reading.claims import Claim
from habeas.reading.documents import passages
from habeas.reading.mentions import understand
from habeas.reading.names import distance, plain
from habeas.reading.reader import read

GROUPS = {
    "custody": "arrest search interrogation pretrial_detention transfer release",
    "court": "charge trial_hearing verdict_sentence appeal_decision property_confiscation fine "
             "pardon_or_amnesty new_case post_release_restriction",
    "prison": "ill_treatment disciplinary_punishment hospitalisation health denial_of_contact "
              "hunger_strike death_in_custody",
    "response": "recognition_as_political_prisoner statement_by_body submission_to_body "
                "decision_by_body sanction award meeting protest_or_solidarity_action "
                "open_letter_or_call press_event publication",
    "other": "count birth listing exile_or_deportation enforced_disappearance "
             "dissolution_of_organisation other",
}  # fmt: skip
GROUP_OF = {type_: group for group, types in GROUPS.items() for type_ in types.split()}
BODY_ACTS = frozenset(
    {
        "statement_by_body",
        "decision_by_body",
        "sanction",
        "open_letter_or_call",
        "dissolution_of_organisation",
    }
)
# The gold of the seeds has no type for a birth.
_ALSO = {"other": "birth"}


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold claim, in either shape: a line of its own, or one of a text's `claims`."""

    type: str
    tier: str
    persons: tuple[str, ...]
    others: tuple[str, ...]
    date: str | None
    date_end: str | None
    quantity: str | None
    start: int
    end: int
    event: str | None


@dataclass(slots=True)
class Tally:
    """Counts of one group of cases, with the shares made from them."""

    cases: int = 0
    found: int = 0
    wrong: int = 0
    sure: int = 0
    sure_right: int = 0
    flagged: int = 0
    dates: int = 0
    dates_right: int = 0
    quantities: int = 0
    quantities_right: int = 0
    traps: int = 0
    traps_hit: int = 0
    sentences: int = 0
    sentences_flagged: int = 0

    def row(self, language: str, group: str) -> dict[str, Any]:
        """One line of the report."""
        right = self.found
        return {
            "language": language,
            "group": group,
            "cases": self.cases,
            "precision": _share(right, right + self.wrong),
            "recall": _share(self.found, self.cases),
            "sure_precision": _share(self.sure_right, self.sure),
            "sure_claims": self.sure,
            "sentence_recall": _share(self.flagged, self.cases),
            "sentences_flagged": _share(self.sentences_flagged, self.sentences),
            "dates_right": _share(self.dates_right, self.dates),
            "quantities_right": _share(self.quantities_right, self.quantities),
            "traps": self.traps,
            "traps_hit": self.traps_hit,
        }


@dataclass(slots=True)
class Report:
    """Tallies per language and group, and what went wrong, for the author of a pack."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    misses: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[dict[str, Any]] = field(default_factory=list)
    decided: list[tuple[float, bool]] = field(default_factory=list)

    def rows(self) -> list[dict[str, Any]]:
        """The report as rows, one for a language and group; `all` sums up."""
        ordered = sorted(self.tallies, key=lambda key: (key[0], key[1] == "all", key[1]))
        return [self.tallies[key].row(*key) for key in ordered]

    def calibration_error(self) -> float | None:
        """Mean distance between confidence and the share that holds, in ten bins."""
        if not self.decided:
            return None
        bins: dict[int, list[tuple[float, bool]]] = {}
        for value, held in self.decided:
            bins.setdefault(min(int(value * 10), 9), []).append((value, held))
        total = sum(
            abs(sum(value for value, _ in items) - sum(held for _, held in items))
            for items in bins.values()
        )
        return round(total / len(self.decided), 3)

    def tally(self, language: str, type_: str) -> Iterator[Tally]:
        """The tallies one case counts in."""
        for key in ((language, GROUP_OF.get(type_, "other")), (language, "all"), ("all", "all")):
            yield self.tallies.setdefault(key, Tally())


def evaluate(gold_path: Path, texts_dir: Path | None = None) -> Report:
    """Read every text of a gold file and compare. Texts stand inline (`text`), or as files."""
    report = Report()
    for text, published, language, gold in documents(gold_path, texts_dir):
        claims = read(text, published=published)
        score(report, text, claims, gold, language)
    return report


def documents(
    gold_path: Path, texts_dir: Path | None = None
) -> Iterator[tuple[str, PartialDate | None, str, list[Gold]]]:
    """Texts with their gold: publication date and language from the line or the index.

    A folder holds a YAML file a text, with the claims that it should give.
    """
    if gold_path.is_dir():
        for file in sorted(gold_path.glob("*.yaml")):
            yield _inline(yaml.load(file.read_text("utf-8"), _Plain))  # noqa: S506 (a safe loader)
        return
    lines = [json.loads(line) for line in gold_path.read_text("utf-8").splitlines() if line]
    by_file: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        if "text" in line and "claims" in line:
            yield _inline(line)
        else:
            by_file.setdefault(line.get("text") or line["file"], []).append(line)
    if not by_file:
        return
    folder = texts_dir or gold_path.parent.parent / "seeds"
    index = _index(folder)
    for name, own in by_file.items():
        inline = "text" in own[0]
        text = name if inline else (folder / name).read_text("utf-8")
        facts = own[0] if inline else index.get(name, {})
        published = facts.get("published")
        yield (
            text,
            PartialDate.parse(published) if published else None,
            facts.get("language", "en"),
            [_gold(line, text) for line in own],
        )


def _inline(line: dict[str, Any]) -> tuple[str, PartialDate | None, str, list[Gold]]:
    published = _text(line.get("published"))
    return (
        line["text"],
        PartialDate.parse(published) if published else None,
        str(line.get("language", "en")).split("-")[0],
        [_gold(claim, line["text"]) for claim in line["claims"]],
    )


class _Plain(yaml.CSafeLoader):
    """YAML that leaves dates as they are written: partial dates are no dates to it."""


_Plain.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _index(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / "index.jsonl"
    if not path.exists():
        return {}
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)
    return {line["file"]: line for line in lines}


def _gold(line: dict[str, Any], text: str) -> Gold:
    start = line.get("start")
    if start is None:
        start = _nth(text, line["quote"], int(line.get("nth", 1)))
    details = line.get("details") or {}
    quantity = line.get("quantity") or {}
    value = details.get("term") or details.get("value") or quantity.get("value")
    return Gold(
        type=line["type"],
        tier=line.get("tier", "core"),
        persons=tuple(line.get("persons", ())),
        others=tuple(line.get("others") or line.get("organisations") or ()),
        date=_text(line.get("date")),
        date_end=_text(line.get("date_end")),
        quantity=str(value).lstrip("~") if value is not None else None,
        start=start,
        end=line.get("end") or start + len(line["quote"]),
        event=line.get("event"),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _nth(text: str, quote: str, number: int) -> int:
    """Where a quote stands for the n-th time. Raises ValueError when it does not."""
    start = -1
    for _ in range(number):
        start = text.index(quote, start + 1)
    return start


def score(report: Report, text: str, claims: list[Claim], gold: list[Gold], language: str) -> None:
    """Add one document to a report."""
    core = _events([g for g in gold if g.tier == "core"])
    spare = [g for g in gold if g.tier in ("optional", "role")]
    traps = [g for g in gold if g.tier == "none" or g.type == "none"]
    typed = [c for c in claims if c.type and c.modality in ("asserted", "reported", "planned")]
    typed = [c for c in typed if c.type != "role"]
    free = set(range(len(typed)))
    for mentions in core:
        found = _find(mentions, typed, free)
        _count_case(report, mentions, found, claims, text, language)
        if found is not None:
            free.discard(found[1])
            report.decided.append((found[0].confidence, True))
    for index in sorted(free):
        _count_left(report, typed[index], core, spare, traps, text, language)
    for trap in traps:
        hit = any(_overlap(c, trap) and c.lane == "sure" for c in typed)
        for tally in report.tally(language, "other"):
            tally.traps += 1
            tally.traps_hit += hit
    _count_sentences(report, text, claims, language)


def holds(claim: Claim, gold: list[Gold]) -> bool | None:
    """Whether gold says the same; None for what counts neither way."""
    if claim.type == "role" or claim.modality not in ("asserted", "reported", "planned"):
        return None
    if any(_matches(claim, one) for one in gold if one.tier == "core"):
        return True
    spare = (one for one in gold if one.tier in ("optional", "role"))
    return None if any(_same_type(claim, m) and _overlap(claim, m) for m in spare) else False


def _events(gold: list[Gold]) -> list[list[Gold]]:
    groups: dict[tuple[str, str], list[Gold]] = {}
    for number, item in enumerate(gold):
        groups.setdefault((item.type, item.event or f"#{number}"), []).append(item)
    return list(groups.values())


def _find(mentions: list[Gold], typed: list[Claim], free: set[int]) -> tuple[Claim, int] | None:
    for index in sorted(free, key=lambda i: typed[i].lane != "sure"):
        if any(_matches(typed[index], mention) for mention in mentions):
            return typed[index], index
    return None


def _matches(claim: Claim, gold: Gold) -> bool:
    return _same_type(claim, gold) and _overlap(claim, gold) and same_leader(claim, gold)


def _same_type(claim: Claim, gold: Gold) -> bool:
    return claim.type in (gold.type, _ALSO.get(gold.type))


def _overlap(claim: Claim, gold: Gold) -> bool:
    return claim.start < gold.end and gold.start < claim.end


def same_leader(claim: Claim, gold: Gold) -> bool:
    """Whether the leading person agrees; where a body acts, the body or the person will do."""
    if gold.type in BODY_ACTS:
        bodies = [*claim.organisations, *claim.persons]
        wanted = [*gold.others, *gold.persons]
        return not wanted or any(_alike(a, b) for a in bodies for b in wanted)
    if gold.persons:
        return bool(claim.persons) and same_name(claim.persons[0], gold.persons[0])
    return not claim.persons or gold.type in ("count", "pardon_or_amnesty")


def same_name(one: str, other: str) -> bool:
    """The same words in any order, a patronymic more or less, a letter or two astray."""
    left, right = (sorted(plain(word) for word in name.split()) for name in (one, other))
    if len(left) > len(right):
        left, right = right, left
    rest = list(right)
    for word in left:
        near = next((r for r in rest if distance(word, r) <= (1 if len(word) > 5 else 0)), None)
        if near is None:
            return False
        rest.remove(near)
    return len(left) >= 1


def _alike(one: str, other: str) -> bool:
    left, right = (set(plain(name).split()) for name in (one, other))
    small = min(len(left), len(right))
    return small > 0 and len(left & right) >= max(1, round(small * 0.5))


def _count_case(  # noqa: PLR0917
    report: Report, mentions: list[Gold], found: tuple[Claim, int] | None,
    claims: list[Claim], text: str, language: str,
) -> None:  # fmt: skip
    first = mentions[0]
    flagged = any(_in_sentence(claim, m, text) for claim in claims for m in mentions)
    if found is None:
        report.misses.append(
            {"language": language, **asdict(first), "quote": text[first.start : first.end]}
        )
    for tally in report.tally(language, first.type):
        tally.cases += 1
        tally.flagged += flagged
        if found is None:
            continue
        claim = found[0]
        matched = next(m for m in mentions if _matches(claim, m))
        tally.found += 1
        tally.sure += claim.lane == "sure"
        tally.sure_right += claim.lane == "sure"
        tally.dates += 1
        tally.dates_right += _date_right(claim, mentions)
        if matched.quantity and claim.type != "open_letter_or_call":
            tally.quantities += 1
            tally.quantities_right += bool(
                claim.quantity and str(claim.quantity.value) == matched.quantity
            )


def _date_right(claim: Claim, mentions: list[Gold]) -> bool:
    return any(claim.date == m.date for m in mentions)


def _in_sentence(claim: Claim, gold: Gold, text: str) -> bool:
    """Whether a claim of either lane touches the sentence of a gold claim."""
    low = max((text.rfind(mark, 0, gold.start) for mark in (". ", "\n", "! ", "? ")), default=-1)
    highs = [text.find(mark, gold.end) for mark in (". ", "\n", "! ", "? ")]
    high = min((h for h in highs if h >= 0), default=len(text))
    return claim.start < high and low + 1 < claim.end


def _count_left(  # noqa: PLR0917
    report: Report, claim: Claim, core: list[list[Gold]], spare: list[Gold],
    traps: list[Gold], text: str, language: str,
) -> None:  # fmt: skip
    """A claim that matched nothing: a duplicate, optional, or wrong."""
    mentions = [m for group in core for m in group]
    if any(_matches(claim, m) for m in mentions):
        return
    if any(_same_type(claim, m) and _overlap(claim, m) for m in spare):
        return
    report.decided.append((claim.confidence, False))
    report.wrong.append({**claim.model_dump(), "gold": [
        (m.type, m.persons) for m in mentions if _overlap(claim, m)
    ]})  # fmt: skip
    for tally in report.tally(language, claim.type or ""):
        tally.wrong += 1
        tally.sure += claim.lane == "sure"


def _count_sentences(report: Report, text: str, claims: Iterable[Claim], language: str) -> None:

    document = understand(text, passages(text), None)
    spans = [
        (document.tokens[s.first].start, document.tokens[s.last - 1].end)
        for s in document.sentences
    ]
    touched = [any(c.start < end and start < c.end for c in claims) for start, end in spans]
    for key in ((language, "all"), ("all", "all")):
        tally = report.tallies.setdefault(key, Tally())
        tally.sentences += len(spans)
        tally.sentences_flagged += sum(touched)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
