import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { RegisteredPayment } from '#core/domain/payment.ts'
import type { Database } from '#gateway/database/database.ts'

/** ЭҮТШ. */
export interface PaymentStore {
  readonly find: (reference: string) => RegisteredPayment | undefined
  /** Leaves what is there as it is. */
  readonly add: (payment: RegisteredPayment) => void
  /**
   * Inside the transaction that registers the request it paid for.
   * @param corrects the refused request that this one puts right: what was paid for it pays for its correction
   * @returns false where another request used it up before
   */
  readonly use: (reference: string, caseId: string, corrects?: string) => boolean
  readonly usedBy: (reference: string) => string | undefined
}

/** Twelve digits, as on a payer's receipt; 27 marks those made on demand in training. */
export const newPaymentReference = (): string => `27${String(randomInt(10 ** 10)).padStart(10, '0')}`

const Row = z.object({ body: z.string(), used_by: z.string().nullable() })

export function createPaymentStore(database: Database): PaymentStore {
  const select = database.prepare('SELECT body, used_by FROM payment WHERE reference = ?')
  const insert = database.prepare('INSERT INTO payment (reference, body) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const use = database.prepare('UPDATE payment SET used_by = ? WHERE reference = ? AND (used_by IS NULL OR used_by = ?)')
  return {
    find: (reference) => {
      const row = Row.optional().parse(select.get(reference))
      if (row === undefined) return undefined
      const payment = RegisteredPayment.parse(JSON.parse(row.body))
      return row.used_by === null ? payment : { ...payment, state: 'used' }
    },
    add: (payment) => void insert.run(payment.reference, JSON.stringify(payment)),
    use: (reference, caseId, corrects) => use.run(caseId, reference, corrects ?? null).changes === 1,
    usedBy: (reference) => Row.optional().parse(select.get(reference))?.used_by ?? undefined,
  }
}
