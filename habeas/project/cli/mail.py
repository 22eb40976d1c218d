from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from habeas.project import env
from habeas.project.cli.intake_side import open_intake
from habeas.project.cli.output import common_options, emit, finish
from habeas.project.home import Home

if TYPE_CHECKING:
    from habeas.public.mailer.smtp import Server

TLS_PORT = 465  # RFC 8314, 3.3


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
        env.text("HABEAS_MAIL_FROM", default="habeas@localhost"),
        env.text("HABEAS_PORTAL_NAME", default="Habeas"),
    )
    pace = env.integer("HABEAS_MAIL_PER_MINUTE", default=120, least=1)
    smtp = Smtp(_server())
    with open_intake() as target:
        try:
            told = send_due(target, key, smtp.post, sender=sender, per_minute=pace)
        finally:
            smtp.close()
    for answer, number in sorted(told.items()):
        emit({"answer": str(answer), "number": number}, f"{answer}: {number}")
    finish(refused=Answer.AWAY in told or Answer.UNOPENED in told)


@mail.command()
@click.argument("reports", nargs=-1, required=True, type=click.File("rb"))
@common_options
def returned(reports: tuple[BinaryIO, ...]) -> None:
    """Take in REPORTS of mail that came back, or was complained of; - is standard input."""
    from habeas.public.mailer.returned import read_report, take_back

    read = []
    for file in reports:
        try:
            read.append(read_report(file.read()))
        except ValueError as problem:
            emit({"file": file.name, "reason": str(problem)}, f"refused {file.name}: {problem}")
    with open_intake() as target:
        told = take_back(target, read, at=datetime.now(UTC))
    for came, number in sorted(told.items()):
        emit({"came": str(came), "number": number}, f"{came}: {number}")
    finish(refused=len(read) < len(reports))


@mail.command()
@click.option(
    "--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The mailer's secret key.",
)  # fmt: skip
@common_options
def digest(key: Path) -> None:
    """Put a mail for each who follows a case that changed. Run it after publishing, or hourly."""
    from habeas.core.sealing import public_key
    from habeas.public.edition.store import Edition
    from habeas.public.intake.subscriptions import expire
    from habeas.public.mailer.digests import Telling, queue_digests

    home = Home(env.path("HABEAS_HOME", default="var"))
    edition = Edition(env.path("HABEAS_EDITION", default=str(home.edition)))
    root = env.text("HABEAS_PORTAL_URL", default="http://127.0.0.1:8000").rstrip("/")
    at = datetime.now(UTC)
    with open_intake() as target:
        try:
            telling = Telling(edition, key, public_key(key), root)
        except ValueError as problem:
            raise click.UsageError(f"{key}: {problem}") from None
        expired = expire(target, at=at)
        told = queue_digests(target, telling, at=at)
    row = {
        "edition": edition.number(),
        **{name: told[name] for name in ("queued", "unchanged", "unopened")},
        "expired": expired,
    }
    words = (
        "edition {edition}: {queued} to be sent, {unchanged} not concerned,"
        " {unopened} not for this key; {expired} subscriptions had run out"
    )
    emit(row, words.format(**row))
    finish(refused=bool(told["unopened"]))


def _server() -> Server:
    """The mail server that staff's mail goes through too; 465 is TLS from the first byte."""
    from habeas.public.mailer.smtp import Server

    port = env.integer("HABEAS_MAIL_PORT", default=25, least=1)
    security = "starttls" if env.flag("HABEAS_MAIL_TLS", default=False) else "none"
    return Server(
        env.text("HABEAS_MAIL_HOST", default="localhost"),
        port,
        "tls" if port == TLS_PORT else security,
        env.text("HABEAS_MAIL_USER", default=""),
        env.secret("HABEAS_MAIL_PASSWORD"),
    )
