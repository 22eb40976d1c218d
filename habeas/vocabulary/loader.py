"""Read the YAML files and say exactly what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from habeas.vocabulary.shapes import LANGUAGES, EventType, Labelled, Named, Term, TermList

__all__ = [
    "LANGUAGES",
    "EventType",
    "Named",
    "Term",
    "TermList",
    "VocabularyError",
    "event_types",
    "list_names",
    "term_list",
    "terms",
]

DATA = Path(__file__).parent / "data"
Shape = TypeVar("Shape", bound=BaseModel)
Entry = TypeVar("Entry", bound=Labelled)


class VocabularyError(ValueError):
    """A vocabulary file is wrong; the text names file, key and reason."""


class _OnceLoader(yaml.SafeLoader):
    """YAML in which a key may stand only once: a repeated one would hide a term."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"“{key}” stands twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


@cache
def event_types() -> Mapping[str, EventType]:
    """Every event type by its code, in the order of the interface."""
    path = DATA / "event_types.yaml"
    return MappingProxyType(read_entries(path, EventType))


@cache
def term_list(list_name: str) -> TermList:
    """One code list. Raises VocabularyError when there is none of that name."""
    path = DATA / "lists" / f"{list_name}.yaml"
    if list_name not in list_names():
        raise VocabularyError(
            f"there is no list “{list_name}”; there are {', '.join(list_names())}"
        )
    return read_list(path)


def terms(list_name: str) -> Mapping[str, Term]:
    """The terms of one code list by their code, in order."""
    return MappingProxyType(term_list(list_name).terms)


@cache
def list_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (DATA / "lists").glob("*.yaml")))


def read_list(path: Path) -> TermList:
    """Read a file of data/lists; its name is the name of the list."""
    content = read_yaml(path)
    entries = content.pop("terms", {})
    if not isinstance(entries, dict) or not entries:
        raise VocabularyError(f"{path.name}: terms: a list needs terms")
    read = {str(code): shaped(path, str(code), Term, value) for code, value in entries.items()}
    return _checked(path, "head", TermList, {"name": path.stem, "terms": read, **content})


def read_entries(path: Path, shape: type[Entry]) -> dict[str, Entry]:
    """Read a file whose top-level keys are codes."""
    return {
        str(code): shaped(path, str(code), shape, value) for code, value in read_yaml(path).items()
    }


def read_yaml(path: Path) -> dict[Any, Any]:
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=_OnceLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise VocabularyError(f"{path.name}: {problem}") from None
    if not isinstance(content, dict):
        raise VocabularyError(f"{path.name}: expected keys and values at the top")
    return content


def shaped(path: Path, code: str, shape: type[Shape], value: object, *, under: str = "") -> Shape:
    """One entry of a file. Raises VocabularyError; `under` is the key that the entry stands in."""
    key = f"{under}.{code}" if under else code
    if not isinstance(value, dict):
        raise VocabularyError(f"{path.name}: {key}: expected keys and values")
    return _checked(path, key, shape, {"code": code, **value})


def _checked(path: Path, key: str, shape: type[Shape], value: dict[str, Any]) -> Shape:
    try:
        return shape.model_validate(value)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join([key, *(str(part) for part in first["loc"])])
        raise VocabularyError(f"{path.name}: {place}: {first['msg']}") from None
