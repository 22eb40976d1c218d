from pathlib import Path

import pytest

from habeas.desk.sources import blobs


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    first = blobs.store(tmp_path, b"a report")
    second = blobs.store(tmp_path, b"a report")

    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert first == second
    assert files == [blobs.path_of(tmp_path, first)]
    assert blobs.load(tmp_path, first) == b"a report"
    assert blobs.is_whole(tmp_path, first)
    assert not blobs.is_whole(tmp_path, "0" * 64)


def test_changed_bytes_are_noticed_when_they_are_loaded(tmp_path: Path) -> None:
    sha256 = blobs.store(tmp_path, b"a report")
    blobs.path_of(tmp_path, sha256).write_bytes(b"another report")

    assert not blobs.is_whole(tmp_path, sha256)
    with pytest.raises(ValueError, match="have changed"):
        blobs.load(tmp_path, sha256)


def test_a_failed_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("habeas.desk.sources.blobs.os.fsync", no_space)

    with pytest.raises(OSError, match="No space"):
        blobs.store(tmp_path, b"a report")

    assert not [file for file in tmp_path.rglob("*") if file.is_file()]
