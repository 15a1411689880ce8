import { readIin } from '#core/domain/iin.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { authorityAnswered, changeApplicant, type Intake, personAnswered, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { organisationAnswered } from '#renderer/features/intake/organisation-edits.ts'

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

/** Asks the register of legal persons for the BIN; its head is then looked up in the register of natural persons. */
export async function askOrganisation(): Promise<void> {
  const asked = now()
  const bin = asked?.draft.organisation?.bin
  if (asked === undefined || bin === undefined) return
  const { caseId } = asked
  const before = asked.draft.applicant.iin
  edit((intake) => ({ ...intake, organisation: { state: 'asking' } }))
  const answer = await getBridge().api['intake/askOrganisation']({ caseId, bin })
  edit((intake) => {
    if (intake.caseId !== caseId || intake.draft.organisation?.bin !== bin) return intake
    return organisationAnswered(intake, answer.ok ? { state: 'answered', answer: answer.value } : { state: 'failed', fault: answer.error })
  })
  const head = now()?.draft.applicant.iin ?? ''
  if (head !== before && readIin(head).valid) await askPerson()
}

/** The head of the register's answer in place of who was typed. */
export async function takeHead(): Promise<void> {
  const head = now()?.draft.organisation?.headIin ?? ''
  if (!readIin(head).valid) return
  edit((intake) => changeApplicant(intake, { ...noPerson, iin: head }))
  await askPerson()
}

const noPerson = { surname: '', givenName: '', patronymic: '', birthDate: '', sex: '', address: '' } as const

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

export const declareOrganisation = (): void =>
  edit((intake) => {
    const { organisation } = intake.draft
    if (organisation === undefined) return intake
    const evidence = { outcome: 'declared', register: 'ЗТ МДҚ', declaredAt: new Date().toISOString(), why: 'unavailable' } as const
    return { ...intake, draft: { ...intake.draft, organisation: { ...organisation, evidence } } }
  })

export const declareAuthority = (): void =>
  edit((intake) => {
    const { representative } = intake.draft
    if (representative === undefined) return intake
    const evidence = { outcome: 'declared', register: 'БНАЖ', declaredAt: new Date().toISOString(), why: 'unavailable' } as const
    return { ...intake, draft: { ...intake.draft, representative: { ...representative, evidence } } }
  })
