/** Where a half-sent document goes on: its upload's address at the gateway (tus), by the document's SHA-256. */
export const version = 40

export const sql = `
CREATE TABLE upload (
  hash TEXT PRIMARY KEY,
  url TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
