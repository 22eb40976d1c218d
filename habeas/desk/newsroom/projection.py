"""Texts as public documents. Only what is live, and of records only what is public itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from habeas.core import articles
from habeas.core.articles import Block, NewsDocument, TextPageDocument, Version
from habeas.core.documents import Document, PersonDocument
from habeas.desk.actions.models import Appeal
from habeas.desk.casefiles.models import Person
from habeas.desk.newsroom import queries
from habeas.desk.newsroom.models import NewsPage, Picture, Text, TextPage
from habeas.desk.newsroom.pictures import public_form
from habeas.desk.newsroom.richtext import blocks_of
from habeas.desk.sources.models import Source


@dataclass
class Texts:
    """Documents, the bytes of their pictures by SHA-256, and what is kept back and why."""

    documents: list[articles.Article] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    withheld: list[tuple[str, str]] = field(default_factory=list)


def public_texts(edition: Mapping[str, Document], *, now: datetime) -> Texts:
    """Every text that may be public beside the other documents of an edition."""
    return _Projector(edition, now).run()


class _Projector:
    def __init__(self, edition: Mapping[str, Document], now: datetime) -> None:
        self.edition = edition
        self.news = queries.live_texts(NewsPage, now=now)
        self.pages = queries.live_texts(TextPage, now=now)
        self.path_by_key = {
            version.pk: f"{folder}/{queries.address_of(versions[0])}"
            for folder, texts in (("news", self.news), ("pages", self.pages))
            for versions in texts
            for version in versions
        }
        people = [one.slug for one in edition.values() if isinstance(one, PersonDocument)]
        self.secret = _pattern(queries.restricted_names(people))
        self.stale = {
            page.pk
            for page in queries.stale_translations(
                [version for texts in (*self.news, *self.pages) for version in texts]
            )
        }
        self.result = Texts()

    def run(self) -> Texts:
        for texts in self.news:
            if versions := self._versions(texts):
                self.result.documents.append(self._article(texts[0], versions))
        for pages in self.pages:
            if versions := self._versions(pages):
                slug = queries.address_of(pages[0])
                self.result.documents.append(TextPageDocument(slug=slug, versions=versions))
        return self.result

    def _article(self, first: NewsPage, versions: tuple[Version, ...]) -> NewsDocument:
        blocks = [block for version in versions for block in version.blocks]
        named = [
            block.slug
            for block in blocks
            if isinstance(block, articles.PersonEmbed | articles.CounterEmbed) and block.slug
        ]
        related = (self.path_by_key.get(one.article_id, "") for one in first.related.all())
        return NewsDocument(
            slug=queries.address_of(first),
            published=first.day.isoformat(),
            versions=versions,
            people=tuple(dict.fromkeys(named)),
            related=tuple(dict.fromkeys(path.removeprefix("news/") for path in related if path)),
        )

    def _versions(self, texts: list[Any]) -> tuple[Version, ...]:
        """Those that say no name which is restricted, the original first."""
        found = []
        for page in texts:
            version = self._version(page)
            said = "\n".join((version.title, version.series or "", *articles.words_of(version)))
            if self.secret and self.secret.search(said):
                self._withhold(page, "a restricted name stands in it")
            else:
                found.append(version)
                self.result.pictures |= self._bytes_of(page, version)
        return tuple(found)

    def _version(self, page: Text) -> Version:
        is_news = isinstance(page, NewsPage)
        return Version(
            language=page.locale.language_code,
            title=page.title,
            summary=page.summary if is_news else "",
            blocks=tuple(self._blocks(page)),
            tags=tuple(sorted(tag.name for tag in page.tags.all())) if is_news else (),
            series=(page.series or None) if is_news else None,
            behind=page.pk in self.stale,
        )

    def _blocks(self, page: Text) -> Iterator[Block]:
        for part in page.body:
            match part.block_type:
                case "text":
                    yield from blocks_of(part.value.source, self.path_by_key.get)
                case "picture":
                    yield from self._picture(page, part.value)
                case "quotes":
                    yield _quotes(part.value)
                case "correction":
                    day = part.value["date"].isoformat()
                    yield articles.Correction(date=day, text=part.value["text"])
                case _:
                    yield from self._embed(page, part.block_type, part.value)

    def _embed(self, page: Text, kind: str, value: Any) -> Iterator[Block]:
        """A record that is public in this very edition; another is named among what is kept."""
        if kind == "counter" and value["person"] is None:
            yield articles.CounterEmbed()
            return
        record = value["person"] if kind == "counter" else value
        path = self._path_of(record) if record else None
        if path is None:
            key = getattr(record, "public_id", "gone")
            self._withhold(page, f"its embedded {_KINDS[kind]} {key} is not public")
            return
        key = path.split("/")[1]
        match kind:
            case "counter":
                yield articles.CounterEmbed(slug=key)
            case "person":
                yield articles.PersonEmbed(slug=key)
            case "action":
                yield articles.ActionEmbed(slug=key)
            case "source":
                yield articles.SourceEmbed(id=key)

    def _path_of(self, record: Person | Appeal | Source) -> str | None:
        match record:
            case Person():
                while record.merged_into:
                    record = record.merged_into
                paths = [f"people/{record.slug}"]
            case Appeal():
                paths = [f"actions/{record.slug}"]
            case Source():
                captures = record.captures.order_by("-captured_at", "-pk")
                paths = [f"sources/{capture.public_id}" for capture in captures]
        return next((path for path in paths if path in self.edition), None)

    def _picture(self, page: Text, value: Any) -> Iterator[Block]:
        picture: Picture | None = value["picture"]
        try:
            form = public_form(picture) if picture else None
        except OSError:
            form = None
        if picture is None or form is None:
            self._withhold(page, "a picture's file is gone")
            return
        whole, card = form.blobs
        yield articles.Picture(
            sha256=whole,
            width=form.width,
            height=form.height,
            card=card,
            alt=value["alt"],
            credit=picture.credit,
            caption=value["caption"] or None,
        )

    def _bytes_of(self, page: Text, version: Version) -> dict[str, bytes]:
        named = {b.sha256 for b in version.blocks if isinstance(b, articles.Picture)}
        pictures = [part.value["picture"] for part in page.body if part.block_type == "picture"]
        forms = [public_form(picture) for picture in pictures if picture]
        return {
            hash: data
            for form in forms
            if next(iter(form.blobs)) in named
            for hash, data in form.blobs.items()
        }

    def _withhold(self, page: Text, reason: str) -> None:
        item = f"text {queries.address_of(page)} ({page.locale.language_code})"
        self.result.withheld.append((item, reason))


_KINDS = {"person": "person", "counter": "person", "action": "appeal", "source": "source"}


def _quotes(value: Any) -> articles.Quotes:
    return articles.Quotes(
        topic=value["topic"],
        quotations=tuple(
            articles.Quotation(
                text=one["text"], speaker=one["speaker"], office=one["office"] or None
            )
            for one in value["quotations"]
        ),
    )


def _pattern(names: list[str]) -> re.Pattern[str] | None:
    """Finds any of the names as whole words, in whatever case and spacing."""
    said = [r"\s+".join(map(re.escape, name.split())) for name in names if len(name) > 3]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE) if said else None
