from __future__ import annotations

from pathlib import Path

import pytest

from habeas.core import vault
from habeas.core.vault import Vault, VaultIsLocked

WORDS = "six plain words make one key"


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    made = vault.make(tmp_path / "vault.key")

    assert vault.load(tmp_path / "vault.key") == made
    assert (tmp_path / "vault.key").stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        vault.make(tmp_path / "vault.key")


def test_what_was_sealed_opens_under_its_own_name_and_key_only() -> None:
    one, other = Vault(b"1" * 32), Vault(b"2" * 32)
    sealed = one.seal(b"a witness", name="report")

    assert b"witness" not in sealed
    assert one.unseal(sealed, name="report") == b"a witness"
    for key, data, name in (
        (one, sealed, "other"),
        (other, sealed, "report"),
        (one, sealed[:-1] + b"?", "report"),
        (one, b"", "report"),
    ):
        with pytest.raises(ValueError, match="have changed"):
            key.unseal(data, name=name)


def test_keys_for_different_purposes_have_nothing_in_common() -> None:
    one = Vault(b"1" * 32)

    assert one.subkey("store") != one.subkey("names")
    assert len(one.subkey("store", 48)) == 48
    assert one.pseudonym("a") == one.pseudonym("a") != Vault(b"2" * 32).pseudonym("a")


def test_a_key_under_a_passphrase_opens_with_that_passphrase_only(tmp_path: Path) -> None:
    file = tmp_path / "vault.key"
    made = vault.make(file)
    vault.lock(file, WORDS)

    assert vault.is_locked(file)
    assert made.text().encode() not in file.read_bytes()
    assert vault.load(file, WORDS) == made
    for words in ("", "other words"):
        with pytest.raises(VaultIsLocked):
            vault.load(file, words)
    vault.unlock(file, WORDS)
    assert vault.load(file) == made


@pytest.mark.parametrize("text", ["", "no key", "AAAA", "é" * 44])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault.from_text(text)
