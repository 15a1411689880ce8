/** Events of the feed that could not be applied when they came: kept as they came until they can. `case_id` is empty where none could be read. */
export const version = 80

export const sql = `
CREATE TABLE parked_event (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  why TEXT NOT NULL,
  parked_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX parked_event_case ON parked_event (case_id);
CREATE INDEX parked_event_due ON parked_event (next_at) WHERE next_at IS NOT NULL;
`
