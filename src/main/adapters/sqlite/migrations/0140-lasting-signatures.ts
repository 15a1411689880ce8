/**
 * Work on signatures that were delivered stands beside the outbox: it is taken off its counts, by an index that holds nothing else. Lists of revoked
 * certificates are kept by whose they are, as before; the root's is a second one.
 */
export const version = 140

export const sql = `
CREATE INDEX job_beside ON job (state) WHERE kind = 'extendSignature';
`
