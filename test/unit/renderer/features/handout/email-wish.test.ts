import { expect, it } from 'vitest'
import { newCaseId } from '#test/builders/case-log.ts'
import { deskRequest } from '#test/builders/desk-case.ts'
import { wantedAddress, wantsEmail } from '#renderer/features/handout/email-wish.ts'

const requestOf = (answers: Record<string, string>, email?: string) => {
  const request = deskRequest(newCaseId(), { answers })
  return email === undefined ? request : { ...request, applicant: { ...request.applicant, email } }
}

it.each([
  ['asked for, to the form’s address', requestOf({ handOutWay: 'email', email: 'a@mail.kz' }, 'own@mail.kz'), true, 'a@mail.kz'],
  ['asked for without an address: their own', requestOf({ handOutWay: 'email' }, 'own@mail.kz'), true, 'own@mail.kz'],
  ['not asked for: their own is offered', requestOf({ handOutWay: 'inPerson' }, 'own@mail.kz'), false, 'own@mail.kz'],
  ['nowhere named', requestOf({}), false, ''],
  ['of no request', undefined, false, ''],
])('the wish for an e-mail: %s', (_what, request, wants, address) => {
  expect([wantsEmail(request), wantedAddress(request)]).toEqual([wants, address])
})
