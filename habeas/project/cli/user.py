from __future__ import annotations

import click

from habeas.desk.accounts.roles import Role
from habeas.project.cli.django_side import start_desk
from habeas.project.cli.output import common_options, emit


@click.group()
def user() -> None:
    """Give and close accounts of the desk."""


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice([str(role) for role in Role]), required=True)
@common_options
def add(name: str, role: str) -> None:
    """Give an account. The password is shown once and kept nowhere."""
    start_desk()
    from habeas.desk.accounts import services

    try:
        made, password = services.give_account(name, Role(role), by=services.command_line_user())
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    row = {"user": made.username, "role": role, "password": password}
    emit(row, f"{made.username} is a {role}; the password, shown only now: {password}")


@user.command("reset-factor")
@click.argument("name")
@common_options
def reset_factor(name: str) -> None:
    """Take away a lost second factor; the member sets up another after the next login."""
    start_desk()
    from habeas.desk.accounts import services
    from habeas.desk.accounts.models import User

    found = User.objects.filter(username=name).first()
    if found is None:
        raise click.UsageError(f"there is no account called {name}")
    services.reset_factor(found, by=services.command_line_user())
    emit({"user": name, "factor": None}, f"{name} has no second factor now; sessions have ended")


@user.command()
@click.argument("name")
@common_options
def disable(name: str) -> None:
    """Close an account and end all its sessions at once."""
    start_desk()
    from habeas.desk.accounts import services
    from habeas.desk.accounts.models import User

    found = User.objects.filter(username=name).first()
    if found is None:
        raise click.UsageError(f"there is no account called {name}")
    ended = services.disable(found, by=services.command_line_user())
    emit({"user": name, "sessions_ended": ended}, f"{name} is closed; sessions ended: {ended}")
