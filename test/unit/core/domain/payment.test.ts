import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PaymentProblem, paymentProblems, type RegisteredPayment } from '#core/domain/payment.ts'

const text = { kk: 'төлем', ru: 'плата' }
const wanted = { fee: { purpose: text, tenge: 2_000, channels: ['portal' as const] }, serviceId: 'archive-apostille', payerIds: ['1', '2'] }
const paid: RegisteredPayment = {
  reference: 'r',
  serviceId: 'archive-apostille',
  payerId: '2',
  tenge: 2_000,
  state: 'paid',
  paidOn: '2026-11-20',
}

describe('paymentProblems', () => {
  test.each<[Partial<RegisteredPayment>, readonly PaymentProblem[]]>([
    [{}, []],
    [{ tenge: 5_000 }, []],
    [{ state: 'pending' }, ['notPaid']],
    [{ state: 'cancelled' }, ['cancelled']],
    [{ state: 'used' }, ['used']],
    [{ serviceId: 'media-registration' }, ['otherService']],
    [{ payerId: '3' }, ['otherPayer']],
    [{ tenge: 1_999 }, ['tooLittle']],
    [{ state: 'used', payerId: '3', tenge: 1 }, ['used', 'otherPayer', 'tooLittle']],
  ])('%o: %o', (over, problems) => {
    expect(paymentProblems({ ...paid, ...over }, wanted)).toEqual(problems)
  })

  test('only what is paid, for this service, by one of the payers and enough has nothing against it', () => {
    const payment = fc.record({
      reference: fc.constant('r'),
      serviceId: fc.constantFrom('archive-apostille', 'other'),
      payerId: fc.constantFrom('1', '2', '3'),
      tenge: fc.integer({ min: 1_990, max: 2_010 }),
      state: fc.constantFrom('paid' as const, 'pending' as const, 'cancelled' as const, 'used' as const),
    })
    fc.assert(
      fc.property(payment, (one) => {
        const sound = one.state === 'paid' && one.serviceId === wanted.serviceId && one.payerId !== '3' && one.tenge >= 2_000
        const problems = paymentProblems(one, wanted)
        expect([problems.length === 0, PaymentProblem.array().safeParse(problems).success]).toEqual([sound, true])
      }),
    )
  })
})
