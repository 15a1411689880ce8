import { getBridge } from '#renderer/bridge/bridge.ts'
import { authorityAnswered, type Intake, personAnswered, useIntakeStore } from '#renderer/features/intake/intake-store.ts'

const now = (): Intake | undefined => useIntakeStore.getState().intake
const edit = useIntakeStore.getState().edit

/** Asks the register of natural persons for the applicant's IIN; an answer that comes after the IIN was changed is dropped. */
export async function askPerson(): Promise<void> {
  const asked = now()
  if (asked === undefined) return
  const { caseId, draft } = asked
  const iin = draft.applicant.iin
  edit((intake) => ({ ...intake, person: { state: 'asking' } }))
  const answer = await getBridge().api['intake/askPerson']({ caseId, iin })
  edit((intake) => {
    if (intake.caseId !== caseId || intake.draft.applicant.iin !== iin) return intake
    return personAnswered(intake, answer.ok ? { state: 'answered', answer: answer.value } : { state: 'failed', fault: answer.error })
  })
}

/** Asks the notaries' register for the power of attorney between these two. */
export async function askAuthority(): Promise<void> {
  const asked = now()
  const representative = asked?.draft.representative
  if (asked === undefined || representative === undefined) return
  const { caseId } = asked
  const askedFor = { number: representative.authorityNumber, principal: asked.draft.applicant.iin, representative: representative.iin }
  edit((intake) => ({ ...intake, authority: { state: 'asking' } }))
  const answer = await getBridge().api['intake/askAuthority']({ caseId, ...askedFor })
  edit((intake) => {
    const current = intake.draft.representative
    if (intake.caseId !== caseId || current?.authorityNumber !== askedFor.number || current.iin !== askedFor.representative) return intake
    return authorityAnswered(
      intake,
      answer.ok ? { state: 'answered', answer: { ...answer.value, askedFor } } : { state: 'failed', fault: answer.error },
    )
  })
}

/** The register is silent: the data are declared at the counter, and checked later. */
export const declarePerson = (): void =>
  edit((intake) => ({
    ...intake,
    draft: {
      ...intake.draft,
      applicant: {
        ...intake.draft.applicant,
        evidence: { outcome: 'declared', register: 'ЖТ МДҚ', declaredAt: new Date().toISOString(), why: 'unavailable' },
      },
    },
  }))

export const declareAuthority = (): void =>
  edit((intake) => {
    const { representative } = intake.draft
    if (representative === undefined) return intake
    const evidence = { outcome: 'declared', register: 'БНАЖ', declaredAt: new Date().toISOString(), why: 'unavailable' } as const
    return { ...intake, draft: { ...intake.draft, representative: { ...representative, evidence } } }
  })
