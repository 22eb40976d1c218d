-- Subscriptions: the address is sealed to the mailer's key; what is open here can name nobody.
-- Moments are seconds since 1970, cut to the minute.
CREATE TABLE IF NOT EXISTS subscribers (
    id TEXT PRIMARY KEY,              -- random
    follows TEXT NOT NULL,            -- slug of a person; *: everybody
    state TEXT NOT NULL,              -- pending, confirmed, refused
    language TEXT NOT NULL,
    fingerprint BLOB NOT NULL,        -- keyed hash of the address, for doubles alone
    sealed BLOB,                      -- age, to the mailer's key; null once refused
    edition INTEGER NOT NULL,         -- the last edition that was told
    since INTEGER NOT NULL,           -- asked, confirmed or refused
    mails INTEGER NOT NULL,           -- how many were sent to have it confirmed
    UNIQUE (follows, fingerprint)
) STRICT;

CREATE INDEX IF NOT EXISTS subscribers_to_tell ON subscribers (edition, id)
    WHERE state = 'confirmed';

CREATE INDEX IF NOT EXISTS subscribers_of_one ON subscribers (fingerprint)
