/** What the workplace keeps beside cases: service definitions of every version, calendar, logins, counters, preferences. */
export const version = 30

export const sql = `
CREATE TABLE service_definition (
  service_id TEXT NOT NULL,
  version TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (service_id, version)
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE login (
  login TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE provisional_sequence (
  day TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revocation_list (
  name TEXT PRIMARY KEY,
  der BLOB NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT;
`
