import { z } from 'zod'
import type { Database } from '#gateway/database/database.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import type { CertificateStatus } from '#pki/ocsp-answer.ts'
import type { RevokedEntry } from '#pki/crl.ts'

const Row = z.object({ revoked_at: z.string().nullable() })
const RevokedRow = z.object({ serial: z.string(), revoked_at: z.string() })

/** The authority's own register of what it issued. */
export interface CertificateStore {
  readonly add: (der: Uint8Array, staffId: string, now: Date) => { readonly serial: string }
  /** @returns false where the serial was never issued; revoking twice keeps the first time */
  readonly revoke: (serial: string, now: Date) => boolean
  readonly statusOf: (serial: string) => CertificateStatus
  readonly revoked: () => readonly RevokedEntry[]
}

export function createCertificateStore(database: Database): CertificateStore {
  const insert = database.prepare('INSERT INTO certificate (serial, staff_id, der, issued_at) VALUES (?, ?, ?, ?)')
  const revoke = database.prepare('UPDATE certificate SET revoked_at = coalesce(revoked_at, ?) WHERE serial = ?')
  const find = database.prepare('SELECT revoked_at FROM certificate WHERE serial = ?')
  const revoked = database.prepare('SELECT serial, revoked_at FROM certificate WHERE revoked_at IS NOT NULL ORDER BY revoked_at, serial')
  return {
    add: (der, staffId, now) => {
      const summary = summariseCertificate(der)
      if (!summary.ok) throw new Error('The authority issued what is no certificate')
      insert.run(summary.value.serial, staffId, Buffer.from(der), now.toISOString())
      return { serial: summary.value.serial }
    },
    revoke: (serial, now) => revoke.run(now.toISOString(), serial).changes === 1,
    statusOf: (serial) => {
      const row = Row.optional().parse(find.get(serial))
      if (row === undefined) return { state: 'unknown' }
      return row.revoked_at === null ? { state: 'good' } : { state: 'revoked', revokedAt: row.revoked_at }
    },
    revoked: () =>
      z
        .array(RevokedRow)
        .parse(revoked.all())
        .map((row) => ({ serial: row.serial, revokedAt: row.revoked_at })),
  }
}
