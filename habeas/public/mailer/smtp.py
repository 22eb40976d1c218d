"""One connection to a mail server, and what its answers mean for us."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum

SECONDS = 30


class Answer(StrEnum):
    SENT = "sent"
    LATER = "later"  # not taken now; it may be tried again
    REFUSED = "refused"
    UNCERTAIN = "uncertain"  # the server may have it; it is not tried again
    AWAY = "away"  # there is no server


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    security: str = "starttls"  # starttls, tls, none
    user: str = ""
    password: str = ""


class Smtp:
    def __init__(self, server: Server) -> None:
        self._server = server
        self._held: smtplib.SMTP | None = None

    def post(self, mail: EmailMessage) -> Answer:
        """Hand a mail over."""
        try:
            held = self._held = self._held or self._open()
        except (OSError, smtplib.SMTPException):
            return Answer.AWAY
        try:
            held.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refusal:
            return _of_code(next(iter(refusal.recipients.values()))[0])
        except smtplib.SMTPResponseException as refusal:
            return _of_code(refusal.smtp_code)
        except (OSError, smtplib.SMTPException):
            self.close()
            return Answer.UNCERTAIN
        return Answer.SENT

    def close(self) -> None:
        if self._held:
            self._held.close()
            self._held = None

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            context = ssl.create_default_context()
            held: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS, context=context
            )
        else:
            held = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        if server.security == "starttls":
            held.starttls(context=ssl.create_default_context())
        if server.user:
            held.login(server.user, server.password)
        return held


def _of_code(code: int) -> Answer:
    """RFC 5321, 4.2.1: 4yz may pass, 5yz will not."""
    return Answer.LATER if 400 <= code < 500 else Answer.REFUSED
