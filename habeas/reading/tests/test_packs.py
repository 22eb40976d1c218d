"""Every pack loads, and speaks of every type."""

import pytest

from habeas.reading.evaluate import GROUP_OF
from habeas.reading.pack import PackError, load_pack, pack_languages, trigger_files


@pytest.mark.parametrize("code", pack_languages())
def test_a_pack_has_patterns_for_every_type_of_event(code: str) -> None:
    types = {entry["type"] for _, entries in trigger_files(code) for entry in entries}

    assert set(GROUP_OF) - {"other"} <= types


@pytest.mark.parametrize("code", pack_languages())
def test_a_pack_uses_only_known_types(code: str) -> None:
    types = {entry["type"] for _, entries in trigger_files(code) for entry in entries}

    assert types <= set(GROUP_OF) | {"role"}


def test_a_language_without_a_pack_is_named() -> None:
    with pytest.raises(PackError, match="xx"):
        load_pack("xx")
