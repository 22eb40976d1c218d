"""Where the packs and the corpus lie, beside this file."""

from pathlib import Path

PACKS = Path(__file__).parent / "packs"
CORPUS = Path(__file__).parent / "corpus"
