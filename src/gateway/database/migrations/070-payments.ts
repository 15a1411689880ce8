/** Payment gateway (ЭҮТШ); a payment is used up by the request that is registered with it. */
export const payments = `
CREATE TABLE payment (reference TEXT PRIMARY KEY, body TEXT NOT NULL, used_by TEXT) STRICT, WITHOUT ROWID;
`
