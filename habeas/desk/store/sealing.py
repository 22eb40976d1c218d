"""Sealing what an older Habeas wrote open: its SQLite file, its folder of original bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from habeas.core.vault import Vault
from habeas.desk.sources import blobs


def seal_store(file: Path, key: bytes) -> None:
    """Put a sealed copy in the place of an open store. Interrupted, the open one stands.

    Nobody else may have the store open meanwhile. Raises `sqlcipher.Error`, OSError.
    """
    draft = file.with_suffix(".sealing")
    draft.unlink(missing_ok=True)
    connection = sqlcipher.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"ATTACH DATABASE ? AS sealed KEY \"x'{key.hex()}'\"", (str(draft),))
        connection.execute("SELECT sqlcipher_export('sealed')")
        connection.execute("DETACH DATABASE sealed")
    finally:
        connection.close()
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    draft.chmod(0o600)
    draft.replace(file)
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def seal_blobs(root: Path, vault: Vault) -> int:
    """Seal what lies open under its own SHA-256. Returns how many; repeating is harmless."""
    sealed = 0
    for file in list(root.glob("??/??/*")):
        data = file.read_bytes()
        if file.name == hashlib.sha256(data).hexdigest():
            blobs.store(root, vault, data)
            file.unlink()
            sealed += 1
    return sealed
