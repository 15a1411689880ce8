import type { CaseId } from '#core/domain/ids.ts'
import type { IntakeDraft, TypedOrganisation, TypedPerson, TypedRepresentative } from '#core/domain/intake-draft.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { Desk } from './desk.ts'

/** Who asks and who acts for them, as the applicant step has it. */
export type TypedPeople = Pick<IntakeDraft, 'applicantKind' | 'applicant' | 'organisation' | 'representative'>

const typedApplicant = ({ name, email, ...rest }: ServiceRequest['applicant']): TypedPerson => ({
  ...rest,
  surname: name.surname,
  givenName: name.givenName,
  patronymic: name.patronymic ?? '',
  email: email ?? '',
})

const typedOrganisation = ({ organisation, applicant }: ServiceRequest): TypedOrganisation | undefined =>
  organisation === undefined ? undefined : { ...organisation, headIin: applicant.iin }

function typedRepresentative({ representative }: ServiceRequest): TypedRepresentative | undefined {
  if (representative === undefined) return undefined
  const { iin, name, phone, authority } = representative
  return {
    iin,
    surname: name.surname,
    givenName: name.givenName,
    patronymic: name.patronymic ?? '',
    phone: phone ?? '',
    notarised: authority !== undefined,
    authorityNumber: authority?.number ?? '',
    notary: authority?.notary ?? '',
    issuedAt: authority?.issuedAt ?? '',
    expiresAt: authority?.expiresAt ?? '',
    ...(authority === undefined ? {} : { evidence: authority.evidence }),
  }
}

const withParts = (
  applicantKind: TypedPeople['applicantKind'],
  applicant: TypedPerson,
  organisation: TypedOrganisation | undefined,
  representative: TypedRepresentative | undefined,
): TypedPeople => ({
  applicantKind,
  applicant,
  ...(organisation === undefined ? {} : { organisation }),
  ...(representative === undefined ? {} : { representative }),
})

/** A signed request's people, to be typed from. */
export const typedFrom = (request: ServiceRequest): TypedPeople =>
  withParts(
    request.organisation === undefined ? 'person' : 'organisation',
    typedApplicant(request.applicant),
    typedOrganisation(request),
    typedRepresentative(request),
  )

/** The people of a case: as typed so far, or as signed. Undefined where neither is here any more. */
export function peopleOf({ stores }: Pick<Desk, 'stores'>, caseId: CaseId): TypedPeople | undefined {
  const draft = stores.drafts.find(caseId)?.draft
  if (draft !== undefined) return withParts(draft.applicantKind, draft.applicant, draft.organisation, draft.representative)
  const request = stores.cases.state(caseId)?.request
  return request === undefined ? undefined : typedFrom(request)
}
