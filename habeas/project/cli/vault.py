from __future__ import annotations

from pathlib import Path

import click

from habeas.core import vault as vaults
from habeas.project import env
from habeas.project.cli.output import StoreUnusable, common_options, emit
from habeas.project.home import Home


@click.group()
def vault() -> None:
    """The key that seals the desk's store and the original bytes."""


@vault.command()
@common_options
def lock() -> None:
    """Put the key under a passphrase, which the desk then asks for at every start."""
    file = _key_file()
    if vaults.is_locked(file):
        raise click.UsageError("the key lies under a passphrase already; unlock it first")
    vaults.lock(file, _new_passphrase())
    emit({"key": str(file), "locked": True}, f"{file} now opens with your passphrase alone")


@vault.command()
@common_options
def unlock() -> None:
    """Lay the key open again: the desk starts without a passphrase."""
    file = _key_file()
    if vaults.is_locked(file):
        given = env.text("HABEAS_VAULT_PASSPHRASE", default="")
        try:
            vaults.unlock(file, given or click.prompt("Passphrase", hide_input=True, err=True))
        except vaults.VaultIsLocked as problem:
            raise StoreUnusable(str(problem)) from None
    emit({"key": str(file), "locked": False}, f"{file} lies open")


def _key_file() -> Path:
    file = Home(env.path("HABEAS_HOME", default="var")).vault_key
    if not file.exists():
        raise StoreUnusable(f"{file} does not exist; `habeas init` makes it")
    return file


def _new_passphrase() -> str:
    given = env.text("HABEAS_VAULT_PASSPHRASE", default="")
    words = given or click.prompt(
        "New passphrase", hide_input=True, confirmation_prompt=True, err=True
    )
    if len(words) < 12:
        raise click.UsageError("a passphrase needs 12 characters or more; six words are better")
    return str(words)
