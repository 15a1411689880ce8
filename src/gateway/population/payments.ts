import type { DateOnly } from '#core/domain/ids.ts'
import type { RegisteredPayment } from '#core/domain/payment.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { wellKnownOrganisation, wellKnownPeople } from './well-known.ts'

/** What can be the matter with a payment of the training, by the last two digits of its reference. */
const kinds = {
  paid: '01',
  pending: '02',
  cancelled: '03',
  used: '04',
  otherService: '05',
  tooLittle: '06',
  otherPayer: '07',
  paidByOrganisation: '08',
} as const
export type PaymentKind = keyof typeof kinds

/** More that are simply paid, for exercises done again and again: 11…39 by the woman, 41…69 by the organisation. */
const spare = { woman: [11, 39], organisation: [41, 69] } as const

const referenceOf = (serviceNumber: number, last: string | number): string =>
  `26${String(serviceNumber).padStart(2, '0')}000000${String(last).padStart(2, '0')}`

/**
 * The reference of a well-known payment: 12 digits, `26`, the service's number, and what is the matter with it.
 * `260900000001` is paid for service 9.
 */
export const paymentReference = (serviceNumber: number, kind: PaymentKind): string => referenceOf(serviceNumber, kinds[kind])

/**
 * Payments for a service with a fee. All are the well-known woman's, but those of the organisation and the `otherPayer`'s.
 * @param day gives the date so many days from today
 */
export function makePayments(
  { id, number, fee }: Pick<ServiceDefinition, 'id' | 'number' | 'fee'>,
  day: (offset: number) => DateOnly,
): readonly RegisteredPayment[] {
  if (fee === undefined) return []
  const { woman, russianMan } = wellKnownPeople
  const paid = (reference: string, more: Partial<RegisteredPayment> = {}): RegisteredPayment => ({
    reference,
    serviceId: id,
    payerId: woman.iin,
    tenge: fee.tenge,
    state: 'paid',
    paidOn: day(-3),
    ...more,
  })
  const of = (kind: PaymentKind, more: Partial<RegisteredPayment> = {}) => paid(paymentReference(number, kind), more)
  const { paidOn: _, ...pending } = of('pending', { state: 'pending' })
  const series = ([from, to]: readonly [number, number], payerId: string) =>
    Array.from({ length: to - from + 1 }, (_unused, index) => paid(referenceOf(number, from + index), { payerId }))
  return [
    of('paid'),
    pending,
    of('cancelled', { state: 'cancelled' }),
    of('used', { state: 'used' }),
    of('otherService', { serviceId: 'vehicle-registration' }),
    of('tooLittle', { tenge: Math.floor(fee.tenge / 2) }),
    of('otherPayer', { payerId: russianMan.iin }),
    of('paidByOrganisation', { payerId: wellKnownOrganisation.bin }),
    ...series(spare.woman, woman.iin),
    ...series(spare.organisation, wellKnownOrganisation.bin),
  ]
}
