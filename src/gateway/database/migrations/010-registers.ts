/** Registers, staff and workplaces: what the population is kept in. */
export const registers = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE person (iin TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE organisation (bin TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE authority (number TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE workplace (
  id TEXT PRIMARY KEY, bin TEXT NOT NULL, code TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
  staff_id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, iin TEXT NOT NULL, bin TEXT NOT NULL, password_hash TEXT NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_by_iin ON staff (iin, bin);
CREATE TABLE register_query (
  reference TEXT PRIMARY KEY, register TEXT NOT NULL, staff_id TEXT NOT NULL, found INTEGER NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
