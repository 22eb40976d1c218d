from pathlib import Path

import pytest

from habeas.core.vault import Vault
from habeas.desk.sources import blobs

VAULT = Vault(b"k" * 32)


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    first = blobs.store(tmp_path, VAULT, b"a report")
    second = blobs.store(tmp_path, VAULT, b"a report")

    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert first == second
    assert files == [blobs.path_of(tmp_path, VAULT, first)]
    assert blobs.load(tmp_path, VAULT, first) == b"a report"
    assert blobs.is_whole(tmp_path, VAULT, first)
    assert not blobs.is_whole(tmp_path, VAULT, "0" * 64)


def test_changed_bytes_are_noticed_when_they_are_loaded(tmp_path: Path) -> None:
    sha256 = blobs.store(tmp_path, VAULT, b"a report")
    blobs.path_of(tmp_path, VAULT, sha256).write_bytes(b"another report")

    assert not blobs.is_whole(tmp_path, VAULT, sha256)
    with pytest.raises(ValueError, match="have changed"):
        blobs.load(tmp_path, VAULT, sha256)


def test_a_failed_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("habeas.desk.sources.blobs.os.fsync", no_space)

    with pytest.raises(OSError, match="No space"):
        blobs.store(tmp_path, VAULT, b"a report")

    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_neither_bytes_nor_their_hash_can_be_read_from_the_disk(tmp_path: Path) -> None:
    sha256 = blobs.store(tmp_path, VAULT, b"a report of a witness")

    (file,) = (file for file in tmp_path.rglob("*") if file.is_file())
    assert b"witness" not in file.read_bytes()
    assert sha256 not in str(file)
    with pytest.raises(OSError, match="No such file"):
        blobs.load(tmp_path, Vault(b"o" * 32), sha256)


def test_bytes_open_under_their_own_hash_only(tmp_path: Path) -> None:
    one = blobs.store(tmp_path, VAULT, b"one report")
    other = blobs.store(tmp_path, VAULT, b"another report")
    blobs.path_of(tmp_path, VAULT, one).write_bytes(
        blobs.path_of(tmp_path, VAULT, other).read_bytes()
    )

    with pytest.raises(ValueError, match="have changed"):
        blobs.load(tmp_path, VAULT, one)
