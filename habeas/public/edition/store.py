"""Reading editions. The file is opened read-only; nothing here can write."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from habeas.core.names import skeleton
from habeas.public.edition.events import ResponseIndex
from habeas.public.edition.people import PeopleIndex

HELD = "c.from_edition <= :edition AND :edition < c.until_edition"
AT_ONCE = 500
MOST_WORDS = 20  # that a search looks for
FEW = 10  # hits, with which a search goes on to words that only begin so
PEOPLE = f"FROM people p JOIN contents c ON c.id = p.content WHERE {HELD}"


Made = TypeVar("Made")


@dataclass(frozen=True)
class EditionInfo:
    number: int
    published_at: str
    published_by: str
    message: str
    documents: int
    root: str
    signature: str

    def statement(self) -> bytes:
        return statement(self.number, self.published_at, self.root, self.documents)


@dataclass(frozen=True)
class StoredDocument:
    path: str
    hash: str
    body: bytes


@dataclass(frozen=True)
class Page:
    """Part of a list: `after` is the cursor for the next part, None at the end."""

    items: list[dict[str, Any]]
    after: str | None
    total: int


@dataclass(frozen=True)
class Hit:
    path: str
    snippet: str

    @property
    def parts(self) -> list[str]:
        """The snippet cut where found words begin and end: every second part was found."""
        return re.split("[⟨⟩]", self.snippet)


@dataclass
class Edition:
    """The edition store as its readers see it: by default, the current edition.

    Safe to share between threads. Without any edition `current()` is None and
    lists are empty. `file` may be missing: that is a portal before its first edition.
    """

    file: Path
    _local: threading.local = field(default_factory=threading.local, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _made: dict[str, tuple[int, Any]] = field(default_factory=dict, repr=False)

    def current(self) -> EditionInfo | None:
        rows = self._rows("SELECT e.* FROM editions e JOIN current USING (number)")
        return EditionInfo(*rows[0]) if rows else None

    def number(self) -> int:
        """The number of the current edition; 0 before the first."""
        rows = self._rows("SELECT number FROM current")
        return int(rows[0][0]) if rows else 0

    def editions(self) -> list[EditionInfo]:
        """Every edition, newest first."""
        return [
            EditionInfo(*row) for row in self._rows("SELECT * FROM editions ORDER BY number DESC")
        ]

    def document(self, path: str) -> StoredDocument | None:
        rows = self._rows(
            f"SELECT c.path, c.hash, d.body FROM contents c JOIN documents d USING (hash)"
            f" WHERE c.path = :path AND {HELD}",
            path=path,
        )
        return StoredDocument(*rows[0]) if rows else None

    def picture(self, hash: str) -> tuple[str, bytes] | None:
        """Media type and bytes of a picture that a document of the current edition names."""
        rows = self._rows(
            "SELECT b.media_type, b.body FROM blobs b WHERE b.hash = :hash AND EXISTS"
            " (SELECT 1 FROM pictures p JOIN contents c ON c.id = p.content"
            f" WHERE p.hash = b.hash AND {HELD})",
            hash=hash,
        )
        return rows[0] if rows else None

    def texts(self) -> list[bytes]:
        """The articles and pages of the current edition, by path."""
        rows = self._rows(
            "SELECT d.body FROM contents c JOIN documents d USING (hash) WHERE"
            " (c.path BETWEEN 'news/' AND 'news0' OR c.path BETWEEN 'pages/' AND 'pages0')"
            f" AND {HELD} ORDER BY c.path"
        )
        return [row[0] for row in rows]

    def holds_any(self, *prefixes: str) -> bool:
        """Whether the current edition has a document under one of the prefixes."""
        return bool(
            self._rows(
                f"SELECT 1 FROM contents c JOIN json_each(:prefixes) p WHERE {HELD}"
                " AND c.path >= p.value AND c.path < p.value || char(0x10FFFF) LIMIT 1",
                prefixes=json.dumps(prefixes),
            )
        )

    def bodies(self, prefix: str = "") -> Iterator[tuple[str, bytes]]:
        """Path and bytes of every document of the current edition, by path.

        A part at a time: a reader who takes long holds no lock that publishing
        would wait for, and still gets one edition.
        """
        number, after = self.number(), ""
        while True:
            rows = self._rows(
                f"SELECT c.path, d.body FROM contents c JOIN documents d USING (hash)"
                f" WHERE {HELD} AND c.path >= :prefix AND c.path < :prefix || char(0x10FFFF)"
                " AND c.path > :after ORDER BY c.path LIMIT :most",
                prefix=prefix,
                after=after,
                most=AT_ONCE,
                edition=number,
            )
            yield from rows
            if len(rows) < AT_ONCE:
                return
            after = rows[-1][0]

    def listing(
        self, prefix: str, *, after: str = "", limit: int = 50
    ) -> tuple[list[tuple[str, bytes]], int]:
        """Path and bytes by path, one more than `limit` if there are; and the total."""
        held = f"FROM contents c JOIN documents d USING (hash) WHERE {HELD}"
        within = " AND c.path >= :prefix AND c.path < :prefix || char(0x10FFFF)"
        rows = self._rows(
            f"SELECT c.path, d.body {held}{within} AND c.path > :after"
            " ORDER BY c.path LIMIT :limit",
            prefix=prefix,
            after=after,
            limit=limit + 1,
        )
        total = self._rows(f"SELECT count(*) {held}{within}", prefix=prefix)
        return [(path, body) for path, body in rows], int(total[0][0]) if total else 0

    def since(self, prefix: str) -> dict[str, str]:
        """When each document under a prefix came to be as it is: RFC 3339, by path."""
        rows = self._rows(
            "SELECT c.path, e.published_at FROM contents c JOIN editions e"
            f" ON e.number = c.from_edition WHERE {HELD}"
            " AND c.path >= :prefix AND c.path < :prefix || char(0x10FFFF)",
            prefix=prefix,
        )
        return dict(rows)

    def changed(self, number: int, prefix: str = "people/") -> tuple[list[str], list[str], int]:
        """What an edition did: paths added, paths changed, and how many it withdrew.

        What was withdrawn is counted and not named: naming it would publish it again.
        """
        rows = self._rows(
            "SELECT path, EXISTS (SELECT 1 FROM contents before WHERE before.path = c.path"
            "  AND before.until_edition = :number) FROM contents c"
            " WHERE from_edition = :number AND path >= :prefix"
            " AND path < :prefix || char(0x10FFFF) ORDER BY path",
            number=number,
            prefix=prefix,
        )
        gone = self._rows(
            "SELECT count(*) FROM contents c WHERE until_edition = :number"
            " AND path >= :prefix AND path < :prefix || char(0x10FFFF) AND NOT EXISTS"
            " (SELECT 1 FROM contents after WHERE after.path = c.path"
            "  AND after.from_edition = :number)",
            number=number,
            prefix=prefix,
        )
        added = [path for path, was_there in rows if not was_there]
        changed = [path for path, was_there in rows if was_there]
        return added, changed, int(gone[0][0]) if gone else 0

    def people_named(self, slugs: list[str]) -> list[dict[str, Any]]:
        """The summaries of these people, as far as they are in the current edition, by name."""
        rows = self._rows(
            f"SELECT p.summary {PEOPLE} AND p.slug IN (SELECT value FROM json_each(:slugs))"
            " ORDER BY p.sort_key, p.slug",
            slugs=json.dumps(slugs),
        )
        return [json.loads(row[0]) for row in rows]

    def people(
        self,
        filters: Mapping[str, str] = MappingProxyType({}),
        *,
        q: str = "",
        sort: str = "name",
        after: str = "",
        limit: int = 50,
        on: date = date.min,
    ) -> Page:
        """People who fit: summaries, facets, and the edition that changed each last.

        `q` finds names across scripts.

        `filters` are facets by name, each a code, several with commas between them,
        or a range (`"2020-05..2021"` of `arrested`); `sort` is one of `people.SORTS`,
        where `days` counts to the day `on`. `after` is a cursor of an earlier page
        in the same order; one that is unknown begins anew.
        """
        index = self.index()
        selected = index.select(chosen(filters), among=self.found(q))
        rows, last = index.page(selected, sort=sort, after=after, limit=limit, on=on)
        held = self._summaries([one.content for one in rows])
        items = [held[one.content] | {"changed_in": one.changed_in} for one in rows]
        return Page(items, last, selected.bit_count())

    def index(self) -> PeopleIndex:
        """The people of the current edition, made ready when an edition is first asked about."""
        return self.made(
            "people",
            lambda: PeopleIndex(
                self._rows(
                    "SELECT p.content, p.slug, p.sort_key, f.arrested, f.days, f.open_since,"
                    " c.from_edition, f.codes FROM people p JOIN contents c ON c.id = p.content"
                    f" JOIN facets f ON f.content = p.content WHERE {HELD}"
                    " ORDER BY p.sort_key, p.slug"
                )
            ),
        )

    def response_index(self) -> ResponseIndex:
        """The responses of the current edition, made ready when they are first asked about."""
        return self.made(
            "responses",
            lambda: ResponseIndex(
                self._rows(
                    "SELECT h.content, h.id, h.day, h.codes FROM happened h JOIN contents c"
                    f" ON c.id = h.content WHERE h.family = 'response' AND {HELD}"
                    " ORDER BY h.day DESC, h.id"
                )
            ),
        )

    def made(self, name: str, make: Callable[[], Made]) -> Made:
        """Something made once for each edition that is shown, and kept under its name."""
        number = self.number()
        with self._lock:
            held = self._made.get(name)
            if held is None or held[0] != number:
                self._made = {key: one for key, one in self._made.items() if one[0] == number}
                held = self._made[name] = (number, make())
            made: Made = held[1]
            return made

    def all_periods(self) -> Iterator[list[dict[str, Any]]]:
        """The periods of everybody in the current edition."""
        for row in self._rows(f"SELECT json_extract(p.summary, '$.periods') {PEOPLE}"):
            yield json.loads(row[0])

    def responses(
        self, filters: Mapping[str, str] = MappingProxyType({}), *, after: str = "", limit: int = 50
    ) -> Page:
        """Responses that fit, the latest first, as the events of their documents.

        `filters` are facets as in `people`: type, year, body, person, country.
        """
        index = self.response_index()
        selected = index.select(chosen(filters))
        rows, last = index.page(selected, after=after, limit=limit)
        held = self._events([one.content for one in rows])
        return Page([held[one.content] for one in rows], last, selected.bit_count())

    def of_type(self, type: str, *, since: str, limit: int = 200) -> list[dict[str, Any]]:
        """The events of a type from a day on (ISO 8601), the earliest first."""
        rows = self._rows(
            "SELECT h.content FROM happened h JOIN contents c ON c.id = h.content"
            f" WHERE h.type = :type AND h.day >= :since AND {HELD}"
            " ORDER BY h.day, h.id LIMIT :most",
            type=type,
            since=since,
            most=limit,
        )
        held = self._events([row[0] for row in rows])
        return [held[row[0]] for row in rows]

    def _events(self, contents: list[int]) -> dict[int, dict[str, Any]]:
        bodies = self._rows(
            "SELECT c.id, d.body FROM contents c JOIN documents d USING (hash)"
            " WHERE c.id IN (SELECT value FROM json_each(:contents))",
            contents=json.dumps(contents),
        )
        return {content: json.loads(body)["event"] for content, body in bodies}

    def was_published(self, path: str) -> bool:
        """Whether some edition held a document under this path, though the current one does not."""
        ever = self._rows("SELECT 1 FROM contents WHERE path = :path LIMIT 1", path=path)
        return bool(ever) and self.document(path) is None

    def found(self, q: str) -> set[int] | None:
        """The content ids of people of whom all the words are true; None when nothing was asked."""
        if not q.strip():
            return None
        return {
            row[0]
            for row in self._rows(
                "SELECT rowid FROM search WHERE search MATCH :keys", keys=_query(q)
            )
        }

    def _summaries(self, contents: list[int]) -> dict[int, dict[str, Any]]:
        rows = self._rows(
            "SELECT content, summary, codes FROM people JOIN facets USING (content)"
            " WHERE content IN (SELECT value FROM json_each(:contents))",
            contents=json.dumps(contents),
        )
        return {
            content: json.loads(summary) | {"facets": json.loads(codes)}
            for content, summary, codes in rows
        }

    def statuses(self) -> dict[str, int]:
        """How many people there are of each status."""
        index = self.index()
        return {code: index.members("status", [code]).bit_count() for code in index.codes("status")}

    def search(self, q: str, *, limit: int = 50) -> list[Hit]:
        """Sources, news and pages that hold all the words, the newest first.

        Where less than ten hold the words as they were written, those with words that only begin
        so come after them. To weigh every text
        that holds a common word would take as long as there are texts; the newest are found at
        once. People are found by `people`.
        """
        words = [word.replace('"', '""') for word in q.split()[:MOST_WORDS]]
        if not words:
            return []
        hits = self._newest(" AND ".join(f'"{word}"' for word in words), limit)
        if len(hits) < min(FEW, limit):
            begun = self._newest(" AND ".join(f'"{word}"*' for word in words), limit)
            hits += [hit for hit in begun if hit.path not in {one.path for one in hits}]
        return hits[:limit]

    def _newest(self, keys: str, limit: int) -> list[Hit]:
        rows = self._rows(
            "SELECT c.path, snippet(texts, 0, '⟨', '⟩', ' … ', 24)"
            " FROM texts JOIN contents c ON c.id = texts.rowid"
            f" WHERE texts MATCH :keys AND {HELD} ORDER BY texts.rowid DESC LIMIT :limit",
            keys=keys,
            limit=limit,
        )
        return [Hit(*row) for row in rows]

    def _rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """Rows; where the statement names `:edition` and nobody gave it, of the current one."""
        connection = self._connection()
        if connection is None:
            return []
        if ":edition" in sql and "edition" not in values:
            row = connection.execute("SELECT number FROM current").fetchone()
            values["edition"] = row[0] if row else 0
        return connection.execute(sql, values).fetchall()

    def _connection(self) -> sqlite3.Connection | None:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None and self.file.exists():
            held = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20)
            held.execute("PRAGMA query_only = ON")
            self._local.connection = held
        return held


def statement(number: int, published_at: str, root: str, documents: int) -> bytes:
    """What an edition's signature is over: four lines of text."""
    return f"habeas edition {number}\n{published_at}\n{root}\n{documents} documents\n".encode()


def chosen(filters: Mapping[str, str]) -> dict[str, Collection[str]]:
    """Filters as asked for, with commas, as the codes of each; what is empty filters nothing."""
    split = {name: tuple(filter(None, text.split(","))) for name, text in filters.items()}
    return {name: codes for name, codes in split.items() if codes}


def _query(q: str) -> str:
    """A search for all the words, each as it stands or as a name's key; never FTS syntax."""
    parts = []
    for word in q.split()[:MOST_WORDS]:
        quoted = word.replace('"', '""')
        key = skeleton(word).replace('"', '""')
        either = f'"{quoted}"*' + (f' OR name_keys : "{key}"' if key.strip() else "")
        parts.append(f"({either})")
    return " AND ".join(parts)
