"""Starting the desk inside a command."""

from __future__ import annotations

import os
import sys

import click

from habeas.project.cli.output import StoreUnusable, say


def start_desk(*, make: bool = True) -> None:
    """Load the desk's settings and apps, and make its stores when there are none.

    Raises StoreUnusable (exit 3) when they cannot be opened.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ["DJANGO_SETTINGS_MODULE"] = "habeas.project.desk_settings"
    try:
        _open_vault()
        django.setup()
    except (OSError, ImproperlyConfigured, ValueError) as problem:
        raise StoreUnusable(f"the desk cannot start: {problem}") from None
    from django.conf import settings

    _seal_what_lies_open()
    if settings.HOME.desk.exists():
        _try_key()
    if make and not settings.HOME.desk.exists():
        say(f"no stores in {settings.HOME.folder} yet: making them")
        make_stores()


def _open_vault() -> None:
    """Ask the operator for the passphrase once; what this process starts is told the key."""
    from habeas.core import vault
    from habeas.project import env
    from habeas.project.home import Home

    home = Home(env.path("HABEAS_HOME", default="var"))
    given = env.text("HABEAS_VAULT_KEY", default="")
    words = os.environ.pop("HABEAS_VAULT_PASSPHRASE", "")
    if given or not home.vault_key.exists() or not vault.is_locked(home.vault_key):
        return
    if not words and sys.stdin.isatty():
        words = click.prompt("Passphrase of the vault", hide_input=True, err=True)
    try:
        os.environ["HABEAS_VAULT_KEY"] = vault.load(home.vault_key, words).text()
    except vault.VaultIsLocked as problem:
        raise StoreUnusable(f"{problem}; HABEAS_VAULT_PASSPHRASE gives it") from None


def _try_key() -> None:
    from django.conf import settings
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError:
        raise StoreUnusable(f"{settings.HOME.desk} does not open with this key") from None


def _seal_what_lies_open() -> None:
    """A store that an older Habeas made is sealed before it is used."""
    from django.conf import settings

    from habeas.core import vault
    from habeas.desk.store import sealing

    home = settings.HOME
    if not vault.lies_open(home.desk):
        return
    say(f"sealing {home.desk} and the original bytes")
    sealing.seal_store(home.desk, settings.VAULT.subkey("desk.sqlite3", 48))
    sealing.seal_blobs(home.blobs, settings.VAULT)


def make_stores() -> None:
    """Make what is missing of stores and keys; repeating it changes nothing."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError

    from habeas.core import sealing, seals
    from habeas.desk.accounts.services import make_groups
    from habeas.desk.newsroom.services import make_newsroom
    from habeas.desk.publishing.services import EDITION_KEY
    from habeas.project.home import INTAKE_KEY, INTAKE_PUBLIC
    from habeas.public.edition import writer
    from habeas.public.intake import store as intake
    from habeas.public.intake.database import Errors as intake_errors

    home = settings.HOME
    os.umask(0o077)  # what is made here is for its owner alone
    try:
        for folder in (home.folder, home.keys, home.blobs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        make_groups()
        make_newsroom()
        if not (home.keys / EDITION_KEY).exists():
            seals.make_key_pair(home.keys / EDITION_KEY, home.keys / "edition.pub")
        writer.make_store(home.edition)
        if not (home.keys / INTAKE_KEY).exists():
            sealing.make_sealing_key(home.keys / INTAKE_KEY, home.keys / INTAKE_PUBLIC)
        intake.make_store(settings.HABEAS_INTAKE)
    except intake_errors as problem:
        raise StoreUnusable(f"the intake cannot be used: {problem}") from None
    except (OSError, DatabaseError) as problem:
        raise StoreUnusable(f"{home.folder} cannot be used: {problem}") from None


def user_called(name: str | None) -> object:
    """The member of staff who acts. Raises a usage error for an unknown name."""
    from habeas.desk.accounts.models import User
    from habeas.desk.accounts.services import command_line_user

    if not name:
        return command_line_user()
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise click.UsageError(f"there is no active user called “{name}”")
    return user
