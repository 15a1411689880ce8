/** Requests, their documents, the feed, and what was answered to which idempotency key: kept for ever. */
export const requests = `
CREATE TABLE document (
  sha256 TEXT NOT NULL, bin TEXT NOT NULL, bytes INTEGER NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (sha256, bin)
) STRICT, WITHOUT ROWID;
CREATE TABLE request (
  case_id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, workplace_id TEXT NOT NULL, centre_bin TEXT NOT NULL, provider_bin TEXT NOT NULL,
  service_id TEXT NOT NULL, request_hash TEXT NOT NULL, cms_hash TEXT NOT NULL, cms BLOB NOT NULL, registered_at TEXT NOT NULL, answer TEXT NOT NULL,
  acceptance TEXT, result_hash TEXT, result_cms_hash TEXT, result_cms BLOB, result_answer TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE request_document (
  case_id TEXT NOT NULL REFERENCES request (case_id), sha256 TEXT NOT NULL, PRIMARY KEY (sha256, case_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE number_sequence (series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE feed_event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, audience TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX feed_by_audience ON feed_event (audience, seq);
CREATE TABLE idempotency (
  bin TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (bin, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER idempotency_stays BEFORE DELETE ON idempotency BEGIN SELECT RAISE (ABORT, 'kept for ever'); END;
CREATE TRIGGER request_stays BEFORE DELETE ON request BEGIN SELECT RAISE (ABORT, 'kept for ever'); END;
`
