/** Every version of a service that was ever in force: cases that began with one end with it. */
export const catalogue = `
CREATE TABLE service_definition (
  id TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, body TEXT NOT NULL, known_since TEXT NOT NULL, PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER service_definition_stays BEFORE DELETE ON service_definition BEGIN SELECT RAISE (ABORT, 'kept for ever'); END;
`
