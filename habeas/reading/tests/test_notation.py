"""The pattern notation of the packs."""

import pytest

from habeas.reading.notation import Lexicon, NotationError, PatternSet, compile_pattern
from habeas.reading.tokens import tokenize


def matches(pattern: str, text: str) -> bool:
    lexicon = Lexicon()
    patterns = PatternSet()
    patterns.add(compile_pattern(pattern, lexicon), "x")
    tokens = tokenize(text)
    for token in tokens:
        token.atoms = lexicon.atoms_of(token.norm)
    return next(patterns.find(tokens, 0, len(tokens)), None) is not None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("arrest*", "She was rearrested; the arresting officer"),
        ("was|were held", "They were held."),
        ("taken into custody", "taken into custody"),
        ("brought ~3 court", "brought before the district court"),
        ("in the? dock", "in dock"),
        ("задержа*", "Её задержали."),
        ("вёл", "вел"),
    ],
)
def test_a_pattern_finds_what_it_describes(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("arrested", "arrests"),
        ("taken into custody", "taken away into custody"),
        ("brought ~1 court", "brought before the district court"),
    ],
)
def test_a_pattern_finds_nothing_else(pattern: str, text: str) -> None:
    assert not matches(pattern, text)


@pytest.mark.parametrize("pattern", ["~2 court", "<unknown>", "*", "court?", "", "(court|jail)*x"])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(NotationError):
        compile_pattern(pattern, Lexicon())
