"""What `habeas check` and the page Settings look at. Each says what it found, or raises."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.db import connection

from habeas.core import seals
from habeas.desk.accounts import audit
from habeas.desk.accounts.models import LogEntry
from habeas.desk.publishing.queries import current_edition
from habeas.desk.publishing.services import EDITION_KEY
from habeas.desk.sources import blobs
from habeas.desk.sources.models import Capture

LEAST_FREE = 500  # MiB


@dataclass(frozen=True)
class Found:
    check: str
    ok: bool
    detail: str


def look() -> Iterator[Found]:
    """Every check in turn; what goes wrong in one is its answer."""
    for name, check in CHECKS.items():
        try:
            yield Found(name, True, check())
        except Exception as problem:  # whatever is wrong is the answer
            yield Found(name, False, str(problem))


def _desk() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        answer = str(cursor.fetchone()[0])
    if answer != "ok":
        raise ValueError(answer)
    return "readable and whole"


def _log() -> str:
    broken = audit.first_broken(LogEntry.objects.order_by("pk").iterator())
    if broken:
        raise ValueError(f"entry {broken.pk} was changed, or one before it is gone")
    newest = LogEntry.objects.order_by("-pk").first()
    return f"unbroken; the newest entry is {newest.hash}" if newest else "empty"


def _captures() -> str:
    home, vault = settings.HOME, settings.VAULT
    hashes = list(Capture.objects.values_list("sha256", flat=True))
    changed = [sha256 for sha256 in hashes if not blobs.is_whole(home.blobs, vault, sha256)]
    if changed:
        raise ValueError(f"changed or missing: {', '.join(changed)}")
    return f"{len(hashes)} preserved copies are unchanged"


def _edition() -> str:
    current = current_edition()
    return f"edition {current.number}" if current else "nothing published yet"


def _keys() -> str:
    seals.load_secret_key(settings.HOME.keys / EDITION_KEY)
    return "the signing key can be read"


def _disk() -> str:
    free = shutil.disk_usage(settings.HOME.folder).free // 1024**2
    if free < LEAST_FREE:
        raise ValueError(f"only {free} MiB are free")
    return f"{free} MiB free"


def _deploy() -> str:
    found = checks.run_checks(include_deployment_checks=True)
    if found:
        raise ValueError("; ".join(f"{problem.id}: {problem.msg}" for problem in found))
    return "no warnings"


CHECKS: dict[str, Callable[[], str]] = {
    "desk": _desk,
    "audit log": _log,
    "captures": _captures,
    "edition": _edition,
    "keys": _keys,
    "disk": _disk,
    "deploy": _deploy,
}
