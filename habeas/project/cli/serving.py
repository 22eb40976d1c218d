from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import click

from habeas.project import env
from habeas.project.cli.django_side import start_desk
from habeas.project.cli.output import common_options, say
from habeas.project.home import INTAKE_PUBLIC, MAILER_PUBLIC, Home

# All that the portal's process is told. No key, no desk, no home folder.
PORTAL_ENVIRONMENT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "HABEAS_EDITION",
    "HABEAS_INTAKE",
    "HABEAS_INTAKE_KEY",
    "HABEAS_MAILER_KEY",
    "HABEAS_PETITION_ATTACK",
    "HABEAS_SECURITY_CONTACT",
    "HABEAS_TELLING_DAYS",
    "HABEAS_DATA_LICENCE",
)
SAMPLE = Path(__file__).parents[3] / "sample"


def portal_environment(home: Home) -> dict[str, str]:
    """What the portal's process is told: two files, public keys, and its own settings."""
    kept = {name: os.environ[name] for name in PORTAL_ENVIRONMENT if name in os.environ}
    own = {key: value for key, value in os.environ.items() if key.startswith("HABEAS_PORTAL_")}
    stores = {"HABEAS_EDITION": str(home.edition), "HABEAS_INTAKE": str(home.intake)}
    for name, file in (("HABEAS_INTAKE_KEY", INTAKE_PUBLIC), ("HABEAS_MAILER_KEY", MAILER_PUBLIC)):
        if (home.keys / file).exists():
            stores[name] = (home.keys / file).read_text().strip()
    return stores | kept | own


def server(side: str, port: int, host: str) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", "2" if side == "portal" else "1",
        "--blocking-threads", "4", "--no-ws", "--log-level", "error",
        f"habeas.project.{side}_wsgi:application",
    ]  # fmt: skip


def bring_up_to_date(edition: Path) -> None:
    """Give an edition store of an older version what lists need now; the portal cannot write it."""
    if edition.exists() and os.access(edition, os.W_OK):
        from habeas.public.edition.writer import make_store

        make_store(edition)


def require_free(host: str, port: int) -> None:
    """The server would share a port in silence; a second start must be told of the first."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise click.UsageError(
                f"port {port} cannot be used ({problem.strerror}); choose another"
            ) from None


@click.command()
@click.argument("side", type=click.Choice(["portal", "desk"]))
@click.option("--port", type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@common_options
def serve(side: str, port: int | None, host: str) -> None:
    """Serve one side. Each is a process of its own and knows only its own store."""
    home = Home(env.path("HABEAS_HOME", default="var"))
    if side == "portal":
        bring_up_to_date(home.edition)
        environment = portal_environment(home)
    else:
        start_desk()
        environment = dict(os.environ)
    port = port or (8000 if side == "portal" else 8001)
    require_free(host, port)
    command = server(side, port, host)
    os.execve(command[0], command, environment)  # noqa: S606


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--desk-port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option("--no-serve", is_flag=True, help="Load the sample and stop.")
@click.option(
    "--people", type=click.IntRange(0), default=300, show_default=True, help="Invented people."
)
@common_options
def demo(port: int, desk_port: int, no_serve: bool, people: int) -> None:
    """Load the sample case by the real road and serve both sides on this machine."""
    os.environ["HABEAS_PORTAL_URL"] = f"http://127.0.0.1:{port}"
    os.environ["HABEAS_DESK_URL"] = f"http://127.0.0.1:{desk_port}"
    os.environ["HABEAS_SECOND_FACTOR"] = "no"
    start_desk()
    from django.conf import settings

    from habeas.project.sample import load_invented_once, load_sample

    bring_up_to_date(settings.HOME.edition)
    login = load_sample(SAMPLE, say=say)
    if people:
        load_invented_once(people, say=say)
    _make_mailer_key(settings.HOME)
    if no_serve:
        return
    require_free("127.0.0.1", port)
    require_free("127.0.0.1", desk_port)
    processes = [
        subprocess.Popen(
            server("portal", port, "127.0.0.1"), env=portal_environment(settings.HOME)
        ),
        subprocess.Popen(server("desk", desk_port, "127.0.0.1"), env=dict(os.environ)),
    ]
    say("")
    say(f"The portal   http://127.0.0.1:{port}/")
    say(f"The desk     http://127.0.0.1:{desk_port}/desk/")
    say(f"Demo login   {login}")
    say(f"Mails wait   habeas mail send --key {settings.HOME.keys}/mailer.agekey")
    say("Ctrl-C stops both.")
    _wait(processes)


def _make_mailer_key(home: Home) -> None:
    """Without it no petition takes signatures. A real one's secret lies on a machine of its own."""
    from habeas.core.sealing import make_sealing_key

    if not (home.keys / MAILER_PUBLIC).exists():
        make_sealing_key(home.keys / "mailer.agekey", home.keys / MAILER_PUBLIC)


def _wait(processes: list[subprocess.Popen[bytes]]) -> None:
    """Until one side ends or somebody stops us; then end what we started."""
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    failed = [process.returncode for process in processes if process.poll()]
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        process.wait(timeout=20)
    if failed and not stopping:
        raise SystemExit("one side stopped by itself; is its port already in use?")
