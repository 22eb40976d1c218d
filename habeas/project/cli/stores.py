from __future__ import annotations

import shutil

import click

from habeas.project.cli.django_side import make_stores, start_desk
from habeas.project.cli.output import common_options, emit, finish


@click.command()
@common_options
def init() -> None:
    """Make the stores and keys. Repeating it changes nothing."""
    start_desk(make=False)
    make_stores()
    from django.conf import settings

    from habeas.public.intake.database import without_password

    home = settings.HOME
    row = {
        "home": str(home.folder),
        "desk": str(home.desk),
        "edition": str(home.edition),
        "intake": without_password(settings.HABEAS_INTAKE),
        "keys": str(home.keys),
    }
    emit(row, f"Stores and keys are in {home.folder}")


@click.command()
@common_options
def check() -> None:
    """Look whether stores, keys, disk and settings are fit for work."""
    start_desk(make=False)
    from django.conf import settings
    from django.core import checks
    from django.db import connection

    from habeas.core import seals
    from habeas.desk.accounts import audit
    from habeas.desk.accounts.models import LogEntry
    from habeas.desk.publishing.services import EDITION_KEY
    from habeas.desk.sources import blobs
    from habeas.desk.sources.models import Capture
    from habeas.public.edition import store

    home = settings.HOME

    def desk() -> str:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            answer = str(cursor.fetchone()[0])
        if answer != "ok":
            raise ValueError(answer)
        return "readable and whole"

    def log() -> str:
        broken = audit.first_broken(LogEntry.objects.order_by("pk").iterator())
        if broken:
            raise ValueError(f"entry {broken.pk} was changed, or one before it is gone")
        newest = LogEntry.objects.order_by("-pk").first()
        return f"unbroken; the newest entry is {newest.hash}" if newest else "empty"

    def captures() -> str:
        hashes = list(Capture.objects.values_list("sha256", flat=True))
        changed = [
            sha256 for sha256 in hashes if not blobs.is_whole(home.blobs, settings.VAULT, sha256)
        ]
        if changed:
            raise ValueError(f"changed or missing: {', '.join(changed)}")
        return f"{len(hashes)} preserved copies are unchanged"

    def edition() -> str:
        current = store.Edition(home.edition).current()
        return f"edition {current.number}" if current else "nothing published yet"

    def key() -> str:
        seals.load_secret_key(home.keys / EDITION_KEY)
        return "the signing key can be read"

    def disk() -> str:
        free = shutil.disk_usage(home.folder).free // 1024**2
        if free < 500:
            raise ValueError(f"only {free} MiB are free")
        return f"{free} MiB free"

    def deploy() -> str:
        found = checks.run_checks(include_deployment_checks=True)
        if found:
            raise ValueError("; ".join(f"{problem.id}: {problem.msg}" for problem in found))
        return "no warnings"

    refused = False
    for name, look in {
        "desk": desk,
        "audit log": log,
        "captures": captures,
        "edition": edition,
        "keys": key,
        "disk": disk,
        "deploy": deploy,
    }.items():
        try:
            ok, detail = True, look()
        except Exception as problem:  # whatever is wrong is the answer
            ok, detail = False, str(problem)
        refused |= not ok
        emit(
            {"check": name, "ok": ok, "detail": detail},
            f"{'ok ' if ok else 'BAD'} {name}: {detail}",
        )
    finish(refused=refused)
