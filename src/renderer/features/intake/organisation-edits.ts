import { TypedOrganisation } from '#core/domain/intake-draft.ts'
import type { ApplicantKind } from '#core/domain/service.ts'
import { answerOf, changeApplicant, type Intake, withDraft } from './intake-store.ts'
import { editOrganisation, emptyOrganisationFilled, takeOrganisation } from './steps/applicant/register-organisation.ts'

/** Who asks: a person, or an organisation whose head the person then is. Going back loses nothing of the person. */
export function setApplicantKind(intake: Intake, applicantKind: ApplicantKind): Intake {
  const { organisation, ...rest } = intake.draft
  if (applicantKind === 'organisation')
    return { ...intake, draft: { ...rest, applicantKind, organisation: organisation ?? TypedOrganisation.parse({}) } }
  return { ...intake, organisation: { state: 'idle' }, draft: { ...rest, applicantKind } }
}

export function changeOrganisation(intake: Intake, patch: Partial<TypedOrganisation>): Intake {
  const { organisation } = intake.draft
  if (organisation === undefined) return intake
  const changed = editOrganisation(organisation, patch, answerOf(intake.organisation))
  const other = changed.bin !== organisation.bin
  return { ...withDraft(intake, { organisation: changed }), organisation: other ? { state: 'idle' } : intake.organisation }
}

export function takeRegisterOrganisation(intake: Intake): Intake {
  const answer = answerOf(intake.organisation)
  const { organisation, language } = intake.draft
  if (answer === undefined || organisation === undefined) return intake
  return withDraft(intake, { organisation: takeOrganisation(organisation, answer, language) })
}

/** The register's answer fills what is still empty, and names the head: whose IIN is then looked up by itself. */
export function organisationAnswered(intake: Intake, organisation: Intake['organisation']): Intake {
  const answer = answerOf(organisation)
  const { draft } = intake
  const now = { ...intake, organisation }
  if (answer === undefined || draft.organisation === undefined) return now
  const filled = changeOrganisation(now, {
    ...emptyOrganisationFilled(draft.organisation, answer, draft.language),
    headIin: answer.organisation.head.iin,
  })
  return draft.applicant.iin === '' ? changeApplicant(filled, { iin: answer.organisation.head.iin }) : filled
}
