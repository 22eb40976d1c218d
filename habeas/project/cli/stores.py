from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from habeas.project.cli.django_side import make_stores, start_desk
from habeas.project.cli.output import common_options, emit, finish

if TYPE_CHECKING:
    from habeas.desk.house.checks import Found


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
    from habeas.desk.house.checks import look

    refused = False
    for found in (*look(), *_mail()):
        refused |= not found.ok
        row = {"check": found.check, "ok": found.ok, "detail": found.detail}
        emit(row, f"{'ok ' if found.ok else 'BAD'} {found.check}: {found.detail}")
    finish(refused=refused)


def _mail() -> Iterator[Found]:
    """Mail that should have gone out, where this machine has the intake."""
    from django.conf import settings

    from habeas.desk.house.checks import Found
    from habeas.public.intake.database import Errors
    from habeas.public.intake.outbox import LATE, late

    try:
        number = late(settings.HABEAS_INTAKE, at=datetime.now(UTC))
    except Errors as problem:
        yield Found("mail", False, str(problem))
        return
    waits = (
        f"{number} mails have waited for more than {LATE // 3600} hours; is `habeas mail send` run?"
    )
    yield Found("mail", not number, waits if number else "none is late")
