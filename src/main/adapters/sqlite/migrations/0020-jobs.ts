/** Durable work. `position` is the order of adding, which is the order of running within a case. Times are milliseconds since 1970. */
export const version = 20

export const sql = `
CREATE TABLE job (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'stuck', 'rejected', 'done', 'cancelled')),
  next_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX job_state ON job (state, position);
CREATE INDEX job_case ON job (case_id, position);
CREATE INDEX job_unfinished ON job (case_id, position) WHERE state NOT IN ('done', 'cancelled');
`
