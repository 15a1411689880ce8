import { factsOfRequest, type ServiceRequest } from '#core/domain/request.ts'
import { resultFormsFor, type ServiceDefinition } from '#core/domain/service.ts'
import { type FormField, holds, shownValues } from '#core/domain/service-form.ts'
import type { ResultForm } from '#core/domain/service-result.ts'

type KnownValues = Readonly<Record<string, unknown>>

/** What conditions of results and of the provider's fields may ask: the answers that stand in the request, and its facts. */
export const knownValues = (definition: Pick<ServiceDefinition, 'form'>, request: ServiceRequest): KnownValues =>
  shownValues(definition.form, request.answers, factsOfRequest(request))

/**
 * The fields that this request has among those the provider is asked. Conditions on the applicant's answers are settled here, once and for all;
 * those on the provider's own fields stay for the form.
 */
function askedOf(asked: readonly FormField[], known: KnownValues): FormField[] {
  const own = new Set(asked.map(({ id }) => id))
  return asked.flatMap((field) => {
    const settled = field.when?.filter((condition) => !own.has(condition.field)) ?? []
    if (settled.length > 0 && !holds(settled, known)) return []
    const open = field.when?.filter((condition) => own.has(condition.field)) ?? []
    const { when: _when, ...rest } = field
    return [open.length === 0 ? rest : { ...rest, when: open }]
  })
}

/** The results this case may end with, each with the fields it asks. A second intermediate paper is not given. */
export function resultChoices(definition: ServiceDefinition, request: ServiceRequest, hasIntermediate: boolean): readonly ResultForm[] {
  const known = knownValues(definition, request)
  return resultFormsFor(definition, known)
    .filter(({ outcome }) => outcome !== 'intermediate' || !hasIntermediate)
    .map((form) => ({ ...form, asked: askedOf(form.asked, known) }))
}
