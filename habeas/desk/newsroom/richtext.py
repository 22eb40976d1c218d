"""Rich text as the editor stores it, taken apart into runs. No markup survives."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Literal

from habeas.core.articles import Heading, Items, Paragraph, Run

Mark = Literal["strong", "emphasis"]
MARKS: dict[str, Mark] = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis"}
ENDS = {"p", "h2", "h3", "h4", "li", "ul", "ol", "div", "blockquote"}
SILENT = {"script", "style", "template", "embed", "iframe", "object"}
OUTSIDE = re.compile(r"^(https?://|mailto:)[^\s]+$")

# From the key of a page to its public path, or None where it is not public.
PathOf = Callable[[int], str | None]


def blocks_of(html: str, path_of: PathOf) -> list[Paragraph | Heading | Items]:
    """The blocks of a stretch of rich text. What is neither a run nor a block is left out."""
    reader = _Reader(path_of)
    reader.feed(html)
    reader.close()
    reader.end_block("p")
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self, path_of: PathOf) -> None:
        super().__init__(convert_charrefs=True)
        self.path_of = path_of
        self.blocks: list[Paragraph | Heading | Items] = []
        self.runs: list[Run] = []
        self.items: list[tuple[Run, ...]] = []
        self.marks: list[Mark] = []
        self.links: list[tuple[str | None, str | None]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT and tag != "embed":  # an embed is a void element here
            self.silent += 1
        elif tag in MARKS:
            self.marks.append(MARKS[tag])
        elif tag == "a":
            self.links.append(self._target(dict(attrs)))
        elif tag == "br":
            self.runs.append(Run(text="\n"))
        elif tag in ENDS:
            self.end_block("p")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in MARKS and MARKS[tag] in self.marks:
            self.marks.remove(MARKS[tag])
        elif tag == "a" and self.links:
            self.links.pop()
        elif tag in ENDS:
            self.end_block(tag)

    def handle_data(self, data: str) -> None:
        if self.silent or not data:
            return
        href, to = self.links[-1] if self.links else (None, None)
        marks = tuple(dict.fromkeys(self.marks))
        self.runs.append(Run(text=data, marks=marks, href=href, to=to))

    def end_block(self, tag: str) -> None:
        runs, self.runs = _trimmed(self.runs), []
        if tag in ("ul", "ol"):
            if self.items:
                self.blocks.append(Items(ordered=tag == "ol", items=tuple(self.items)))
            self.items = []
        elif not runs:
            return
        elif tag == "li":
            self.items.append(runs)
        elif tag in ("h2", "h3", "h4"):
            text = "".join(run.text for run in runs)
            self.blocks.append(Heading(level=2 if tag == "h2" else 3, text=text))
        else:
            self.blocks.append(Paragraph(runs=runs))

    def _target(self, attrs: dict[str, str | None]) -> tuple[str | None, str | None]:
        """Where a link leads: outside, or to a public text; a link elsewhere is only text."""
        if attrs.get("linktype") == "page":
            key = attrs.get("id") or ""
            return None, self.path_of(int(key)) if key.isdecimal() else None
        href = (attrs.get("href") or "").strip()
        return (href, None) if OUTSIDE.match(href) else (None, None)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Without the white space at both ends; nothing where there is nothing else."""
    kept = list(runs)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return tuple(kept)
