-- Messages: sealed messages and nothing that says who sent them.
-- No address, no time of day: `arrived_on` is a day.
CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY,              -- random
    kind TEXT NOT NULL,               -- what form it came through
    arrived_on TEXT NOT NULL,         -- YYYY-MM-DD, UTC
    sealed BLOB,                      -- age; null once taken in
    taken_on TEXT                     -- when the desk took it in
) STRICT;
