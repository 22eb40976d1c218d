-- The edition store. docs/reference/edition.md describes it for outsiders.
CREATE TABLE IF NOT EXISTS editions (
    number INTEGER PRIMARY KEY,
    published_at TEXT NOT NULL,       -- UTC, ISO 8601
    published_by TEXT NOT NULL,
    message TEXT NOT NULL,
    documents INTEGER NOT NULL,
    root TEXT NOT NULL,               -- Merkle root, RFC 6962, hexadecimal
    signature TEXT NOT NULL           -- minisign, over store.statement()
) STRICT;

CREATE TABLE IF NOT EXISTS current (   -- one row: the edition that is shown
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL REFERENCES editions (number)
) STRICT;

CREATE TABLE IF NOT EXISTS documents (
    hash TEXT PRIMARY KEY,            -- SHA-256 of body, hexadecimal
    body BLOB NOT NULL                -- RFC 8785 JSON
) STRICT, WITHOUT ROWID;

-- `until_edition` is the first edition that no longer holds it; the largest integer while it holds.
CREATE TABLE IF NOT EXISTS contents (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES documents (hash),
    from_edition INTEGER NOT NULL,
    until_edition INTEGER NOT NULL DEFAULT 9223372036854775807
) STRICT;
CREATE INDEX IF NOT EXISTS contents_path ON contents (path, from_edition);

-- What lists of people need, without opening a document.
CREATE TABLE IF NOT EXISTS people (
    content INTEGER PRIMARY KEY REFERENCES contents (id),
    slug TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    status TEXT NOT NULL,
    summary TEXT NOT NULL             -- JSON: names, language, status, periods
) STRICT;
CREATE INDEX IF NOT EXISTS people_sorted ON people (sort_key, slug);
CREATE INDEX IF NOT EXISTS people_status ON people (status, sort_key, slug);

-- What people are filtered and sorted by. `codes` is JSON: by filter, each code with the words
-- of the source, or "" where the code is enough. The days of stays that are over; to them come
-- those since `open_since`, where a stay lasts.
CREATE TABLE IF NOT EXISTS facets (
    content INTEGER PRIMARY KEY REFERENCES contents (id),
    arrested TEXT NOT NULL,
    days INTEGER NOT NULL,
    open_since TEXT,
    codes TEXT NOT NULL
) STRICT;

-- What events are found by. `day` is the first possible day, empty when none is known; `codes`
-- is JSON as in facets.
CREATE TABLE IF NOT EXISTS happened (
    content INTEGER PRIMARY KEY REFERENCES contents (id),
    id TEXT NOT NULL,
    family TEXT NOT NULL,
    type TEXT NOT NULL,
    day TEXT NOT NULL,
    codes TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS happened_family ON happened (family, day);
CREATE INDEX IF NOT EXISTS happened_type ON happened (type, day);

-- Pictures that documents name by their SHA-256, and which documents do.
CREATE TABLE IF NOT EXISTS blobs (
    hash TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pictures (
    hash TEXT NOT NULL REFERENCES blobs (hash),
    content INTEGER NOT NULL REFERENCES contents (id),
    PRIMARY KEY (hash, content)
) STRICT, WITHOUT ROWID;

-- Words of people by content; names also as keys that are the same across scripts.
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
    names, name_keys, body, tokenize = "unicode61 remove_diacritics 2"
);

-- Words of sources, news and pages by content. Apart, so that a list of people never walks over them.
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (
    body, tokenize = "unicode61 remove_diacritics 2"
);
