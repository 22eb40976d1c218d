"""The public documents: closed shapes, a stable schema, canonical bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from habeas.core import documents
from habeas.core.documents import ANY_DOCUMENT, PersonDocument, canonical, path_of, schema

PERSON = {"slug": "rudolf-rassendyll", "names": [], "language": "en", "status": "held"}


def shapes() -> list[type[BaseModel]]:
    found = [thing for thing in vars(documents).values() if isinstance(thing, type)]
    return [thing for thing in found if issubclass(thing, documents.Shape)]


def test_every_shape_refuses_what_it_does_not_name() -> None:
    assert len(shapes()) > 8
    assert all(shape.model_config.get("extra") == "forbid" for shape in shapes())


def test_an_extra_field_stops_a_document() -> None:
    with pytest.raises(ValidationError, match="note"):
        PersonDocument.model_validate({**PERSON, "note": "for us alone"})


def test_a_document_comes_back_from_its_bytes() -> None:
    person = PersonDocument.model_validate(PERSON)

    again = ANY_DOCUMENT.validate_json(canonical(person))

    assert again == person
    assert canonical(again) == canonical(person)
    assert path_of(again) == "people/rudolf-rassendyll"


def test_the_published_schema_is_current() -> None:
    file = Path(__file__).parents[3] / "docs/reference/documents.schema.json"

    assert json.loads(file.read_text("utf-8")) == schema()
