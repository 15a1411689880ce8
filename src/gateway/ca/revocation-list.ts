import { z } from 'zod'
import type { Database } from '#gateway/database/database.ts'
import type { Authority } from '#pki/authority.ts'
import { issueCrl } from '#pki/crl.ts'
import type { CertificateStore } from './certificate-store.ts'

const Row = z.object({ number: z.int(), der: z.instanceof(Uint8Array), this_update: z.string(), next_update: z.string() })

/** A list serves for a day and is renewed when half of that is over. */
const dayMilliseconds = 24 * 3_600_000
const lifetimeMilliseconds = dayMilliseconds

export interface RevocationLists {
  /** DER of the list that is current now; issued anew when the last one is getting old. */
  readonly current: (now: Date) => Uint8Array
  /** DER of the root's list. Nothing in it is ever revoked: whoever gives the issuing authority up makes a new authority. The same all day. */
  readonly ofRoot: (now: Date) => Uint8Array
  /** Issues the next one at once: something was revoked. Call inside the revocation's transaction. */
  readonly renew: (now: Date) => Uint8Array
}

export function createRevocationLists(database: Database, authority: Authority, certificates: CertificateStore): RevocationLists {
  const last = database.prepare('SELECT number, der, this_update, next_update FROM revocation_list ORDER BY number DESC LIMIT 1')
  const insert = database.prepare('INSERT INTO revocation_list (number, der, this_update, next_update) VALUES (?, ?, ?, ?)')
  const find = () => Row.optional().parse(last.get())

  const renew = (now: Date): Uint8Array => {
    const number = (find()?.number ?? 0) + 1
    const thisUpdate = now.toISOString()
    const nextUpdate = new Date(now.getTime() + lifetimeMilliseconds).toISOString()
    const der = issueCrl(authority.issuing, { number, thisUpdate, nextUpdate, revoked: certificates.revoked() })
    insert.run(number, Buffer.from(der), thisUpdate, nextUpdate)
    return der
  }

  const ofRoot = (now: Date): Uint8Array => {
    const day = Math.floor(now.getTime() / dayMilliseconds)
    const at = (days: number): string => new Date((day + days) * dayMilliseconds).toISOString()
    return issueCrl(authority.root, { number: day, thisUpdate: at(0), nextUpdate: at(2), revoked: [] })
  }

  return {
    renew,
    ofRoot,
    current: (now) => {
      const row = find()
      const isFresh =
        row !== undefined && row.this_update <= now.toISOString() && Date.parse(row.next_update) - now.getTime() > lifetimeMilliseconds / 2
      return isFresh ? row.der : renew(now)
    },
  }
}
