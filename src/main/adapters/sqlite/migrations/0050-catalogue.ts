/**
 * Definitions with the hash under which the signed catalogue brought them, insert-only: a case keeps the one it began with. What an unsigned catalogue
 * brought stays for its cases, without a hash; which services are in force is asked of the gateway anew.
 */
export const version = 50

export const sql = `
ALTER TABLE service_definition ADD COLUMN sha256 TEXT CHECK (sha256 IS NULL OR length(sha256) = 64);
CREATE TRIGGER service_definition_never_updated BEFORE UPDATE ON service_definition
BEGIN SELECT RAISE(ABORT, 'service_definition is insert-only'); END;
CREATE TRIGGER service_definition_never_deleted BEFORE DELETE ON service_definition
BEGIN SELECT RAISE(ABORT, 'service_definition is insert-only'); END;
DELETE FROM setting WHERE key = 'catalogue';
`
