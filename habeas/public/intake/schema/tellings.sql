-- Tellings: files in sealed pieces, and answers that only a receipt code opens.
-- A message does not say here to which thread it belongs: that is sealed within it.
CREATE TABLE IF NOT EXISTS pieces (
    message TEXT NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB NOT NULL,             -- age, to the organisation's key; at most a mebibyte within
    PRIMARY KEY (message, number)
) STRICT;

CREATE TABLE IF NOT EXISTS threads (
    id TEXT PRIMARY KEY,              -- keyed hash of the receipt code
    until TEXT NOT NULL               -- YYYY-MM-DD; after this day it is deleted with its answers
) STRICT;

CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY,              -- random
    thread TEXT NOT NULL,
    answered_on TEXT NOT NULL,
    sealed BLOB NOT NULL              -- age, to the key that follows from the code
) STRICT
