from habeas.desk.casefiles import marking
from habeas.desk.casefiles.models import Claim
from habeas.desk.sources.models import Passage

TEXT = "Rudolf was arrested and charged.\nFlavia was released."


def passages() -> list[Passage]:
    return [
        Passage(number=1, start=0, end=32, kind="paragraph", language="en"),
        Passage(number=2, start=33, end=53, kind="paragraph", language="en"),
    ]


def claim(key: int, quote: str) -> Claim:
    start = TEXT.index(quote)
    return Claim(pk=key, start=start, end=start + len(quote), quote=quote)


def test_a_text_is_shown_whole_and_in_order() -> None:
    claims = [claim(1, "Rudolf was arrested"), claim(2, "arrested and charged")]

    blocks = marking.blocks(TEXT, passages(), claims, current=None)

    shown = ["".join(part.text for part in block.stretches) for block in blocks]
    assert shown == ["Rudolf was arrested and charged.", "Flavia was released."]


def test_where_claims_overlap_the_current_one_shows() -> None:
    long, short = claim(1, "Rudolf was arrested and charged"), claim(2, "charged")

    [first, _] = marking.blocks(TEXT, passages(), [long, short], current=long)

    assert [(part.text, part.is_current) for part in first.stretches] == [
        ("Rudolf was arrested and ", True),
        ("charged", True),
        (".", False),
    ]


def test_where_claims_overlap_the_shortest_shows_when_neither_is_current() -> None:
    long, short = claim(1, "Rudolf was arrested and charged"), claim(2, "charged")

    [first, _] = marking.blocks(TEXT, passages(), [long, short], current=None)

    assert [part.claim and part.claim.pk for part in first.stretches] == [1, 2, None]


def test_a_claim_opens_once_though_it_crosses_passages() -> None:
    crossing = claim(1, "charged.\nFlavia")

    blocks = marking.blocks(TEXT, passages(), [crossing], current=None)

    opens = [part.text for block in blocks for part in block.stretches if part.opens]
    assert opens == ["charged."]
