-- Mail that waits, sealed to the mailer's key; and what became of each.
CREATE TABLE IF NOT EXISTS outbox (
    once TEXT PRIMARY KEY,
    sealed BLOB NOT NULL,
    due_at INTEGER NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due_at, once);

CREATE TABLE IF NOT EXISTS sendings (
    once TEXT PRIMARY KEY,
    state TEXT NOT NULL,              -- sending, sent, later, refused, uncertain
    tries INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT
