from __future__ import annotations

import pytest

from habeas.desk.accounts.services import make_groups
from habeas.desk.newsroom.services import make_newsroom


@pytest.fixture(autouse=True)
def newsroom(db: None) -> None:
    """The newsroom as `habeas init` makes it."""
    make_groups()
    make_newsroom()
