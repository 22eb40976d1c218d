"""What every command shares: its options, its two streams and its exit status."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

REFUSED, WRONG_USE, NO_STORE = 1, 2, 3

Command = TypeVar("Command", bound=Callable[..., Any])


class StoreUnusable(click.ClickException):
    """The store cannot be used; the message says which and what to do."""

    exit_code = NO_STORE


def common_options(command: Command) -> Command:
    """`--home` and `--json`, which may stand before or after the command's name."""

    @click.option("--home", metavar="DIR", help="Folder with all stores (default ./var).")
    @click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
    @functools.wraps(command)
    def wrapped(*args: Any, home: str | None, as_json: bool, **kwargs: Any) -> Any:
        if home:
            os.environ["HABEAS_HOME"] = home
        if as_json:
            click.get_current_context().find_root().meta["json"] = True
        return command(*args, **kwargs)

    return wrapped  # type: ignore[return-value]


def emit(row: dict[str, Any], text: str) -> None:
    """One result: a JSON line, or a line for people."""
    if click.get_current_context().find_root().meta.get("json"):
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        click.echo(text)


def say(message: str) -> None:
    """Progress and messages: standard error, never among the results."""
    click.echo(message, err=True)


def finish(*, refused: bool) -> None:
    if refused:
        raise SystemExit(REFUSED)
