"""Signatures that minisign checks, with keys that only their owner reads."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from habeas.core.seals import PublicKey, load_secret_key, make_key_pair, sha256_hex


def test_a_signature_holds_for_its_message_and_comment_alone(tmp_path: Path) -> None:
    secret = make_key_pair(tmp_path / "key", tmp_path / "key.pub")
    public = PublicKey.parse((tmp_path / "key.pub").read_text())

    signature = secret.sign(b"edition 1", comment="edition 1")

    assert public.verify(b"edition 1", signature)
    assert not public.verify(b"edition 2", signature)
    assert not public.verify(b"edition 1", signature.replace("edition 1", "edition 9"))
    assert not public.verify(b"edition 1", "no signature")


def test_another_key_does_not_verify(tmp_path: Path) -> None:
    secret = make_key_pair(tmp_path / "one", tmp_path / "one.pub")
    other = make_key_pair(tmp_path / "two", tmp_path / "two.pub").public()

    assert not other.verify(b"text", secret.sign(b"text"))


def test_the_secret_key_is_its_owner_s_alone_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key"
    made = make_key_pair(file, tmp_path / "key.pub")

    assert file.stat().st_mode & 0o777 == 0o600
    assert load_secret_key(file).public().text() == made.public().text()
    with pytest.raises(FileExistsError):
        make_key_pair(file, tmp_path / "key.pub")


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("AAAA")

    with pytest.raises(ValueError, match="not a signing key"):
        load_secret_key(tmp_path / "key")
    with pytest.raises(ValueError, match="not a minisign public key"):
        PublicKey.parse("AAAA")


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")
def test_minisign_itself_agrees(tmp_path: Path) -> None:
    secret = make_key_pair(tmp_path / "key", tmp_path / "key.pub")
    (tmp_path / "text").write_bytes(b"edition 1")
    (tmp_path / "text.minisig").write_text(secret.sign(b"edition 1"))
    files = ["-p", str(tmp_path / "key.pub"), "-m", str(tmp_path / "text")]
    command = ["minisign", "-V", "-q", *files]

    good = subprocess.run(command, check=False)
    (tmp_path / "text").write_bytes(b"edition 2")
    bad = subprocess.run(command, check=False, capture_output=True)

    assert (good.returncode, bad.returncode) == (0, 1)


def test_sha256_is_that_of_the_standard() -> None:
    assert sha256_hex(b"abc").startswith("ba7816bf8f01cfea414140de5dae2223")
