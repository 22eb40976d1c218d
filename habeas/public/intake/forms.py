"""What a visitor may send, before it is sealed."""

from __future__ import annotations

import json
from dataclasses import dataclass

LONGEST = 20_000  # code points of a message
LONGEST_REPLY = 300


@dataclass(frozen=True)
class Telling:
    """Something that a visitor tells us: a correction, or news of a person."""

    about: str
    text: str
    reply_to: str

    def problems(self) -> list[str]:
        """Codes of what is wrong; empty when it can be taken in."""
        found = []
        if not self.text.strip():
            found.append("empty")
        if len(self.text) > LONGEST:
            found.append("too_long")
        if len(self.reply_to) > LONGEST_REPLY or len(self.about) > LONGEST_REPLY:
            found.append("reply_too_long")
        return found

    def packed(self, **more: object) -> bytes:
        """As it is sealed. Padded to whole kilobytes, so that length tells little."""
        fields = {"about": self.about, "text": self.text, "reply_to": self.reply_to, **more}
        body = json.dumps(fields, ensure_ascii=False).encode()
        return body + b" " * (-len(body) % 1024)
