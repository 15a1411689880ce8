/** Register of civil acts (АХАЖ): acts of birth by parent, decisions on guardianship by guardian. */
export const civilActs = `
CREATE TABLE civil_act (
  adult_iin TEXT NOT NULL, child_iin TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('birth', 'guardianship')), body TEXT NOT NULL,
  PRIMARY KEY (adult_iin, kind, child_iin)
) STRICT, WITHOUT ROWID;
`
