-- Letters that people say they sent: only counted, so that nobody stands in it.
CREATE TABLE IF NOT EXISTS reports (
    action TEXT NOT NULL,             -- slug of the action
    channel TEXT NOT NULL,
    country TEXT NOT NULL,            -- ISO 3166-1 alpha-2; ZZ: not said
    sent_on TEXT NOT NULL,            -- YYYY-MM-DD, UTC
    number INTEGER NOT NULL,
    PRIMARY KEY (action, channel, country, sent_on)
) STRICT
