"""The portal as its own processes, as it is served, so that it can be killed."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from habeas.public.intake.database import Target
from habeas.public.intake.tests.petitioning import MAILER

ROOT = Path(__file__).parents[4]
OURS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Sec-Fetch-Site": "same-origin",
}


class Served:
    """A portal on a port of its own; `log` says where its words go."""

    def __init__(
        self,
        edition: Path,
        intake: Target,
        *,
        proxies: int = 0,
        workers: int = 1,
        attack: int = 100,
        more: dict[str, str] | None = None,
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HABEAS_EDITION": str(edition),
            "HABEAS_INTAKE": str(intake),
            "HABEAS_MAILER_KEY": MAILER.public,
            "HABEAS_INTAKE_KEY": MAILER.public,
            "HABEAS_PORTAL_URL": self.address,
            "HABEAS_PORTAL_PROXIES": str(proxies),
            "HABEAS_PETITION_ATTACK": str(attack),
            **(more or {}),
        }
        self._workers = workers
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
            *("--port", str(self.port), "--workers", str(self._workers)),
            *("--blocking-threads", "16", "--no-ws", "--log-level", "critical"),
            "habeas.project.portal_wsgi:application",
        ]
        # A group of its own: its workers die with it.
        self._process = subprocess.Popen(command, env=self._environment, start_new_session=True)
        end = time.monotonic() + 120  # a busy machine takes its time
        while time.monotonic() < end:
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the portal does not answer")

    @property
    def most_memory(self) -> int:
        """The most bytes that one of its processes has ever held at a time."""
        group = os.getpgid(self._process.pid) if self._process else 0
        held = [0]
        for status in Path("/proc").glob("[0-9]*/status"):
            with contextlib.suppress(OSError):
                if os.getpgid(int(status.parent.name)) == group:
                    found = status.read_text().split("VmHWM:")
                    held += [int(found[1].split()[0]) * 1024] if len(found) > 1 else []
        return max(held)

    def kill(self) -> None:
        """As the power goes: kill -9, all of its processes."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=20)
            self._process = None

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None, *, of: str = ""
    ) -> tuple[int, str]:
        """The status and the text of an answer; `of` is the address that a proxy saw."""
        held = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = OURS | ({"X-Forwarded-For": of} if of else {})
        try:
            held.request(method, path, urlencode(fields or {}), headers)
            answer = held.getresponse()
            return answer.status, answer.read().decode()
        except http.client.HTTPException as problem:  # killed in the middle of its answer
            raise ConnectionError(str(problem)) from None
        finally:
            held.close()
