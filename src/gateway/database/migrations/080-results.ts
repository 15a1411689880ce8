/** Several results to a request, an extension of its term, and the applicant's cabinet on the portal. */
export const results = `
CREATE TABLE result (
  case_id TEXT NOT NULL REFERENCES request (case_id), result_hash TEXT NOT NULL, outcome TEXT NOT NULL, cms_hash TEXT NOT NULL, cms BLOB NOT NULL,
  answer TEXT NOT NULL, PRIMARY KEY (case_id, result_hash)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX result_final ON result (case_id) WHERE outcome <> 'intermediate';
INSERT INTO result (case_id, result_hash, outcome, cms_hash, cms, answer)
  SELECT case_id, result_hash, 'positive', result_cms_hash, result_cms, result_answer FROM request WHERE result_hash IS NOT NULL;
CREATE TRIGGER result_stays BEFORE DELETE ON result BEGIN SELECT RAISE (ABORT, 'kept for ever'); END;
ALTER TABLE request DROP COLUMN result_hash;
ALTER TABLE request DROP COLUMN result_cms_hash;
ALTER TABLE request DROP COLUMN result_cms;
ALTER TABLE request DROP COLUMN result_answer;
ALTER TABLE request ADD COLUMN service_version TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN channel TEXT NOT NULL DEFAULT 'centre';
ALTER TABLE request ADD COLUMN applicant_id TEXT;
ALTER TABLE request ADD COLUMN extension TEXT;
CREATE INDEX request_by_applicant ON request (applicant_id, registered_at);
CREATE TABLE notice (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT NOT NULL REFERENCES request (case_id), body TEXT NOT NULL
) STRICT;
CREATE INDEX notice_by_case ON notice (case_id, seq);
`
