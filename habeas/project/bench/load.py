"""A small load on a server of our own: one keep-alive connection, requests sent in lots."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
LOT = 16


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(application: str, environment: dict[str, str]) -> Iterator[int]:
    """Serve a WSGI application with one worker; ends the process afterwards."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--no-ws", "--log-level", "error", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, env={"PATH": os.environ["PATH"], **environment})
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def requests_per_second(port: int, path: str, *, seconds: float = 3.0) -> float:
    """Answers a second. Raises ValueError when an answer is not 200."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        stream = connection.makefile("rb")
        lot = request.encode() * LOT
        for _ in range(20):
            _exchange(connection, stream, lot)
        done, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < seconds:
            _exchange(connection, stream, lot)
            done += LOT
    return done / spent


def _exchange(connection: socket.socket, stream: BinaryIO, lot: bytes) -> None:
    connection.sendall(lot)
    for _ in range(LOT):
        _read_answer(stream)


def _read_answer(stream: BinaryIO) -> None:
    status = stream.readline()
    if b" 200" not in status:
        raise ValueError(f"the server answered {status!r}")
    length = 0
    while (line := stream.readline()) != b"\r\n":
        if found := _LENGTH.match(line):
            length = int(found.group(1))
    stream.read(length)


def _wait_for(port: int, *, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing answers on port {port}")
