from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The five documents of a real campaign, where they are at hand."""
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not beside this checkout")
    return sorted(SEEDS.glob("*.txt"))
