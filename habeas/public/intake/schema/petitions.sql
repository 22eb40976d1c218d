-- Petitions: who signed is sealed; what is open here can name nobody.
-- Moments are seconds since 1970, cut to the minute.
CREATE TABLE IF NOT EXISTS secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL               -- signs links and forms; opens nothing
) STRICT;

CREATE TABLE IF NOT EXISTS petitions (
    slug TEXT PRIMARY KEY,
    key BLOB,                         -- of the fingerprints; null once destroyed
    started_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS signatures (
    id TEXT PRIMARY KEY,              -- random
    petition TEXT NOT NULL,
    state TEXT NOT NULL,              -- pending, confirmed, withdrawn, invalidated, anonymised
    suspect INTEGER NOT NULL,         -- 1: not counted until somebody has looked
    country TEXT NOT NULL,            -- ISO 3166-1 alpha-2; ZZ: not said
    language TEXT NOT NULL,
    version INTEGER NOT NULL,         -- of the text
    fingerprint BLOB,                 -- keyed hash of the address, for doubles alone
    domain BLOB,                      -- keyed hash of its domain
    signed_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    mails INTEGER NOT NULL,           -- how many were sent
    counted INTEGER NOT NULL,         -- 1: the counter knows of it
    query TEXT,                       -- of the bulk invalidation that changed it
    UNIQUE (petition, fingerprint)
) STRICT;

CREATE INDEX IF NOT EXISTS signatures_to_count ON signatures (id)
    WHERE counted = 0 AND suspect = 0 AND state IN ('confirmed', 'anonymised');

CREATE INDEX IF NOT EXISTS signatures_to_uncount ON signatures (id)
    WHERE counted = 1 AND (suspect = 1 OR state NOT IN ('confirmed', 'anonymised'));

CREATE INDEX IF NOT EXISTS signatures_suspect ON signatures (petition, signed_at)
    WHERE suspect = 1;

CREATE TABLE IF NOT EXISTS sealed (
    signature TEXT NOT NULL,
    recipient TEXT NOT NULL,          -- slug in the petition's document
    body BLOB NOT NULL,               -- age, to the recipient's key
    PRIMARY KEY (signature, recipient)
) STRICT;

CREATE TABLE IF NOT EXISTS counts (
    petition TEXT NOT NULL,
    country TEXT NOT NULL,
    language TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (petition, country, language)
) STRICT;

CREATE TABLE IF NOT EXISTS reached (
    petition TEXT NOT NULL,
    goal INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (petition, goal)
) STRICT;

CREATE TABLE IF NOT EXISTS queries (
    id TEXT PRIMARY KEY,
    verb TEXT NOT NULL,               -- invalidate, clear
    state TEXT NOT NULL,              -- saved, running, done, cancelled, undone
    petition TEXT NOT NULL,
    country TEXT,
    domain BLOB,
    since INTEGER,
    until INTEGER,
    suspect INTEGER,
    matched INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS receipts (
    id TEXT PRIMARY KEY,
    petition TEXT NOT NULL,
    what TEXT NOT NULL,               -- expired, key_destroyed, anonymised
    number INTEGER NOT NULL,          -- of signatures concerned
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS spent (
    proof BLOB PRIMARY KEY,           -- hash of a proof of work that was used
    until INTEGER NOT NULL            -- when it would have run out
) STRICT
