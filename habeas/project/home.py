"""The folder with all stores, and what lies where in it."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from habeas.core import vault

# The organisation opens messages with the one; the portal is given the other.
INTAKE_KEY, INTAKE_PUBLIC = "intake.agekey", "intake.agepub"
MAILER_PUBLIC = "mailer.agepub"  # what the portal seals mail to


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

    @property
    def intake_public(self) -> Path:
        return self.keys / INTAKE_PUBLIC

    @property
    def vault_key(self) -> Path:
        return self.keys / "vault.key"

    def vault(self, *, key: str = "", passphrase: str = "") -> vault.Vault:
        """The key that seals the desk's store: given, or from its file, made on first use.

        Raises ValueError for what is no key, VaultIsLocked where the store's key is missing
        or lies under another passphrase.
        """
        if key:
            return vault.Vault.from_text(key)
        if not self.vault_key.exists():
            if self.desk.exists() and not vault.lies_open(self.desk):
                raise vault.VaultIsLocked(
                    f"{self.desk} is sealed and its key {self.vault_key} is not there: "
                    "bring it back from your copy, or give it as HABEAS_VAULT_KEY"
                )
            for folder in (self.folder, self.keys):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with contextlib.suppress(FileExistsError):  # another process was first
                return vault.make(self.vault_key)
        return vault.load(self.vault_key, passphrase)

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
