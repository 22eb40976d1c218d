from __future__ import annotations

import pytest

from habeas.core.receipts import ALPHABET, NoCode, new_code, read_code, receipt
from habeas.core.sealing import seal

SALT = b"s" * 32


def test_a_code_is_read_however_it_was_typed() -> None:
    code = new_code()

    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert read_code(typed) == read_code(code) == code.replace("-", "")
    assert read_code(code.translate(str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ"))) == read_code(code)


def test_every_wrong_letter_and_every_change_of_places_is_noticed() -> None:
    letters = read_code(new_code())
    slips = {
        letters[:at] + other + letters[at + 1 :] for at in range(20) for other in ALPHABET
    } | {letters[:a] + letters[b] + letters[a + 1 : b] + letters[a] + letters[b + 1 :]
         for a in range(20) for b in range(a + 1, 20)}  # fmt: skip

    for slip in slips - {letters}:
        with pytest.raises(NoCode):
            read_code(slip)
    for other in ("", letters[:-1], f"{letters}0", "Ж" * 20):
        with pytest.raises(NoCode):
            read_code(other)


def test_what_is_sealed_to_a_receipt_opens_with_its_code_and_no_other() -> None:
    mine, other = (receipt(read_code(new_code()), SALT) for _ in range(2))

    sealed = seal(b"We looked into it", mine.recipient)

    assert mine.opened(sealed) == b"We looked into it"
    with pytest.raises(ValueError, match="cannot be opened"):
        other.opened(sealed)


def test_a_code_gives_the_same_keys_again_and_others_in_another_store() -> None:
    letters = read_code(new_code())

    assert receipt(letters, SALT).recipient == receipt(letters, SALT).recipient
    assert receipt(letters, SALT).id != receipt(letters, b"t" * 32).id
