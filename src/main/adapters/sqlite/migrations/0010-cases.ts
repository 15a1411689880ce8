/**
 * The log of cases, append-only, and what is derived from it for lists and search.
 * `case_name` is contentless: its rowid is case_index.id, its text the folded name.
 */
export const version = 10

export const sql = `
CREATE TABLE case_action (
  position INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (case_id, seq)
) STRICT;

CREATE TRIGGER case_action_never_updated BEFORE UPDATE ON case_action
BEGIN SELECT RAISE(ABORT, 'case_action is append-only'); END;
CREATE TRIGGER case_action_never_deleted BEFORE DELETE ON case_action
BEGIN SELECT RAISE(ABORT, 'case_action is append-only'); END;

CREATE TABLE case_index (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE,
  side TEXT NOT NULL,
  stage TEXT NOT NULL,
  service_id TEXT NOT NULL,
  number TEXT,
  provisional_number TEXT,
  applicant_iin TEXT,
  applicant_name TEXT,
  name_folded TEXT,
  opened_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  due_on TEXT,
  outcome TEXT
) STRICT;
CREATE INDEX case_index_stage ON case_index (side, stage, id);
CREATE INDEX case_index_number ON case_index (number, side, stage) WHERE number IS NOT NULL;
CREATE INDEX case_index_provisional ON case_index (provisional_number, side, stage) WHERE provisional_number IS NOT NULL;
CREATE INDEX case_index_iin ON case_index (applicant_iin, side, stage) WHERE applicant_iin IS NOT NULL;

CREATE VIRTUAL TABLE case_name USING fts5 (
  name, content='', contentless_delete=1, detail=none, prefix='2 3 4', tokenize='unicode61 remove_diacritics 0'
);

CREATE TABLE draft (
  case_id TEXT PRIMARY KEY,
  saved_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
