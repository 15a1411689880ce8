import { describe, expect, it } from 'vitest'
import { paymentProblems, RegisteredPayment } from '#core/domain/payment.ts'
import { type PaymentKind, makePayments, paymentReference } from '#gateway/population/payments.ts'
import { wellKnownOrganisation, wellKnownPeople } from '#gateway/population/well-known.ts'
import { definitionOf } from '#test/harness/gateway-client.ts'

const definition = definitionOf('archive-apostille')
const payments = makePayments(definition, () => '2026-11-20')
const { fee } = definition

describe('the payments of the training', () => {
  it('are each wrong in their one way', () => {
    if (fee === undefined) throw new Error('The apostille has a fee')
    const payerIds = [wellKnownPeople.woman.iin, wellKnownOrganisation.bin]
    const problemsOf = (kind: PaymentKind) => {
      const payment = RegisteredPayment.parse(payments.find(({ reference }) => reference === paymentReference(9, kind)))
      return paymentProblems(payment, { fee, serviceId: definition.id, payerIds })
    }
    const kinds = ['paid', 'pending', 'cancelled', 'used', 'otherService', 'tooLittle', 'otherPayer', 'paidByOrganisation'] as const
    expect(kinds.map(problemsOf)).toEqual([[], ['notPaid'], ['cancelled'], ['used'], ['otherService'], ['tooLittle'], ['otherPayer'], []])
  })

  it('have references of twelve digits, each its own, that say the service', () => {
    expect(paymentReference(9, 'paid')).toBe('260900000001')
    for (const { reference } of payments) expect(reference).toMatch(/^2609000000\d\d$/)
    expect(new Set(payments.map(({ reference }) => reference)).size).toBe(payments.length)
    expect(makePayments(definitionOf('unemployed-cert'), () => '2026-11-20')).toEqual([])
  })
})
