"""Which list a file is another edition of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from habeas.desk.imports.models import Observation, PeopleList
from habeas.desk.imports.ports import Observed

GUESSED = "guessed"
# A file under another name is taken for a known list when most of its first rows are known.
LOOKED_AT = 100
_ENDING = re.compile(r"[\W_\d]+$")


def name_from_file(file_name: str) -> str:
    """A file's name without its ending, and without the date or number that follows it."""
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return (_ENDING.sub("", stem) or stem or "list")[:120]


def list_of(
    mapping: dict[str, Any], columns: Sequence[str], first: Sequence[Observed], file_name: str
) -> str:
    """The name of the list: its mapping's, else the file's, else of a list with these rows."""
    if mapping.get("name") not in (None, "", GUESSED):
        return str(mapping["name"])[:120]
    name = name_from_file(file_name)
    if PeopleList.objects.filter(name=name).exists():
        return name
    return _with_these_rows(columns, first) or name


def _with_these_rows(columns: Sequence[str], first: Sequence[Observed]) -> str:
    rows = {seen.key: seen.fields for seen in first[:LOOKED_AT] if not seen.refused}
    for people_list in PeopleList.objects.all():
        if list(people_list.mapping.get("columns", {})) != list(columns):
            continue
        held = Observation.objects.filter(people_list=people_list, key__in=rows)
        same = sum(_named(one.fields) == _named(rows[one.key]) for one in held)
        if rows and same * 2 >= len(rows):
            return people_list.name
    return ""


def _named(fields: dict[str, Any]) -> list[Any]:
    return [value for target, value in fields.items() if target.partition(":")[0] == "name"]
