"""The folder with all stores, and what lies where in it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

# The organisation opens messages with the one; the portal is given the other.
INTAKE_KEY, INTAKE_PUBLIC = "intake.agekey", "intake.agepub"


@dataclass(frozen=True)
class Home:
    folder: Path

    @property
    def desk(self) -> Path:
        return self.folder / "desk.sqlite3"

    @property
    def edition(self) -> Path:
        return self.folder / "edition.sqlite3"

    @property
    def intake(self) -> Path:
        return self.folder / "intake.sqlite3"

    @property
    def blobs(self) -> Path:
        return self.folder / "blobs"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    def desk_secret(self) -> str:
        """The desk's secret, made on first use and readable by the owner alone."""
        file = self.keys / "desk.secret"
        if not file.exists():
            for folder in (self.folder, self.keys):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = file.with_suffix(f".{os.getpid()}")
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as out:
                out.write(secrets.token_urlsafe(48))
            try:
                os.link(draft, file)
            except FileExistsError:
                pass  # another process was first; its secret stands
            finally:
                draft.unlink()
        return file.read_text()
