import type { ServiceRequest } from '#core/domain/request.ts'
import type { FormFacts } from '#core/domain/service-form.ts'

/** What the form's conditions ask of a signed request. */
export const factsOfRequest = ({ organisation, channel }: Pick<ServiceRequest, 'organisation' | 'channel'>): FormFacts => ({
  'applicant.kind': organisation === undefined ? 'person' : 'organisation',
  channel,
})
