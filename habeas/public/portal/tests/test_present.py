import pytest

from habeas.public.portal.present import said


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("date", "2022-06-03", "3 June 2022"),
        ("quantity", "P4Y", "4 years"),
        ("quantity", "1052", "1,052"),
        ("date", "some day", "some day"),
        ("quantity", "Prison", "Prison"),
    ],
)
def test_what_a_source_says_instead_is_told_in_words(field: str, value: str, words: str) -> None:
    assert said(field, value, "en") == words
