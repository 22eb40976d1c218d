"""One pattern finds both orthographies of Belarusian."""

import pytest

from habeas.reading.notation import PatternSet, compile_pattern
from habeas.reading.pack import load_pack
from habeas.reading.spelling import spelling_of
from habeas.reading.tokens import tokenize


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("прэзідэнт*", "прэзыдэнта"),
        ("калоні*", "калёніі"),
        ("парламент*", "парлямэнту"),
        ("узялі", "ўзялі"),
        ("не пусцілі", "ня пусьцілі"),
        ("гарадскі суд", "гарадзкі суд"),
        ("арыштавалі", "арыштаваў"),
    ],
)
def test_a_pattern_in_official_spelling_finds_the_classical(pattern: str, text: str) -> None:
    lexicon = load_pack("be").lexicon
    patterns = PatternSet()
    patterns.add(compile_pattern(pattern, lexicon), "found")
    tokens = tokenize(text)
    for token in tokens:
        token.atoms = lexicon.atoms_of(token.norm)

    found = [value for *_, value in patterns.find(tokens, 0, len(tokens))]

    assert found == ["found"]


def test_words_of_different_meaning_stay_apart() -> None:
    lexicon = load_pack("be").lexicon

    assert lexicon.spelling.fold("былі") != lexicon.spelling.fold("білі")


def test_without_rules_nothing_is_folded() -> None:
    assert spelling_of({}).fold("калёнія") == "калёнія"
