/**
 * Durable work for a queue of tens of thousands. What the engine and the screen choose by stands in columns of its own, and only there: state, priority
 * (0 counter, 1 desk, 2 backlog) and time of the next try; a whole queue is put back or hastened by one statement. `named_wait` is the wait in milliseconds
 * that the gateway asked for, `blocked` says that something unfinished of the same case was added before. Earlier jobs are of the ordinary course.
 */
export const version = 70

export const sql = `
CREATE TABLE job_by_priority (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'paused', 'stuck', 'rejected', 'done', 'cancelled')),
  priority INTEGER NOT NULL CHECK (priority IN (0, 1, 2)),
  next_at INTEGER NOT NULL,
  named_wait INTEGER,
  failing_since INTEGER,
  finished_at INTEGER,
  blocked INTEGER NOT NULL CHECK (blocked IN (0, 1)),
  body TEXT NOT NULL
) STRICT;
INSERT INTO job_by_priority
SELECT position, id, case_id, body ->> '$.kind', state, 1, next_at, CAST(body ->> '$.lastFault.data.retryAfterMilliseconds' AS INTEGER), NULL,
  CAST(round(unixepoch(body ->> '$.finishedAt', 'subsec') * 1000) AS INTEGER),
  EXISTS (
    SELECT 1 FROM job AS earlier WHERE earlier.case_id = job.case_id AND earlier.position < job.position
      AND earlier.state NOT IN ('done', 'cancelled') AND earlier.body ->> '$.kind' <> 'emailResult'
  ),
  json_remove(body, '$.state', '$.nextAt')
FROM job;
DROP TABLE job;
ALTER TABLE job_by_priority RENAME TO job;
CREATE INDEX job_case ON job (case_id, position);
CREATE INDEX job_due ON job (priority, next_at, position)
  WHERE blocked = 0 AND (state = 'ready' OR (state = 'stuck' AND failing_since IS NOT NULL));
CREATE INDEX job_state ON job (state, priority, position);
CREATE INDEX job_over ON job (finished_at, position) WHERE state IN ('done', 'cancelled');
`
