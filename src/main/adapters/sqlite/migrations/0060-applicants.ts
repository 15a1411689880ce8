/**
 * The index knows organisations (the number of who asks is an IIN or a BIN), the channel, the visit and the provider's step. Derived like the rest: the first action of
 * each log says the channel, and nobody began a visit before this version, nor had a step. Indices by applicant and visit serve what is offered again at the counter.
 */
export const version = 60

export const sql = `
ALTER TABLE case_index RENAME COLUMN applicant_iin TO applicant_id;
ALTER TABLE case_index ADD COLUMN channel TEXT NOT NULL DEFAULT 'centre';
ALTER TABLE case_index ADD COLUMN visit TEXT;
ALTER TABLE case_index ADD COLUMN step TEXT;
UPDATE case_index SET
  channel = coalesce(
    (SELECT coalesce(json_extract(body, '$.event.channel'), json_extract(body, '$.event.request.channel'))
     FROM case_action WHERE case_action.case_id = case_index.case_id AND seq = 1), 'centre'),
  visit = case_id;
DROP INDEX case_index_iin;
CREATE INDEX case_index_applicant ON case_index (applicant_id, side, stage) WHERE applicant_id IS NOT NULL;
CREATE INDEX case_index_visit ON case_index (visit) WHERE visit IS NOT NULL;
`
