"""A mail server of our own, that takes, refuses or hangs up as it is told."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


class Inbox:
    """What the server got; `says` is what it answers, or “hang up”.

    `says_first` is what it answers to MAIL FROM; `breaks` is how often it hangs up there.
    """

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.says = "250 OK"
        self.says_first = "250 OK"
        self.breaks = 0

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.breaks:
            self.breaks -= 1
            server.transport.abort()
        envelope.mail_from = address
        return self.says_first

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        if self.says in ("250 OK", "hang up"):
            self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        if self.says == "hang up":
            server.transport.abort()
        return self.says


@contextmanager
def serving() -> Iterator[tuple[Inbox, int]]:
    """The server's inbox and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield inbox, port
    finally:
        controller.stop()
