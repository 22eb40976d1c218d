"""Speaking to a second reader: a small server of our own that answers well, badly and slowly."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from habeas.project.second_reader import LARGEST, NotAllowed, Server, server

SAID = {"choices": [{"message": {"content": "an answer"}}]}


class Reader(ThreadingHTTPServer):
    daemon_threads = True
    status = 200
    answer = json.dumps(SAID).encode()
    without_schema = False
    delay = 0.0
    location = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Reader

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        self.server.paths.append(self.path)
        refused = self.server.without_schema and "response_format" in asked
        self.send_response(400 if refused else self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        try:
            for byte in self.server.answer if self.server.delay else ():
                time.sleep(self.server.delay)
                self.wfile.write(bytes([byte]))
            if not self.server.delay:
                self.wfile.write(self.server.answer)
        except OSError:
            pass  # nobody waits any more

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def at(port: int, *, seconds: float = 5.0) -> Server:
    return Server("localhost", port, "/v1", False, "127.0.0.1", "little", seconds)


def ask(reader: Reader, *, seconds: float = 5.0) -> str:
    return at(reader.server_port, seconds=seconds).ask("the text")


def test_it_is_asked_in_the_shape_that_such_servers_know(reader: Reader) -> None:
    assert ask(reader) == "an answer"

    (asked,) = reader.asked
    assert reader.paths == ["/v1/chat/completions"]
    assert asked["model"] == "little"
    assert asked["messages"][-1] == {"role": "user", "content": "the text"}
    assert asked["response_format"]["type"] == "json_schema"


def test_one_that_knows_no_schema_is_asked_without(reader: Reader) -> None:
    reader.without_schema = True

    assert ask(reader) == "an answer"
    assert ["response_format" in one for one in reader.asked] == [True, False]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": 3}}]}',
    ],
)
def test_a_malformed_answer_is_named(reader: Reader, answer: bytes) -> None:
    reader.answer = answer

    with pytest.raises(OSError, match="the second reader's answer"):
        ask(reader)


@pytest.mark.parametrize("status", [204, 301, 302, 401, 500, 503])
def test_another_status_is_named_and_a_redirect_not_followed(reader: Reader, status: int) -> None:
    reader.status, reader.location = status, f"http://127.0.0.1:{reader.server_port}/elsewhere"

    with pytest.raises(OSError, match=f"status {status}"):
        ask(reader)
    assert reader.paths == ["/v1/chat/completions"]


def test_one_that_drips_is_given_up_in_time(reader: Reader) -> None:
    reader.delay = 0.05
    start = time.monotonic()

    with pytest.raises(OSError):
        ask(reader, seconds=0.3)
    assert time.monotonic() - start < 2


def test_one_that_never_ends_is_given_up(reader: Reader) -> None:
    reader.answer = b" " * (LARGEST + 1)

    with pytest.raises(OSError, match="longer than"):
        ask(reader)


def test_one_that_is_not_there_is_named() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with pytest.raises(OSError):
        at(port).ask("the text")


def resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "172.31.0.9", "192.168.7.7", "::1", "fd12::1"]
)
def test_private_addresses_are_spoken_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("HABEAS_READER_URL", "http://reader.example:8080/v1/")
    resolves_to(monkeypatch, address)

    found = server()

    assert found
    assert (found.address, found.port, found.path) == (address, 8080, "/v1")
    assert found.is_here == (address in ("127.0.0.1", "::1"))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.32.0.1", "169.254.169.254", "100.64.0.1", "2001:db8::1", "fe80::1",
     "::ffff:8.8.8.8", "0.0.0.0"],  # noqa: S104
)  # fmt: skip
def test_others_are_refused_unless_a_setting_says_so(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HABEAS_READER_URL", "http://reader.example/v1")
    resolves_to(monkeypatch, "10.0.0.1", address)

    with pytest.raises(NotAllowed, match=f"which is {address}.*HABEAS_READER_ANYWHERE"):
        server()

    monkeypatch.setenv("HABEAS_READER_ANYWHERE", "yes")
    assert server()


@pytest.mark.parametrize(
    "url", ["reader", "ftp://reader.example", "http://", "http://u:p@localhost/v1"]
)
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("HABEAS_READER_URL", url)

    with pytest.raises(NotAllowed, match="http://host:port/v1"):
        server()


def test_it_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HABEAS_READER_URL", raising=False)

    assert server() is None
