"""What the newsroom has published, read once for each edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from habeas.core import articles
from habeas.core.articles import NewsDocument, TextPageDocument
from habeas.public.edition.store import Hit
from habeas.public.portal.edition import shown

NEWEST = 3
# Pages in the order in which they are named to readers.
PAGES = ("about", "method", "board", "contact", "imprint", "privacy", "security", "press-kit")


@dataclass(frozen=True)
class Listed:
    """An article in a list, in the reader's language where there is such a version."""

    slug: str
    published: str
    language: str
    title: str
    summary: str
    tags: tuple[str, ...]
    series: str | None
    card: articles.Picture | None
    people: tuple[str, ...]
    corrected: str | None


@dataclass(frozen=True)
class Filter:
    """What a list of news is narrowed to: a tag, a series, a year or a month; empty is all."""

    tag: str = ""
    series: str = ""
    when: str = ""

    @classmethod
    def of(cls, asked: Any) -> Filter:
        return cls(*(str(asked.get(name, ""))[:100] for name in ("tag", "series", "when")))

    def fits(self, one: Listed) -> bool:
        return (
            (not self.tag or self.tag in one.tags)
            and (not self.series or self.series == one.series)
            and one.published.startswith(self.when)
        )

    def query(self, **more: object) -> str:
        values = {"tag": self.tag, "series": self.series, "when": self.when} | more
        text = urlencode({name: value for name, value in values.items() if value})
        return f"?{text}" if text else ""


@dataclass(frozen=True)
class Written:
    """Every article, the newest first; every page by its slug; whether one can do something."""

    articles: list[NewsDocument]
    pages: dict[str, TextPageDocument]
    can_act: bool


def written() -> Written:
    """Read once for each edition: every page of the portal names some of it."""
    return shown().made("written", _read)


def _read() -> Written:
    found = [articles.ANY_ARTICLE.validate_json(body) for body in shown().texts()]
    news = [one for one in found if isinstance(one, NewsDocument)]
    pages = {one.slug: one for one in found if isinstance(one, TextPageDocument)}
    news.sort(key=lambda one: (one.published, one.slug), reverse=True)
    ordered = {slug: pages[slug] for slug in PAGES if slug in pages}
    return Written(news, ordered, can_act=shown().holds_any("actions/", "letters/"))


def documents() -> list[NewsDocument]:
    """Every article of the edition, the newest first."""
    return written().articles


def listed(document: NewsDocument, language: str) -> Listed:
    version = articles.version_for(document, language)
    return Listed(
        slug=document.slug,
        published=document.published,
        language=version.language,
        title=version.title,
        summary=version.summary,
        tags=version.tags,
        series=version.series,
        card=next((b for b in version.blocks if isinstance(b, articles.Picture)), None),
        people=document.people,
        corrected=articles.corrected_on(version),
    )


def newest(language: str, *, about: str = "", limit: int = NEWEST) -> list[Listed]:
    """The newest articles, or those about one person."""
    found = (one for one in documents() if not about or about in one.people)
    return [listed(one, language) for one, _ in zip(found, range(limit), strict=False)]


def found_in(hits: Iterable[Hit], language: str) -> list[tuple[str, str, Hit]]:
    """Of what a search found, the articles and pages: address, title and the hit."""
    found = []
    for hit in hits:
        folder, _, slug = hit.path.partition("/")
        if folder not in ("news", "pages"):
            continue
        document = article_at(slug) if folder == "news" else page_at(slug)
        if document:
            title = articles.version_for(document, language).title
            address = f"/{language}/news/{slug}/" if folder == "news" else page_path(slug, language)
            found.append((address, title, hit))
    return found


def page_path(slug: str, language: str) -> str:
    return f"/{language}/about/" if slug == "about" else f"/{language}/about/{slug}/"


def frame(language: str) -> dict[str, Any]:
    """What head and foot of every page name of it."""
    held = written()
    own = pages(language, held)
    return {"has_news": bool(held.articles), "own_pages": own, "can_act": held.can_act}


def pages(language: str, held: Written) -> list[tuple[str, str]]:
    """Address and title of the pages that there are, in their order."""
    return [
        (page_path(slug, language), articles.version_for(document, language).title)
        for slug, document in held.pages.items()
    ]


def article_at(slug: str) -> NewsDocument | None:
    return next((one for one in documents() if one.slug == slug), None)


def page_at(slug: str) -> TextPageDocument | None:
    return written().pages.get(slug)
