"""One connection to a mail server, and what its answers mean for us."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from typing import Any

SECONDS = 30


class Answer(StrEnum):
    SENT = "sent"
    LATER = "later"  # not taken now; it may be tried again
    REFUSED = "refused"
    UNCERTAIN = "uncertain"  # the server may have it; it is not tried again
    UNOPENED = "unopened"  # it is sealed to another key; whoever has that one sends it
    AWAY = "away"  # there is no server, or it takes nothing of ours


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    security: str = "starttls"  # starttls, tls, none
    user: str = ""
    password: str = ""


class _Noting(smtplib.SMTP):
    """Notes when the words of a mail go out: until then nobody can have taken it."""

    has_given = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.has_given = True
        return super().data(msg)


class _NotingTls(_Noting, smtplib.SMTP_SSL):
    pass


class Smtp:
    def __init__(self, server: Server) -> None:
        self._server = server
        self._held: _Noting | None = None

    def post(self, mail: EmailMessage) -> Answer:
        """Hand a mail over."""
        if self._held and self._held.sock is None:  # the server ended it with 421
            self.close()
        is_old = self._held is not None
        try:
            held = self._held = self._held or self._open()
        except (OSError, smtplib.SMTPException):
            return Answer.AWAY
        held.has_given = False
        try:
            held.send_message(mail)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
            return _of_refusal(refusal)
        except smtplib.SMTPNotSupportedError:
            return Answer.REFUSED
        except (OSError, smtplib.SMTPException):
            return self._broken(mail, held, is_old)
        return Answer.SENT

    def _broken(self, mail: EmailMessage, held: _Noting, is_old: bool) -> Answer:
        """A server ends a connection that was idle: then a new one may do."""
        self.close()
        if held.has_given:
            return Answer.UNCERTAIN
        return self.post(mail) if is_old else Answer.LATER

    def close(self) -> None:
        if self._held:
            self._held.close()
            self._held = None

    def _open(self) -> _Noting:
        server = self._server
        if server.security == "tls":
            context = ssl.create_default_context()
            held: _Noting = _NotingTls(server.host, server.port, timeout=SECONDS, context=context)
        else:
            held = _Noting(server.host, server.port, timeout=SECONDS)
        if server.security == "starttls":
            held.starttls(context=ssl.create_default_context())
        if server.user:
            held.login(server.user, server.password)
        return held


def _of_refusal(refusal: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) -> Answer:
    """RFC 5321, 4.2.1: 4yz may pass, 5yz will not."""
    if isinstance(refusal, smtplib.SMTPSenderRefused):
        # It takes no mail of ours, whoever it is for: none may be given up for that.
        return Answer.AWAY
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        code = next(iter(refusal.recipients.values()))[0]
    else:
        code = refusal.smtp_code
    return Answer.LATER if 400 <= code < 500 else Answer.REFUSED
