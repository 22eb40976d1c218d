"""What is known of files beside them: an `index.jsonl` in their folder.

A line a file: `{"file", "title", "publisher", "author", "url", "kind",
"language", "published", "basis"}`; all but `file` may be left out.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from habeas.core.dates import PartialDate

NAME = "index.jsonl"


class Description(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    file: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    kind: str = ""
    language: str = ""
    published: str = ""
    basis: str = ""

    @field_validator("published")
    @classmethod
    def _must_be_edtf(cls, text: str) -> str:
        if text:
            PartialDate.parse(text)
        return text


def describe(file: Path) -> Description | None:
    """The description beside a file, if there is one.

    Raises ValueError that names the line of the index that is wrong.
    """
    index = file.parent / NAME
    if not index.is_file():
        return None
    for number, line in enumerate(index.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = Description.model_validate(json.loads(line))
        except (ValidationError, ValueError) as problem:
            raise ValueError(f"{index}, line {number}: {problem}") from None
        if entry.file == file.name:
            return entry
    return None
