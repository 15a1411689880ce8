/** What the certification authority issued, and its revocation lists. */
export const certificates = `
CREATE TABLE certificate (
  serial TEXT PRIMARY KEY, staff_id TEXT NOT NULL, der BLOB NOT NULL, issued_at TEXT NOT NULL, revoked_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_revoked ON certificate (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE TABLE revocation_list (
  number INTEGER PRIMARY KEY, der BLOB NOT NULL, this_update TEXT NOT NULL, next_update TEXT NOT NULL
) STRICT;
`
