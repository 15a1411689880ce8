import type { ServiceRequest } from '#core/domain/request.ts'

type Asked = Pick<ServiceRequest, 'answers' | 'applicant'> | undefined

/** The form's own question about the way of hand-out; the services that have it name it so. */
export const wantsEmail = (request: Asked): boolean => request?.answers['handOutWay'] === 'email'

/** Where the applicant wants it: the address of the form, or their own. */
export function wantedAddress(request: Asked): string {
  const answer = request?.answers['email']
  return typeof answer === 'string' && answer !== '' ? answer : (request?.applicant.email ?? '')
}
