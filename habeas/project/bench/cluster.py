"""A PostgreSQL of one's own, for a bench or a test: in a folder of its own, on no port."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60  # seconds
UNPRIVILEGED = "nobody"  # initdb and postgres refuse to run as root


def programs() -> Path | None:
    """The folder with the server's programs, if this machine has them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    # Debian keeps them out of the way, one folder for each version.
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return kept[-1].parent if kept else None


class Cluster:
    """A server that can be stopped and started again; `address` is that of its database."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self._folder, self._bin = folder, bin_
        self._user = UNPRIVILEGED if os.geteuid() == 0 else None
        self.address = f"postgresql:///postgres?host={folder}&user=habeas"

    def make(self) -> None:
        data = str(self._folder / "data")
        command = ["initdb", "-D", data, "-U", "habeas", "-A", "trust", "-E", "UTF8", "--no-sync"]
        self.run(*command, "--locale=C")

    def start(self) -> None:
        """Start it; one that was ended in a hurry holds its memory until its last process goes."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._start()
            except subprocess.CalledProcessError as problem:
                if time.monotonic() > end:
                    raise OSError(f"PostgreSQL does not start: {problem.stdout}") from problem
                time.sleep(0.5)

    def _start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder}"
        log = str(self._folder / "log")
        self.run(
            "pg_ctl", "-D", str(self._folder / "data"), "-l", log, "-w", "-o", options, "start"
        )

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "-D", str(self._folder / "data"), "-m", mode, "-w", "stop")

    def fresh(self) -> str:
        """The address of a new, empty database."""
        name = f"d{secrets.token_hex(6)}"
        host = str(self._folder)
        self.run("createdb", "-h", host, "-U", "habeas", name)
        return f"postgresql:///{name}?host={host}&user=habeas"

    def inserts(self, *, clients: int, seconds: int) -> str:
        """What pgbench says of one plain insert in one transaction."""
        where = ("-h", str(self._folder), "-U", "habeas", "postgres")
        script = self._folder / "insert.sql"
        script.write_text("INSERT INTO plain (body) VALUES (repeat('x', 200));\n")
        script.chmod(0o644)
        self.run("psql", "-c", "CREATE TABLE plain (id bigserial PRIMARY KEY, body text)", *where)
        options = ("-n", "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", str(script))
        return self.run("pgbench", *options, *where)

    def every_byte(self) -> bytes:
        """All of the server's files, its journal too."""
        files = sorted((self._folder / "data").rglob("*"))
        return b"".join(file.read_bytes() for file in files if file.is_file())

    def run(self, program: str, *arguments: str) -> str:
        """Run one of the server's programs as the server's user and give what it wrote."""
        return subprocess.run(
            [str(self._bin / program), *arguments],
            user=self._user, cwd=self._folder, env={"PATH": os.environ["PATH"]},
            check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ).stdout  # fmt: skip


@contextmanager
def private_cluster() -> Iterator[Cluster | None]:
    """A running server that is gone afterwards; None where PostgreSQL is not installed."""
    bin_ = programs()
    if bin_ is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="habeas-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        cluster = Cluster(Path(folder), bin_)
        cluster.make()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
