import { z } from 'zod'
import { Instant } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import { fullNameOf } from '#core/domain/person.ts'
import { OrganisationKind } from '#core/domain/staff.ts'
import { Locale, LocalText } from '#core/domain/text.ts'

/** To whom reception was refused: as typed at the counter, for there is no request. */
export const RefusedAsker = z.object({
  /** Of the organisation, where one asks. */
  name: LocalText,
  address: z.string().min(1),
  /** Who signs that they got the receipt: the representative, the person, or the organisation's head. */
  receiver: z.string().min(1).optional(),
})
export type RefusedAsker = z.infer<typeof RefusedAsker>

/**
 * The refusal receipt (құжаттарды қабылдаудан бас тарту туралы қолхат), given where the papers are not complete: regulation 004, clause 9; its fields are
 * those of the form annexed to the services' standards, in its order.
 */
export const RefusalReceipt = z.object({
  asker: RefusedAsker,
  refusedAt: Instant,
  office: z.object({ kind: OrganisationKind, name: LocalText, address: LocalText, deskNumber: z.int() }),
  service: LocalText,
  /** Documents that were not brought; none where the reason is another one. */
  missing: z.array(LocalText),
  /** The employee's own words. */
  reason: z.string(),
  operator: z.string(),
  phone: z.string().optional(),
  /** 1 for the original, which is made in two; later ones are printed as copies. */
  copy: z.int().positive(),
  training: z.boolean(),
  language: Locale,
})
export type RefusalReceipt = z.infer<typeof RefusalReceipt>

const typedName = ({
  surname,
  givenName,
  patronymic,
}: {
  readonly surname: string
  readonly givenName: string
  readonly patronymic: string
}) =>
  surname.trim() === '' || givenName.trim() === ''
    ? undefined
    : fullNameOf({ surname: surname.trim(), givenName: givenName.trim(), patronymic: patronymic.trim() })

/** Who a refusal receipt would be for; undefined until their name and address are typed, without which there is nobody to address it to. */
export function refusedAsker({
  applicantKind,
  applicant,
  organisation,
  representative,
}: Pick<IntakeDraft, 'applicantKind' | 'applicant' | 'organisation' | 'representative'>): RefusedAsker | undefined {
  const person = typedName(applicant)
  const receiver = (representative === undefined ? undefined : typedName(representative)) ?? person
  const signing = receiver === undefined ? {} : { receiver }
  if (applicantKind === 'person') {
    const address = applicant.address.trim()
    return person === undefined || address === '' ? undefined : { name: { kk: person, ru: person }, address, ...signing }
  }
  const name = { kk: organisation?.name.kk.trim() ?? '', ru: organisation?.name.ru.trim() ?? '' }
  const address = organisation?.address.trim() ?? ''
  return name.kk === '' || name.ru === '' || address === '' ? undefined : { name, address, ...signing }
}
