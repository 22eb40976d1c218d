"""A list and its rows kept as sources are: bytes under their SHA-256, text, passages."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import rfc8785
from django.conf import settings
from django.utils import timezone

from habeas import reading
from habeas.core.names import guess_language
from habeas.desk.accounts.models import User
from habeas.desk.imports.models import Observation, PeopleList, Run
from habeas.desk.sources import blobs
from habeas.desk.sources.models import Capture, Passage, Sensitivity, Source

_MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "html": "text/html",
}


def list_called(name: str, run: Run) -> PeopleList:
    """The list of that name; a new one is opened with the source that it is."""
    known = PeopleList.objects.select_related("source").filter(name=name).first()
    if known:
        _tighten(known.source, Sensitivity(run.sensitivity))
        return known
    mapping = run.mapping
    source = Source.objects.create(
        locator=f"list:{name}",
        title=(mapping.get("title") or name)[:500],
        publisher=mapping.get("publisher", "")[:300],
        material="other",
        language=mapping.get("language", ""),
        sensitivity=run.sensitivity,
    )
    return PeopleList.objects.create(name=name, source=source, mapping=mapping)


def _tighten(source: Source, sensitivity: Sensitivity) -> None:
    """Taken in again as more sensitive, a list becomes so; never less by itself."""
    if sensitivity.rank > Sensitivity(source.sensitivity).rank:
        source.sensitivity = sensitivity
        source.save(update_fields=["sensitivity"])


def keep_file(people_list: PeopleList, file: Path, kind: str, run: Run, by: User) -> Capture:
    """Preserve the file as it came. Its text is the names of its columns; rows keep their own."""
    sha256 = keep_bytes(file)
    known = Capture.objects.filter(sha256=sha256).first()
    return known or Capture.objects.create(
        source=people_list.source,
        sha256=sha256,
        media_type=_MEDIA.get(kind, "application/octet-stream"),
        size=file.stat().st_size,
        text="\t".join(run.mapping.get("columns", {})),
        captured_by=by,
        read_at=timezone.now(),
    )


def keep_bytes(file: Path) -> str:
    return blobs.store(settings.HOME.blobs, settings.VAULT, file.read_bytes())


@contextmanager
def laid_out(data: bytes) -> Iterator[Path]:
    """Bytes as a file for as long as the reader's process needs one; on no disk where Linux
    can help it, so that nothing private is left behind when the power fails."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("list")
        with os.fdopen(descriptor, "wb") as held:
            held.write(data)
            held.flush()
            yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")
        return
    with tempfile.NamedTemporaryFile(dir=settings.HOME.folder, prefix=".list-") as file:
        file.write(data)
        file.flush()
        yield Path(file.name)


def bytes_of(run: Run) -> bytes:
    return blobs.load(settings.HOME.blobs, settings.VAULT, run.sha256)


def let_go(run: Run) -> None:
    """Delete the bytes of a file that was tried and is nobody's capture."""
    waiting = Run.objects.filter(sha256=run.sha256).exclude(state=Run.State.DROPPED)
    if not waiting.exists() and not Capture.objects.filter(sha256=run.sha256).exists():
        path = blobs.path_of(settings.HOME.blobs, settings.VAULT, run.sha256)
        path.unlink(missing_ok=True)


def keep_row(observation: Observation, *, by: User) -> Capture:
    """Preserve one row as its list has it now: the cells as JSON, and as lines of text."""
    people_list = observation.people_list
    said = {"list": people_list.name, "key": observation.key, "cells": observation.cells}
    data = rfc8785.dumps(said)
    sha256 = hashlib.sha256(data).hexdigest()
    capture = Capture.objects.filter(sha256=sha256).first()
    if capture is None:
        blobs.store(settings.HOME.blobs, settings.VAULT, data)
        text = text_of(observation)
        capture = Capture.objects.create(
            source=people_list.source,
            sha256=sha256,
            media_type="application/json",
            size=len(data),
            text=text,
            captured_by=by,
            read_at=timezone.now(),
        )
        _number_passages(capture, people_list.mapping.get("language") or "en")
    observation.captures.add(capture)
    return capture


def text_of(observation: Observation) -> str:
    """The row as lines, one a column: what claims quote."""
    return "".join(f"{name}: {value}\n" for name, value in observation.cells.items())


def _number_passages(capture: Capture, language: str) -> None:
    """A line says little of its language: its letters do, else that of the list."""
    Passage.objects.bulk_create(
        Passage(
            capture=capture,
            number=passage.number,
            start=passage.start,
            end=passage.end,
            kind=passage.kind,
            language=guess_language(capture.text[passage.start : passage.end], default=language),
        )
        for passage in reading.passages(capture.text)
    )


def sha256_of(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
