"""Written texts as public documents: a small closed set of blocks, and no markup.

Nothing here holds HTML. What the newsroom's editor can write becomes one of these blocks or
does not pass the door; the portal draws pages from them alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from habeas.core.shapes import Shape


class Run(Shape):
    """A stretch of text. `href` leads outside; `to` is the path of a document of the edition."""

    text: str
    marks: tuple[Literal["strong", "emphasis"], ...] = ()
    href: str | None = Field(None, pattern=r"^(https?://|mailto:)[^\s]+$")
    to: str | None = Field(None, pattern=r"^(news|pages)/[\w-]+$")


class Paragraph(Shape):
    block: Literal["paragraph"] = "paragraph"
    runs: tuple[Run, ...]


class Heading(Shape):
    block: Literal["heading"] = "heading"
    level: Literal[2, 3] = 2
    text: str


class Items(Shape):
    block: Literal["list"] = "list"
    ordered: bool = False
    items: tuple[tuple[Run, ...], ...]


class Picture(Shape):
    """A picture whose bytes the edition holds under their SHA-256.

    `card` is a smaller one, cut around what the picture is about, for lists.
    """

    block: Literal["picture"] = "picture"
    sha256: str
    media_type: Literal["image/jpeg"] = "image/jpeg"
    width: int
    height: int
    card: str = Field(description="SHA-256 of the picture for lists")
    alt: str
    credit: str
    caption: str | None = None


class Quotation(Shape):
    text: str
    speaker: str
    office: str | None = None


class Quotes(Shape):
    """What several people said on one topic, as in a report of a press conference."""

    block: Literal["quotes"] = "quotes"
    topic: str
    quotations: tuple[Quotation, ...]


class Correction(Shape):
    """What was wrong in the text as it was first published, and what is right."""

    block: Literal["correction"] = "correction"
    date: str = Field(description="day, ISO 8601")
    text: str


class PersonEmbed(Shape):
    block: Literal["person"] = "person"
    slug: str


class CounterEmbed(Shape):
    """Days in custody of one person; without a slug, how many people are held now."""

    block: Literal["counter"] = "counter"
    slug: str | None = None


class ActionEmbed(Shape):
    block: Literal["action"] = "action"
    slug: str


class SourceEmbed(Shape):
    block: Literal["source"] = "source"
    id: str


Block = Annotated[
    Paragraph
    | Heading
    | Items
    | Picture
    | Quotes
    | Correction
    | PersonEmbed
    | CounterEmbed
    | ActionEmbed
    | SourceEmbed,
    Field(discriminator="block"),
]


class Version(Shape):
    """A text in one language."""

    language: str = Field(description="BCP 47")
    title: str
    summary: str = ""
    blocks: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()
    series: str | None = None
    behind: bool = Field(False, description="the original has changed since this was translated")


class NewsDocument(Shape):
    """An article in all its languages, the original first."""

    document: Literal["news"] = "news"
    slug: str
    published: str = Field(description="day, ISO 8601")
    versions: tuple[Version, ...] = Field(min_length=1)
    people: tuple[str, ...] = Field((), description="slugs of the people it tells of")
    related: tuple[str, ...] = Field((), description="slugs of other articles")


class TextPageDocument(Shape):
    """A page that stands for itself (about, method, imprint …), the original first."""

    document: Literal["page"] = "page"
    slug: str
    versions: tuple[Version, ...] = Field(min_length=1)


Article = NewsDocument | TextPageDocument
ANY_ARTICLE: TypeAdapter[Article] = TypeAdapter(Annotated[Article, Field(discriminator="document")])


def version_for(document: Article, language: str) -> Version:
    """The text in a language, or else in English, or else the original."""
    by_language = {version.language: version for version in document.versions}
    return by_language.get(language) or by_language.get("en") or document.versions[0]


def pictures_of(document: Article) -> Iterator[Picture]:
    for version in document.versions:
        yield from (block for block in version.blocks if isinstance(block, Picture))


def corrected_on(version: Version) -> str | None:
    """The day of the newest correction; None where nothing was corrected."""
    days = [block.date for block in version.blocks if isinstance(block, Correction)]
    return max(days, default=None)


def words_of(version: Version) -> Iterator[str]:
    """Every text of a version, for search and comparison."""
    yield version.summary
    yield from (text for block in version.blocks for text in block_words(block))
    yield from version.tags


def block_words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _text(block.runs)
        case Heading():
            yield block.text
        case Items():
            yield from (_text(item) for item in block.items)
        case Picture():
            yield from filter(None, (block.alt, block.caption, block.credit))
        case Quotes():
            yield block.topic
            for one in block.quotations:
                yield " ".join(filter(None, (one.text, one.speaker, one.office)))
        case Correction():
            yield block.text
        case _:
            return


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
