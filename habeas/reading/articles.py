"""Articles of law: `243(2)` is part 2 of article 243."""

from __future__ import annotations

from habeas.reading.pack import Pack
from habeas.reading.tokens import Token

_REACH = 9


def articles(tokens: list[Token], pack: Pack) -> list[tuple[int, int, str]]:
    """Every article with its index range, in the order of the text."""
    found: list[tuple[int, int, str]] = []
    index = 0
    while index < len(tokens):
        if tokens[index].norm in pack.word_set("article"):
            stretch = _after(tokens, index, pack)
            found.extend(stretch)
            index = stretch[-1][1] if stretch else index + 1
        else:
            index += 1
    return found


def _after(tokens: list[Token], index: int, pack: Pack) -> list[tuple[int, int, str]]:
    """The numbers that follow the word "article", with a part named before or after."""
    part, begin = _part_before(tokens, index, pack)
    found: list[tuple[int, int, str]] = []
    at = index + 1
    while at < len(tokens) and at - index < _REACH:
        token = tokens[at]
        if token.text[0].isdecimal() and token.norm not in pack.word_set("article"):
            value, at = _number(tokens, at, pack)
            found.append(
                (begin if not found else at - 1, at, _with(value, part if not found else None))
            )
            continue
        if token.text in ".,;" or token.norm in pack.word_set("article_joiners"):
            at += 1
            continue
        break
    return found


def _number(tokens: list[Token], at: int, pack: Pack) -> tuple[str, int]:
    text = tokens[at].text.rstrip(".,")
    head, dot, tail = text.partition(".")
    at += 1
    if at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at + 1].text.isdecimal():
        head, at = f"{head}-{tokens[at + 1].text}", at + 2
    if dot and tail.isdecimal():
        # "243.2" is a part; "20.3.3" and "280.1" in other codes keep their dots
        return (f"{head}({tail})" if len(head) == 3 and len(tail) == 1 else text), at
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 1].text.isdecimal():
        return f"{head}({tokens[at + 1].text})", at + 3
    dotted = at + 1 < len(tokens) and tokens[at].text == "."
    if dotted and tokens[at + 1].text.isdecimal() and len(tokens[at + 1].text) == 1:
        return f"{head}({tokens[at + 1].text})", at + 2
    return _part_after(tokens, at, head, pack)


def _part_after(tokens: list[Token], at: int, head: str, pack: Pack) -> tuple[str, int]:
    skip = at
    if skip < len(tokens) and tokens[skip].text in ",(":
        skip += 1
    if skip < len(tokens) and tokens[skip].norm in pack.word_set("part"):
        skip += 1
        if skip < len(tokens) and tokens[skip].text == ".":
            skip += 1
        if skip < len(tokens) and tokens[skip].text.isdecimal():
            return f"{head}({tokens[skip].text})", skip + 1
    return head, at


def _part_before(tokens: list[Token], index: int, pack: Pack) -> tuple[str | None, int]:
    """`ч. 2 ст. 243`, `part 2 of Article 243`."""
    for back in range(1, 7):
        at = index - back
        if at < 0:
            break
        if tokens[at].norm in pack.word_set("part"):
            digits = [t.text for t in tokens[at:index] if t.text.isdecimal()]
            return (digits[0], at) if digits else (None, index)
        if not (tokens[at].text.isdecimal() or tokens[at].text in ".-,"
                or tokens[at].norm in pack.word_set("article_joiners")):  # fmt: skip
            break
    return None, index


def _with(value: str, part: str | None) -> str:
    return f"{value}({part})" if part and "(" not in value else value
