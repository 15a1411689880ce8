import { Representative } from '#core/domain/authority.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import { Applicant, ApplyingOrganisation } from '#core/domain/person.ts'

const optional = <Key extends string>(key: Key, value: string) => (value === '' ? {} : { [key]: value })

const nameOf = (typed: { readonly surname: string; readonly givenName: string; readonly patronymic: string }) => ({
  surname: typed.surname.trim(),
  givenName: typed.givenName.trim(),
  ...optional('patronymic', typed.patronymic.trim()),
})

export const applicantOf = ({ applicant: typed }: IntakeDraft): Applicant =>
  Applicant.parse({
    iin: typed.iin,
    name: nameOf(typed),
    birthDate: typed.birthDate,
    sex: typed.sex,
    address: typed.address.trim(),
    phone: typed.phone,
    ...optional('email', typed.email.trim()),
    evidence: typed.evidence,
  })

/** The organisation, where one asks: what was typed of one before the person turned out to ask for themselves is not sent. */
export function organisationOf({ applicantKind, organisation: typed }: IntakeDraft): ApplyingOrganisation | undefined {
  if (applicantKind === 'person' || typed === undefined) return undefined
  const { bin, name, address, evidence } = typed
  return ApplyingOrganisation.parse({ bin, name: { kk: name.kk.trim(), ru: name.ru.trim() }, address: address.trim(), evidence })
}

/** Data of a power of attorney that turned out not to be notarised are not sent. */
export function representativeOf({ representative: typed }: IntakeDraft): Representative | undefined {
  if (typed === undefined) return undefined
  return Representative.parse({
    iin: typed.iin,
    name: nameOf(typed),
    ...optional('phone', typed.phone),
    ...(typed.notarised
      ? {
          authority: {
            number: typed.authorityNumber.trim(),
            notary: typed.notary.trim(),
            issuedAt: typed.issuedAt,
            expiresAt: typed.expiresAt,
            evidence: typed.evidence,
          },
        }
      : {}),
  })
}
