"""Whether a pack does what its author wanted: it loads, hears its examples, passes its traps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from habeas.reading.documents import Passage
from habeas.reading.mentions import understand
from habeas.reading.pack import PackError, load_pack, trigger_files
from habeas.reading.proposals import kept_matches, triggered
from habeas.reading.reader import read

HAPPENED = ("asserted", "reported")


@dataclass(frozen=True, slots=True)
class Checked:
    """One entry of a trigger file. `problems` names the sentences that fared otherwise."""

    where: str
    type: str
    patterns: int
    examples: int
    traps: int
    problems: list[str] = field(default_factory=list)


def check_pack(code: str) -> Iterator[Checked]:
    """Every entry of a pack's triggers. Raises PackError when the pack cannot be used at all."""
    load_pack(code)
    for path, entries in trigger_files(code):
        for number, entry in enumerate(entries, start=1):
            yield _checked(code, f"{code}/triggers/{path.name} entry {number}", entry)


def _checked(code: str, where: str, entry: dict[str, Any]) -> Checked:
    examples, traps = (_sentences(entry, name, where) for name in ("examples", "traps"))
    type_ = str(entry["type"])
    return Checked(
        where=where,
        type=type_,
        patterns=len(str(entry["patterns"]).strip().splitlines()),
        examples=len(examples),
        traps=len(traps),
        problems=[
            *(f"not heard: {one}" for one in examples if type_ not in types_heard(one, code)),
            *(
                f"a trap, and taken for one: {one}"
                for one in traps
                if type_ in types_told(one, code)
            ),
        ],
    )


def _sentences(entry: dict[str, Any], name: str, where: str) -> list[str]:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise PackError(f"{where}: {name} must be lines of text, one sentence each")
    return [line.strip() for line in value.splitlines() if line.strip()]


def types_heard(text: str, code: str) -> set[str]:
    """The types of events whose triggers a pack hears in a text of its language."""
    whole = Passage(number=0, kind="body", language=code, start=0, end=len(text))
    document = understand(text, [whole], None)
    return {
        trigger.type
        for sentence in document.sentences
        for trigger, _, _ in kept_matches(
            sentence, document.tokens, triggered(sentence, document.tokens)
        )
    }


def types_told(text: str, code: str) -> set[str]:
    """The types of events that the reader would say have happened."""
    claims = read(text, language=code)
    return {claim.type for claim in claims if claim.type and claim.modality in HAPPENED}
