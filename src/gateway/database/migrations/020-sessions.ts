/** Log-ins. Tokens are kept as SHA-256 only: a stolen database opens no session. */
export const sessions = `
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY, staff_id TEXT NOT NULL, workplace_id TEXT NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE login_failure (login TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE challenge (
  challenge_id TEXT PRIMARY KEY, workplace_id TEXT NOT NULL, nonce BLOB NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
