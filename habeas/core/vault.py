"""The vault: one key of the organisation, from which everything private at rest is sealed.

The key is 32 random bytes. It lies in a file of its own, open or under a
passphrase, or comes from outside. What it seals, nobody opens without it.
"""

from __future__ import annotations

import base64
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

import pyrage.passphrase
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from habeas.core.files import write_whole

KEY_BYTES = 32
_NONCE_BYTES = 12
_OPEN = "habeas-vault-1 "
_SQLITE_HEADER = b"SQLite format 3\x00"


class VaultIsLocked(Exception):
    """The key lies under a passphrase, and none was given or it was the wrong one."""


@dataclass(frozen=True, repr=False)
class Vault:
    key: bytes

    @classmethod
    def from_text(cls, text: str) -> Vault:
        """Read the key as `text()` writes it. Raises ValueError."""
        try:
            key = base64.urlsafe_b64decode(text.strip())
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise ValueError(f"this is no key of a vault: {KEY_BYTES} bytes in base64 are needed")
        return cls(key)

    def text(self) -> str:
        return base64.urlsafe_b64encode(self.key).decode()

    def subkey(self, purpose: str, size: int = KEY_BYTES) -> bytes:
        """A key for one purpose, from which neither the vault's nor another's follows."""
        return HKDF(hashes.SHA256(), size, salt=None, info=purpose.encode()).derive(self.key)

    def seal(self, data: bytes, *, name: str) -> bytes:
        """Seal bytes under a name; they open under the same name only."""
        nonce = os.urandom(_NONCE_BYTES)
        cipher = ChaCha20Poly1305(self.subkey("blobs"))
        return nonce + cipher.encrypt(nonce, data, name.encode())

    def unseal(self, sealed: bytes, *, name: str) -> bytes:
        """Raises ValueError when the bytes were changed, or sealed by another key or name."""
        cipher = ChaCha20Poly1305(self.subkey("blobs"))
        try:
            return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError):
            raise ValueError("the sealed bytes have changed, or the key is another") from None

    def pseudonym(self, text: str) -> str:
        """64 hexadecimal digits in the place of a text; the same each time, for us alone."""
        return hmac.digest(self.subkey("names"), text.encode(), "sha256").hex()


def lies_open(store: Path) -> bool:
    """Whether a SQLite file can be read without any key."""
    try:
        with store.open("rb") as stored:
            return stored.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER
    except FileNotFoundError:
        return False


def make(file: Path) -> Vault:
    """Make a key and write it open, readable by its owner alone. Raises FileExistsError."""
    vault = Vault(os.urandom(KEY_BYTES))
    write_whole(file, (_OPEN + vault.text() + "\n").encode(), replace=False)
    return vault


def is_locked(file: Path) -> bool:
    return not file.read_bytes().startswith(_OPEN.encode())


def load(file: Path, passphrase: str = "") -> Vault:
    """Read the key. Raises OSError, ValueError, or VaultIsLocked."""
    if not is_locked(file):
        return Vault.from_text(file.read_text().removeprefix(_OPEN))
    if not passphrase:
        raise VaultIsLocked(f"{file.name} lies under a passphrase")
    try:
        opened = pyrage.passphrase.decrypt(file.read_bytes(), passphrase)
    except pyrage.DecryptError:
        raise VaultIsLocked(f"this passphrase does not open {file.name}") from None
    return Vault.from_text(opened.decode())


def lock(file: Path, passphrase: str) -> None:
    """Put the key under a passphrase (age, scrypt). The old file is replaced at once."""
    vault = load(file)
    write_whole(file, pyrage.passphrase.encrypt(vault.text().encode(), passphrase), replace=True)


def unlock(file: Path, passphrase: str) -> None:
    """Lay the key open again, so that the desk starts without anybody. Raises VaultIsLocked."""
    vault = load(file, passphrase)
    write_whole(file, (_OPEN + vault.text() + "\n").encode(), replace=True)
