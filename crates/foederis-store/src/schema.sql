-- The ledger's file, format 1. Documented in docs/ledger-format.md; the views are an interface and stay.

CREATE TABLE report (
    id          TEXT PRIMARY KEY,
    raw_sha256  BLOB NOT NULL,
    origin      TEXT NOT NULL,
    outlet      TEXT,
    title       TEXT,
    url         TEXT,
    published   TEXT,
    language    TEXT NOT NULL,
    text        TEXT NOT NULL,
    payload     TEXT NOT NULL,
    header      TEXT NOT NULL,
    paragraphs  BLOB NOT NULL
) STRICT;
CREATE INDEX report_published ON report (published);
CREATE INDEX report_url ON report (url) WHERE url IS NOT NULL;

CREATE TABLE given_id (
    report  TEXT NOT NULL REFERENCES report (id),
    given   TEXT NOT NULL,
    PRIMARY KEY (report, given)
) STRICT, WITHOUT ROWID;
CREATE INDEX given_id_given ON given_id (given);

CREATE TABLE sentence (
    id      INTEGER PRIMARY KEY,
    report  TEXT NOT NULL REFERENCES report (id),
    number  INTEGER NOT NULL,
    part    TEXT NOT NULL,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL,
    block   TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    text    TEXT NOT NULL,
    UNIQUE (report, number)
) STRICT;

CREATE VIRTUAL TABLE sentence_words USING fts5 (
    text, content = 'sentence', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE claim (
    id          TEXT PRIMARY KEY,
    report      TEXT NOT NULL REFERENCES report (id),
    sentence    INTEGER NOT NULL,
    event       TEXT,
    mode        TEXT,
    cameo       TEXT,
    pact_status TEXT,
    clause      TEXT,
    happened_from TEXT,
    happened_to   TEXT,
    basis       TEXT NOT NULL,
    quote       TEXT NOT NULL,
    payload     TEXT NOT NULL,
    print       TEXT NOT NULL
) STRICT;
CREATE INDEX claim_report ON claim (report, sentence);
CREATE INDEX claim_event ON claim (event, happened_from);

CREATE TABLE claim_side (
    claim   TEXT NOT NULL REFERENCES claim (id),
    role    TEXT NOT NULL,
    number  INTEGER NOT NULL,
    code    TEXT,
    sector  TEXT,
    name    TEXT NOT NULL,
    PRIMARY KEY (claim, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_side_code ON claim_side (code, role);

CREATE TABLE claim_view (
    claim   TEXT NOT NULL REFERENCES claim (id),
    holder  TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (claim, holder)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
    id          TEXT PRIMARY KEY,
    known_from  TEXT NOT NULL,
    author      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    payload     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was added, in order. `chain` is the SHA-256 of the chain before, the kind, the id and the hash of the content.
CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    hash    BLOB NOT NULL,
    chain   BLOB NOT NULL
) STRICT;

-- Not part of the ledger: can be emptied and made again.
CREATE TABLE cache (
    name    TEXT PRIMARY KEY,
    chain   BLOB NOT NULL,
    value   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW v_reports AS
SELECT id, outlet, title, published, url, language, origin, hex(raw_sha256) AS raw_sha256,
       (SELECT group_concat(given, ' ') FROM (SELECT given FROM given_id WHERE report = report.id ORDER BY given)) AS given_ids,
       (SELECT count(*) FROM claim WHERE claim.report = report.id) AS n_claims
FROM report;

CREATE VIEW v_sentences AS
SELECT sentence.report, report.outlet, report.title, report.published, sentence.number, sentence.block, sentence.text
FROM sentence JOIN report ON report.id = sentence.report;

CREATE VIEW v_claims AS
SELECT claim.id, claim.report, report.outlet, report.published, claim.sentence, claim.event, claim.mode, claim.cameo,
       (SELECT group_concat(coalesce(code, name), ' ') FROM
           (SELECT code, name FROM claim_side WHERE claim = claim.id AND role = 'actor' ORDER BY number)) AS actors,
       (SELECT group_concat(coalesce(code, name), ' ') FROM
           (SELECT code, name FROM claim_side WHERE claim = claim.id AND role = 'recipient' ORDER BY number)) AS recipients,
       claim.happened_from, claim.happened_to, claim.basis,
       (SELECT value FROM claim_view WHERE claim = claim.id AND holder = 'AUTHOR') AS author,
       claim.pact_status, claim.clause, claim.quote
FROM claim JOIN report ON report.id = claim.report;

CREATE VIEW v_evidence AS
SELECT claim.id AS claim, claim_view.holder, claim_view.value, report.outlet, report.title, report.published,
       claim.report, claim.sentence, claim.quote
FROM claim_view JOIN claim ON claim.id = claim_view.claim JOIN report ON report.id = claim.report;

CREATE VIEW v_corrections AS
SELECT id, known_from, author, reason, payload FROM correction;
