"""Three numbers of a joint statement, from its list alone."""

from __future__ import annotations

from typing import Any

from habeas.core.statements import Signatory, in_tree, numbers_of


def signed(key: str, **fields: Any) -> Signatory:
    return Signatory(**({"key": key, "name": key, "signs_as": "own"} | fields))


LIST = (
    signed("house", signs_as="house"),
    signed("school", under="house"),
    signed("clinic", under="house"),
    signed("school"),
    signed("choir", signs_as="endorses"),
    signed("left", withdrawn_on="2022-02-02"),
    signed("flavia", signs_as="personal"),
)


def test_a_member_that_signs_itself_too_is_one_organisation() -> None:
    numbers = numbers_of(LIST)

    assert (numbers.direct, numbers.represented, numbers.distinct) == (3, 2, 4)
    assert (numbers.persons, numbers.withdrawn) == (1, 1)


def test_members_stand_under_their_house() -> None:
    tree = {one.key: [each.key for each in members] for one, members in in_tree(LIST)}

    assert tree["house"] == ["school", "clinic"]
    assert list(tree) == ["house", "school", "choir", "left", "flavia"]


def test_a_member_whose_house_is_not_in_the_list_still_stands_in_it() -> None:
    assert [one.key for one, _ in in_tree([signed("school", under="gone")])] == ["school"]
