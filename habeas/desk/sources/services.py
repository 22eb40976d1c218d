"""Collecting: the way of everything into the desk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from habeas import reading
from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import record, require
from habeas.desk.sources import blobs
from habeas.desk.sources.descriptions import Description, describe
from habeas.desk.sources.extraction import Extracted, Refused, extract, extract_or_keep
from habeas.desk.sources.models import Capture, Passage, Sensitivity, Source

Status = Literal["new", "unchanged", "changed"]
# What staff may put right about a source.
DESCRIBED = (
    "title",
    "publisher",
    "author",
    "url",
    "material",
    "published",
    "reliability",
    "sensitivity",
    "note",
)


@dataclass(frozen=True)
class Collected:
    capture: Capture
    status: Status


def collect_file(
    file: Path, *, by: User, sensitivity: Sensitivity, published: str = ""
) -> Collected:
    """Take in one file. Raises Refused with the reason; then nothing is kept."""
    try:
        with file.open("rb") as handle:
            data = handle.read(settings.HABEAS_MAX_FILE_BYTES + 1)
        described = describe(file) or Description(file=file.name)
    except OSError as problem:
        raise Refused(f"cannot be read: {problem.strerror}") from None
    except ValueError as problem:
        raise Refused(str(problem)) from None
    return collect_bytes(
        data,
        by=by,
        sensitivity=sensitivity,
        described=described,
        published=published,
        locator=described.url or str(file.resolve()),
    )


def collect_text(
    text: str, *, by: User, sensitivity: Sensitivity, described: Description
) -> Collected:
    """Take in pasted text."""
    data = text.encode("utf-8")
    locator = described.url or f"pasted:{hashlib.sha256(data).hexdigest()}"
    return collect_bytes(data, by=by, sensitivity=sensitivity, described=described, locator=locator)


def collect_bytes(
    data: bytes,
    *,
    by: User,
    sensitivity: Sensitivity,
    described: Description,
    locator: str,
    published: str = "",
    even_unread: bool = False,
) -> Collected:
    """Keep the bytes, then write source, capture and passages in one transaction.

    With `even_unread`, what has no text that we can take out is kept all the same.

    The same bytes twice are one capture. Other bytes at the same place are
    another capture of the same source. Raises Refused.
    """
    require(by, "sources.collect_source")
    known = Capture.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()
    if known:
        _tighten(known.source, sensitivity)
        return Collected(known, "unchanged")
    limit = settings.HABEAS_MAX_FILE_BYTES
    if len(data) > limit:
        raise Refused(f"larger than {limit // 1024**2} MiB, the limit that is set")
    found = extract_or_keep(data) if even_unread else extract(data)
    sha256 = blobs.store(settings.HOME.blobs, settings.VAULT, data)
    with transaction.atomic():
        source, status = _source_for(locator, found, described, published, sensitivity)
        capture = Capture.objects.create(
            source=source,
            sha256=sha256,
            media_type=found.media_type,
            size=len(data),
            text=found.text,
            captured_by=by,
        )
        _number_passages(capture)
        record(by, "source.collected", capture)
    find_again(capture.source)
    return Collected(capture, status)


@transaction.atomic
def describe_source(source: Source, changes: Mapping[str, Any], *, by: User) -> Source:
    """Put right what is known of a source. Its captures are never changed.

    Raises PermissionDenied, or KeyError for a field that is not described by hand.
    """
    require(by, "sources.change_source")
    source = Source.objects.select_for_update().get(pk=source.pk)
    for name, value in changes.items():
        if name not in DESCRIBED:
            raise KeyError(name)
        setattr(source, name, value)
    if "published" in changes:
        source.published_basis = "corrected at the desk"
    source.save()
    find_again(source)
    record(by, "source.described", source)
    return source


@transaction.atomic
def put_away(sources: Iterable[Source], *, by: User) -> list[Source]:
    """Take sources out of the inbox; returns those that were in it."""
    require(by, "sources.change_source")
    taken = []
    for source in sources:
        if source.put_away_at is None:
            source.put_away_at, source.put_away_by = timezone.now(), by
            source.save(update_fields=["put_away_at", "put_away_by"])
            record(by, "source.put_away", source)
            taken.append(source)
    return taken


@transaction.atomic
def put_back(source: Source, *, by: User) -> None:
    """Back into the inbox."""
    require(by, "sources.change_source")
    source.put_away_at = source.put_away_by = None
    source.save(update_fields=["put_away_at", "put_away_by"])
    record(by, "source.put_back", source)


def find_again(source: Source) -> None:
    """Bring the search index up to date; what became restricted leaves it."""
    if source.sensitivity == Sensitivity.RESTRICTED:
        # Not `index.remove_object`, which passes over what may not be indexed.
        get_search_backend().delete(source)
    else:
        index.insert_or_update_object(source)


def _source_for(
    locator: str,
    found: Extracted,
    described: Description,
    published: str,
    sensitivity: Sensitivity,
) -> tuple[Source, Status]:
    known = Source.objects.filter(locator=locator).first()
    if known:
        _tighten(known, sensitivity)
        return known, "changed"
    published, basis = _publication_date(found, described, published)
    source = Source.objects.create(
        locator=locator,
        title=(described.title or found.title)[:500],
        title_is_from_text=not described.title,
        publisher=(described.publisher or found.publisher)[:300],
        author=(described.author or found.author)[:300],
        url=described.url or found.url,
        material=described.kind[:40],
        language=described.language,
        published=published,
        published_basis=basis[:300],
        sensitivity=sensitivity,
    )
    return source, "new"


def _tighten(source: Source, sensitivity: Sensitivity) -> None:
    """Collected again as more sensitive, a source becomes so; never less by itself."""
    if sensitivity.rank > Sensitivity(source.sensitivity).rank:
        source.sensitivity = sensitivity
        source.save(update_fields=["sensitivity"])
        find_again(source)


def _publication_date(found: Extracted, described: Description, given: str) -> tuple[str, str]:
    if given:
        return given, "given when collected"
    if described.published:
        return described.published, described.basis or "given beside the file"
    if found.published:
        return found.published, "named in the page"
    return "", ""


def _number_passages(capture: Capture) -> None:
    found = reading.passages(capture.text)
    Passage.objects.bulk_create(
        Passage(
            capture=capture,
            number=passage.number,
            start=passage.start,
            end=passage.end,
            kind=passage.kind,
            language=passage.language,
        )
        for passage in found
    )
    if not capture.source.language and found:
        by_length: dict[str, int] = {}
        for passage in found:
            by_length[passage.language] = (
                by_length.get(passage.language, 0) + passage.end - passage.start
            )
        capture.source.language = max(by_length, key=by_length.__getitem__)
        capture.source.save(update_fields=["language"])
