"""What only events of one type have: the ground of a release, the prize, the regime.

A pack's `details.yaml` says by which words a code of the vocabulary is meant;
titles of prizes and publications are taken from the quotation marks around them.
"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.reading.mentions import Document
from habeas.reading.proposals import Proposal

# Details whose value is a title in quotation marks.
_TITLED = {"award": "award", "publication": "title", "listing": "title"}
_OPENING, _CLOSING = '«“„"', '»”“"'
_LONGEST_TITLE = 16


def details_of(mentions: Iterable[Proposal], document: Document) -> dict[str, str]:
    """The details that the mentions of one event give; of two, what the fullest says."""
    found: dict[str, str] = {}
    for mention in mentions:
        for key, value in (*_coded(mention, document), *_titled(mention, document)):
            found.setdefault(key, value)
    return found


def _coded(mention: Proposal, document: Document) -> list[tuple[str, str]]:
    """Codes by the words of the sentence, those nearest to the event's own words first."""
    sentence, type_ = mention.sentence, mention.trigger.type
    patterns = sentence.pack.details.get(type_)
    if patterns is None:
        return []
    first, last = mention.evidence
    hits = [
        (max(first - end, begin - last, 0), begin - end, value)
        for begin, end, _, value in patterns.find(document.tokens, sentence.first, sentence.last)
    ]
    # Of two that are as near, the longer one says more: "preventive register" beats "register".
    return [value for _, _, value in sorted(hits, key=lambda hit: hit[:2])]  # type: ignore[misc]


def _titled(mention: Proposal, document: Document) -> list[tuple[str, str]]:
    key = _TITLED.get(mention.trigger.type)
    if key is None:
        return []
    sentence, tokens = mention.sentence, document.tokens
    start = None
    for index in range(sentence.first, sentence.last):
        text = tokens[index].text
        if start is None and text in _OPENING:
            start = index + 1
        elif start is not None and text in _CLOSING:
            if 0 < index - start <= _LONGEST_TITLE and tokens[start].text[:1].isupper():
                span = document.text[tokens[start].start : tokens[index - 1].end]
                return [(key, span)]
            start = None
    return []
