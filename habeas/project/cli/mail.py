from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from habeas.project import env
from habeas.project.cli.intake_side import open_intake
from habeas.project.cli.output import common_options, emit, finish

if TYPE_CHECKING:
    from habeas.public.mailer.smtp import Server

SECURITY = ("starttls", "tls", "none")


@click.group()
def mail() -> None:
    """Mail that waits to be sent."""


@mail.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@common_options
def key(file: Path) -> None:
    """Make the mailer's key: the secret one into a new FILE, the public one for the portal."""
    from habeas.core.sealing import make_sealing_key

    public = file.with_suffix(".agepub")
    try:
        make_sealing_key(file, public)
    except FileExistsError:
        raise click.UsageError(f"{file} exists already; a key is never overwritten") from None
    said = public.read_text().strip()
    emit({"key": str(file), "public": said}, f"HABEAS_MAILER_KEY={said}")


@mail.command()
@click.option(
    "--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The mailer's secret key.",
)  # fmt: skip
@common_options
def send(key: Path) -> None:
    """Send what is due. Run it every minute; two at once send nothing twice."""
    from habeas.public.mailer.sending import From, send_due
    from habeas.public.mailer.smtp import Answer, Smtp

    sender = From(
        _needed("HABEAS_MAIL_FROM", env.text("HABEAS_MAIL_FROM", default="")),
        env.text("HABEAS_PORTAL_NAME", default="Habeas"),
    )
    pace = env.integer("HABEAS_MAIL_PER_MINUTE", default=120, least=1)
    smtp = Smtp(_server())
    with open_intake() as target:
        try:
            told = send_due(target, key, smtp.post, sender=sender, per_minute=pace)
        except ValueError as problem:
            raise click.UsageError(f"{key}: {problem}") from None
        finally:
            smtp.close()
    for answer, number in sorted(told.items()):
        emit({"answer": str(answer), "number": number}, f"{answer}: {number}")
    finish(refused=Answer.AWAY in told)


def _server() -> Server:
    from habeas.public.mailer.smtp import Server

    host, _, port = _needed("HABEAS_SMTP", env.text("HABEAS_SMTP", default="")).rpartition(":")
    if not host or not port.isdecimal():
        raise click.UsageError("HABEAS_SMTP needs the form host:port")
    security = env.text("HABEAS_SMTP_SECURITY", default="starttls")
    if security not in SECURITY:
        raise click.UsageError(f"HABEAS_SMTP_SECURITY is one of {', '.join(SECURITY)}")
    user = env.text("HABEAS_SMTP_USER", default="")
    how = cast("Literal['starttls', 'tls', 'none']", security)
    return Server(host, int(port), how, user, env.secret("HABEAS_SMTP_PASSWORD"))


def _needed(name: str, value: str) -> str:
    if not value:
        raise click.UsageError(f"{name} is not set")
    return value
