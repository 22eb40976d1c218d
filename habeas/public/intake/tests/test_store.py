from datetime import date
from pathlib import Path

import pytest

from habeas.core.sealing import make_sealing_key, seal, unseal
from habeas.public.intake import store
from habeas.public.intake.forms import LONGEST, Telling

DAY = date(2021, 5, 4)


def test_only_the_secret_key_opens_what_was_sealed(tmp_path: Path) -> None:
    make_sealing_key(tmp_path / "secret", tmp_path / "public")
    make_sealing_key(tmp_path / "other", tmp_path / "other.pub")

    sealed = seal(b"he is in Zenda", (tmp_path / "public").read_text())

    assert b"Zenda" not in sealed
    assert unseal(sealed, tmp_path / "secret") == b"he is in Zenda"
    with pytest.raises(ValueError, match="cannot be opened"):
        unseal(sealed, tmp_path / "other")


def test_a_message_waits_until_it_is_taken_and_leaves_no_bytes(tmp_path: Path) -> None:
    path = tmp_path / "intake.sqlite3"
    store.make_store(path)
    key = store.add(path, kind="telling", sealed=b"sealed-bytes-of-a-message", on=DAY)

    assert [message.id for message in store.waiting(path)] == [key]

    store.mark_taken(path, key, on=DAY)

    assert store.waiting(path) == []


def test_lengths_of_messages_are_hidden_in_whole_kilobytes() -> None:
    short, longer = Telling("", "a", "").packed(), Telling("", "a" * 500, "").packed()

    assert len(short) == len(longer) == 1024


def test_what_is_wrong_with_a_message_is_named() -> None:
    assert Telling("", "  ", "").problems() == ["empty"]
    assert Telling("", "a" * (LONGEST + 1), "").problems() == ["too_long"]
    assert Telling("", "a", "b" * 301).problems() == ["reply_too_long"]
    assert Telling("", "a", "").problems() == []
