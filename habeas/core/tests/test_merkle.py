"""Merkle trees after RFC 6962."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.core.merkle import inclusion_proof, merkle_root, verify_inclusion

LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=20)


def test_small_trees_are_those_of_the_rfc() -> None:
    one, two, three = (hashlib.sha256(b"\x00" + leaf).digest() for leaf in (b"a", b"b", b"c"))
    pair = hashlib.sha256(b"\x01" + one + two).digest()

    assert merkle_root([]) == hashlib.sha256(b"").digest()
    assert merkle_root([b"a"]) == one
    assert merkle_root([b"a", b"b"]) == pair
    assert merkle_root([b"a", b"b", b"c"]) == hashlib.sha256(b"\x01" + pair + three).digest()


@given(LEAVES, st.data())
def test_a_leaf_proves_its_place_and_no_other_leaf_does(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, proof = merkle_root(leaves), inclusion_proof(leaves, index)

    assert verify_inclusion(leaves[index], index, len(leaves), proof, root)
    assert not verify_inclusion(leaves[index] + b"!", index, len(leaves), proof, root)
    assert not verify_inclusion(leaves[index], index, len(leaves), [*proof, root], root)
    assert not verify_inclusion(leaves[index], len(leaves), len(leaves), proof, root)


def test_a_leaf_that_is_not_there_has_no_proof() -> None:
    with pytest.raises(IndexError):
        inclusion_proof([b"a"], 1)
