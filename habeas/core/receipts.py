"""Receipt codes: what a visitor writes down, and the keys that follow from it alone.

A code is 95 random bits and a check letter, in five groups of four. Whoever answers seals to
`Receipt.recipient` and never learns the code; only the code opens the answer.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from pyrage import decrypt, x25519

# Crockford's: no I, L, O, U, which are misread or spell words.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 20, 4
_MISREAD = str.maketrans("ILOАВЕКМНОРСТХУІ", "110ABEKMH0PCTXY1")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class NoCode(ValueError):
    """What was typed is no receipt code, or has a slip in it."""


@dataclass(frozen=True)
class Receipt:
    """`id` may be stored; `identity` opens answers and is never stored."""

    id: str
    identity: x25519.Identity

    @property
    def recipient(self) -> str:
        """The age public key that answers are sealed to."""
        return str(self.identity.to_public())

    def opened(self, sealed: bytes) -> bytes:
        """Open an answer. Raises ValueError for what was not sealed to this receipt."""
        try:
            message: bytes = decrypt(sealed, [self.identity])
        except Exception as problem:  # pyrage raises an error type of its own
            raise ValueError(f"cannot be opened: {problem}") from None
        return message


def new_code() -> str:
    values = [secrets.randbelow(32) for _ in range(LENGTH - 1)]
    letters = "".join(ALPHABET[value] for value in [*values, _check(values)])
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str:
    """The letters of a code as somebody typed them: any case, spaces, Cyrillic look-alikes.

    Raises NoCode for one wrong letter, two that changed places, or another length.
    """
    upper = typed.upper().translate(_MISREAD)
    letters = "".join(one for one in upper if one not in " -–—\t\r\n")
    values = [ALPHABET.find(one) for one in letters]
    if len(values) != LENGTH or -1 in values or _check(values[:-1]) != values[-1]:
        raise NoCode
    return letters


def receipt(letters: str, salt: bytes) -> Receipt:
    """The keys of a code: `salt` is the store's own secret, so that no other store's ids match."""
    made = hashlib.scrypt(letters.encode(), salt=salt, n=2**14, r=8, p=1, dklen=64)
    words = _bech32("age-secret-key-", made[32:]).upper()
    return Receipt(made[:32].hex(), x25519.Identity.from_str(words))


def _check(values: list[int]) -> int:
    """In the field of 32 elements, each place weighs another power of a generator."""
    sum_ = 0
    for value in values:
        sum_ = (sum_ ^ value) << 1
        sum_ ^= 0b100101 if sum_ & 0b100000 else 0
    return sum_


def _bech32(prefix: str, data: bytes) -> str:
    """BIP 173, as the age format writes its keys."""
    bits = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    count = (len(data) * 8 + 4) // 5
    values = [bits >> 5 * (count - 1 - at) & 31 for at in range(count)]
    head = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    rest = _polymod([*head, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [rest >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{prefix}1{''.join(_BECH32[one] for one in values)}"


def _polymod(values: list[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for at, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            sum_ ^= part if top >> at & 1 else 0
    return sum_
