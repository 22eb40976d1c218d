"""Writing editions: one transaction each, whole or not at all. For the door alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from habeas import vocabulary
from habeas.core import documents
from habeas.core.articles import Article, pictures_of, words_of
from habeas.core.merkle import merkle_root
from habeas.core.names import skeleton
from habeas.core.seals import sha256_hex
from habeas.public.edition.events import day_of, event_codes
from habeas.public.edition.facets import facets_of
from habeas.public.edition.store import Edition, EditionInfo, statement

VERSION = 4  # of the schema; the first had no facets, the second no pictures, the third no texts
SCHEMA = (Path(__file__).parent / "schema.sql").read_text()


def make_store(file: Path) -> None:
    """Make an empty store, or bring one of an older version up to date.

    Repeating it changes nothing.
    """
    with _open(file) as connection:
        _bring_up_to_date(connection)


def root_of(published: Iterable[documents.Document]) -> str:
    """The Merkle root of a set of documents, in the order of their paths."""
    pairs = ((documents.path_of(one), sha256_hex(documents.canonical(one))) for one in published)
    return _root(dict(pairs))


def write_edition(
    file: Path,
    published: Iterable[documents.Document],
    *,
    message: str,
    by: str,
    at: datetime,
    sign: Callable[[bytes], str],
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> EditionInfo:
    """Write the next edition and make it the current one.

    `pictures` are those (JPEG) that documents name by their SHA-256 and no edition held yet.
    When the documents are exactly those of the current edition nothing is
    written and that edition is returned. Raises sqlite3.Error, also when a named picture
    is missing; then the former edition stands untouched.
    """
    by_path = {documents.path_of(one): one for one in published}
    bodies = {path: documents.canonical(one) for path, one in by_path.items()}
    hashes = {path: sha256_hex(body) for path, body in bodies.items()}
    root = _root(hashes)
    make_store(file)
    with _open(file) as connection, _transaction(connection):
        held = _current(connection)
        if held and held.root == root:
            return held
        number = 1 + _one(connection, "SELECT coalesce(max(number), 0) FROM editions")
        moment = at.astimezone(UTC).isoformat(timespec="seconds")
        info = EditionInfo(
            number=number,
            published_at=moment,
            published_by=by,
            message=message,
            documents=len(hashes),
            root=root,
            signature=sign(statement(number, moment, root, len(hashes))),
        )
        connection.execute(
            "INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?, ?)",
            [number, moment, by, message, info.documents, root, info.signature],
        )
        _keep_pictures(connection, pictures)
        _replace_contents(connection, number, hashes, bodies, by_path)
        connection.execute("INSERT OR REPLACE INTO current VALUES (1, ?)", [number])
    return info


def point_to(file: Path, number: int) -> EditionInfo:
    """Make an older edition the current one. Raises LookupError when there is none such."""
    with _open(file) as connection, _transaction(connection):
        if not _one(connection, "SELECT count(*) FROM editions WHERE number = ?", number):
            raise LookupError(number)
        connection.execute("INSERT OR REPLACE INTO current VALUES (1, ?)", [number])
    info = Edition(file).current()
    if info is None:
        raise LookupError(number)
    return info


def _root(hashes: dict[str, str]) -> str:
    leaves = (f"{path}\n{hashes[path]}\n".encode() for path in sorted(hashes))
    return merkle_root(leaves).hex()


def _replace_contents(
    connection: sqlite3.Connection,
    number: int,
    hashes: dict[str, str],
    bodies: dict[str, bytes],
    by_path: dict[str, documents.Document],
) -> None:
    """End what the newest edition held and this one does not; begin what is new.

    Compared with the newest edition, which after a roll-back is not the current one.
    """
    rows = connection.execute(
        "SELECT path, hash, id FROM contents WHERE until_edition = 9223372036854775807"
    )
    held = {path: (hash, key) for path, hash, key in rows}
    ended = [key for path, (hash, key) in held.items() if hashes.get(path) != hash]
    connection.executemany(
        "UPDATE contents SET until_edition = ? WHERE id = ?", [(number, key) for key in ended]
    )
    for path, hash in hashes.items():
        if path in held and held[path][0] == hash:
            continue
        connection.execute("INSERT OR IGNORE INTO documents VALUES (?, ?)", [hash, bodies[path]])
        cursor = connection.execute(
            "INSERT INTO contents (path, hash, from_edition) VALUES (?, ?, ?)", [path, hash, number]
        )
        _index(connection, cursor.lastrowid or 0, by_path[path])


def _keep_pictures(connection: sqlite3.Connection, pictures: Mapping[str, bytes]) -> None:
    """Raises ValueError for bytes that are not what their name says."""
    for hash, body in pictures.items():
        if sha256_hex(body) != hash:
            raise ValueError(f"the bytes of picture {hash} are others")
        connection.execute("INSERT OR IGNORE INTO blobs VALUES (?, 'image/jpeg', ?)", [hash, body])


def _index(connection: sqlite3.Connection, key: int, document: documents.Document) -> None:
    """Enter a document into the index and the search, from its own data alone."""
    match document:
        case documents.PersonDocument():
            names = [name.text for name in document.names]
            _index_person(connection, key, document)
            quotes = [c.quote for event in document.events for c in event.citations]
            facts = [fact.value for fact in document.attributes]
            _enter_person(connection, key, names, [*quotes, *facts])
        case documents.SourceDocument():
            words = [document.title, document.publisher, document.author or ""]
            _enter_text(connection, key, [*words, *(part.text for part in document.excerpts)])
        case documents.EventDocument():
            _index_event(connection, key, document)
        case (
            documents.MovedDocument()
            | documents.PlaceDocument()
            | documents.AppealDocument()
            | documents.PetitionDocument()
            | documents.StatementDocument()
            | documents.RecipientDocument()
        ):
            pass  # found through its persons, or by its address alone
        case documents.NewsDocument() | documents.TextPageDocument():
            _index_article(connection, key, document)


def _index_article(connection: sqlite3.Connection, key: int, document: Article) -> None:
    titles = [version.title for version in document.versions]
    words = [text for version in document.versions for text in words_of(version)]
    _enter_text(connection, key, [*titles, *words])
    named = {hash for one in pictures_of(document) for hash in (one.sha256, one.card)}
    connection.executemany(
        "INSERT OR IGNORE INTO pictures VALUES (?, ?)", [(hash, key) for hash in sorted(named)]
    )


def _index_person(
    connection: sqlite3.Connection, key: int, document: documents.PersonDocument
) -> None:
    kept = {"slug", "names", "language", "country", "status", "periods"}
    summary = document.model_dump(mode="json", include=kept)
    for name in summary["names"]:
        name.pop("citations")
    connection.execute(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?)",
        [
            key,
            document.slug,
            _sort_key(document),
            document.status,
            json.dumps(summary, ensure_ascii=False),
        ],
    )

    _index_facets(connection, key, document)


def _index_facets(
    connection: sqlite3.Connection, key: int, document: documents.PersonDocument
) -> None:
    found = facets_of(document)
    codes = json.dumps(found.codes, ensure_ascii=False)
    connection.execute(
        "INSERT INTO facets VALUES (?, ?, ?, ?, ?)",
        [key, found.arrested, found.days, found.open_since, codes],
    )


def _index_event(
    connection: sqlite3.Connection, key: int, document: documents.EventDocument
) -> None:
    event = document.event
    codes = json.dumps(event_codes(event), ensure_ascii=False)
    family = vocabulary.event_types()[event.type].family
    connection.execute(
        "INSERT INTO happened VALUES (?, ?, ?, ?, ?, ?)",
        [key, event.id, family, event.type, day_of(event), codes],
    )


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Tables that are missing, and what a store of an older version does not have in them."""
    if _one(connection, "PRAGMA user_version") == VERSION:
        return
    connection.executescript(SCHEMA)
    with _transaction(connection):
        _add_missing_facets(connection)
        _move_texts(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _move_texts(connection: sqlite3.Connection) -> None:
    """A store whose texts were searched among the people gets them apart."""
    among = "FROM search WHERE rowid NOT IN (SELECT content FROM people)"
    connection.execute(f"INSERT INTO texts (rowid, body) SELECT rowid, body {among}")
    connection.execute(f"DELETE {among}")


def _add_missing_facets(connection: sqlite3.Connection) -> None:
    """A store that was made before there were facets gets them from its own documents."""
    missing = connection.execute(
        "SELECT c.id, d.body FROM people p JOIN contents c ON c.id = p.content"
        " JOIN documents d USING (hash) LEFT JOIN facets f ON f.content = c.id"
        " WHERE f.content IS NULL"
    )
    for key, body in missing.fetchall():
        _index_facets(connection, key, documents.PersonDocument.model_validate_json(body))
    missing = connection.execute(
        "SELECT c.id, d.body FROM contents c JOIN documents d USING (hash)"
        " LEFT JOIN happened h ON h.content = c.id"
        " WHERE c.path LIKE 'events/%' AND h.content IS NULL"
    )
    for key, body in missing.fetchall():
        _index_event(connection, key, documents.EventDocument.model_validate_json(body))


def _sort_key(document: documents.PersonDocument) -> str:
    """By the last word of the Latin name: the slug is that name, given name first.

    A number after it only tells two people of one name apart.
    """
    words = document.slug.split("-")
    numbers = [words.pop()] if len(words) > 1 and words[-1].isdecimal() else []
    return " ".join([words[-1], *words[:-1], *numbers])


def _enter_person(
    connection: sqlite3.Connection, key: int, names: list[str], body: list[str]
) -> None:
    keys = [skeleton(word) for name in names for word in name.split()]
    connection.execute(
        "INSERT INTO search (rowid, names, name_keys, body) VALUES (?, ?, ?, ?)",
        [key, " ".join(names), " ".join(dict.fromkeys(keys)), "\n".join(dict.fromkeys(body))],
    )


def _enter_text(connection: sqlite3.Connection, key: int, body: list[str]) -> None:
    connection.execute(
        "INSERT INTO texts (rowid, body) VALUES (?, ?)", [key, "\n".join(dict.fromkeys(body))]
    )


def _current(connection: sqlite3.Connection) -> EditionInfo | None:
    row = connection.execute("SELECT e.* FROM editions e JOIN current USING (number)").fetchone()
    return EditionInfo(*row) if row else None


def _one(connection: sqlite3.Connection, sql: str, *values: object) -> int:
    return int(connection.execute(sql, values).fetchone()[0])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


@contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as connection:
        # A rollback journal, not WAL: readers open the file read-only, from folders
        # that they may not write to, and a copy of the one file is whole.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
