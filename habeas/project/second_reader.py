"""Asking a second reader: an OpenAI-compatible server on the organisation's own network.

What is sent is the text of sources. So only private addresses are spoken to, the connection
goes to the very address that was looked at, and nothing leads elsewhere: no proxy, no redirect.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from habeas.project import env
from habeas.reading import second

LARGEST = 1024 * 1024  # bytes of an answer
PIECE = 64 * 1024
OWN = tuple(
    ipaddress.ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
REFUSED_SHAPE = (400, 404, 415, 422)  # what servers say that know no response_format


class NotAllowed(ValueError):
    """The server may not be spoken to; the message says why and what to do."""


@dataclass(frozen=True)
class Server:
    """Where the second reader is. `is_here` when nothing leaves this machine."""

    host: str
    port: int
    path: str
    is_tls: bool
    address: str
    model: str
    seconds: float

    @property
    def is_here(self) -> bool:
        return ipaddress.ip_address(self.address).is_loopback

    def ask(self, text: str) -> str:
        """The words of the answer. Raises OSError when there is none in time."""
        end = time.monotonic() + self.seconds
        status, answer = self._post(second.body(self.model, text, with_schema=True), end)
        if status in REFUSED_SHAPE:
            status, answer = self._post(second.body(self.model, text, with_schema=False), end)
        if status != http.client.OK:
            raise OSError(f"the second reader answered with status {status}")
        try:
            said = json.loads(answer)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError):
            raise OSError("the second reader's answer is no chat completion") from None
        if not isinstance(said, str):
            raise OSError("the second reader's answer holds no text")
        return said

    def _post(self, body: bytes, end: float) -> tuple[int, bytes]:
        held = http.client.HTTPConnection(self.host, self.port, timeout=self._left(end))
        connected = held.sock = self._connected(end)
        try:
            sent = {"Content-Type": "application/json", "Connection": "close"}
            held.request("POST", f"{self.path}/chat/completions", body, sent)
            answer = held.getresponse()
            return answer.status, self._read(answer, connected, end)
        except http.client.HTTPException as problem:
            raise OSError(f"the second reader does not speak HTTP: {problem!r}") from None
        finally:
            held.close()

    def _connected(self, end: float) -> socket.socket:
        plain = socket.create_connection((self.address, self.port), timeout=self._left(end))
        if not self.is_tls:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise

    def _read(
        self, answer: http.client.HTTPResponse, connected: socket.socket, end: float
    ) -> bytes:
        """All of it, or OSError: a server may send slowly, or without end."""
        parts: list[bytes] = []
        size = 0
        while True:
            connected.settimeout(self._left(end))
            part = answer.read1(PIECE)
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
            self._left(end)
            if size > LARGEST:
                raise OSError(f"the second reader's answer is longer than {LARGEST} bytes")

    def _left(self, end: float) -> float:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"the second reader did not answer within {self.seconds:g} seconds")
        return left


def server() -> Server | None:
    """The second reader that is set; None where there is none. Raises NotAllowed."""
    url = env.text("HABEAS_READER_URL", default="")
    if not url:
        return None
    model = env.text("HABEAS_READER_MODEL", default="default")
    seconds = env.integer("HABEAS_READER_SECONDS", default=120, least=1)
    anywhere = env.flag("HABEAS_READER_ANYWHERE", default=False)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise NotAllowed(f"HABEAS_READER_URL is “{url}”; http://host:port/v1 is needed")
    is_tls = parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    address = _address(parts.hostname, port, anywhere=anywhere)
    return Server(
        parts.hostname, port, parts.path.rstrip("/"), is_tls, address, model, float(seconds)
    )


def _address(host: str, port: int, *, anywhere: bool) -> str:
    """The address to speak to. Every address of the name must be private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as problem:
        raise NotAllowed(f"HABEAS_READER_URL names {host}, which is not found: {problem}") from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    for one in addresses:
        if not anywhere and not _is_own(one):
            raise NotAllowed(
                f"HABEAS_READER_URL names {host}, which is {one}, outside of private networks:"
                " the texts of your sources would leave your house. Set HABEAS_READER_ANYWHERE=yes"
                " if that is what you want."
            )
    return addresses[0]


def _is_own(address: str) -> bool:
    """Loopback, RFC 1918 or RFC 4193 (fc00::/7)."""
    read = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    read = getattr(read, "ipv4_mapped", None) or read
    return read.is_loopback or any(read in network for network in OWN)
