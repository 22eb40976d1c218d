"""Signatures that anybody can check with `minisign`, and the keys for them.

Ed25519 over the BLAKE2b-512 hash of the message, in minisign's own text format
(“ED”, prehashed). The secret key file is ours: raw, readable by its owner alone.
"""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PREHASHED = b"ED"
_PLAIN = b"Ed"  # what minisign calls the algorithm of the key itself
_COMMENT = "untrusted comment: "
_TRUSTED = "trusted comment: "


@dataclass(frozen=True)
class PublicKey:
    key_id: bytes
    key: Ed25519PublicKey

    def text(self) -> str:
        """The public key file of minisign."""
        raw = self.key.public_bytes_raw()
        packed = base64.b64encode(_PLAIN + self.key_id + raw).decode()
        return f"{_COMMENT}minisign public key {_shown(self.key_id)}\n{packed}\n"

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """Read a public key file. Raises ValueError."""
        raw = base64.b64decode(text.strip().splitlines()[-1], validate=True)
        if len(raw) != 42 or raw[:2] != _PLAIN:
            raise ValueError("this is not a minisign public key")
        return cls(raw[2:10], Ed25519PublicKey.from_public_bytes(raw[10:]))

    def verify(self, message: bytes, signature: str) -> bool:
        """Whether the signature, trusted comment included, is this key's over the message."""
        try:
            _, packed, trusted, packed_global = signature.strip().splitlines()
            raw = base64.b64decode(packed, validate=True)
            if raw[:2] != _PREHASHED or raw[2:10] != self.key_id:
                return False
            self.key.verify(raw[10:], _hashed(message))
            comment = trusted.removeprefix(_TRUSTED).encode()
            self.key.verify(base64.b64decode(packed_global, validate=True), raw[10:] + comment)
        except (ValueError, InvalidSignature):
            return False
        return True


@dataclass(frozen=True)
class SecretKey:
    key_id: bytes
    key: Ed25519PrivateKey

    def public(self) -> PublicKey:
        return PublicKey(self.key_id, self.key.public_key())

    def sign(self, message: bytes, *, comment: str = "habeas") -> str:
        """A minisign signature file as text. `comment` is signed too."""
        signature = self.key.sign(_hashed(message))
        packed = base64.b64encode(_PREHASHED + self.key_id + signature).decode()
        over_both = base64.b64encode(self.key.sign(signature + comment.encode())).decode()
        return (
            f"{_COMMENT}signature of key {_shown(self.key_id)}\n{packed}\n"
            f"{_TRUSTED}{comment}\n{over_both}\n"
        )


def make_key_pair(secret_file: Path, public_file: Path) -> SecretKey:
    """Make a key pair. Raises FileExistsError rather than overwrite a secret key."""
    secret = SecretKey(os.urandom(8), Ed25519PrivateKey.generate())
    raw = secret.key.private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    descriptor = os.open(secret_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(base64.b64encode(secret.key_id + raw).decode() + "\n")
        out.flush()
        os.fsync(out.fileno())
    public_file.write_text(secret.public().text())
    return secret


def load_secret_key(file: Path) -> SecretKey:
    """Raises OSError, or ValueError when the file is no key of ours."""
    raw = base64.b64decode(file.read_text().strip(), validate=True)
    if len(raw) != 40:
        raise ValueError(f"{file.name} is not a signing key")
    return SecretKey(raw[:8], Ed25519PrivateKey.from_private_bytes(raw[8:]))


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hashed(message: bytes) -> bytes:
    return hashlib.blake2b(message, digest_size=64).digest()


def _shown(key_id: bytes) -> str:
    """minisign prints key ids as little-endian hexadecimal."""
    return key_id[::-1].hex().upper()
