import type { RegisteredAuthority } from '#core/domain/authority.ts'
import type { DateOnly } from '#core/domain/ids.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import type { Random } from './random.ts'

const notaries = [
  'Өскемен қаласының нотариусы Сейітова Гүлжан Қайратқызы',
  'Ақтау қаласының нотариусы Бекенов Талғат Серікұлы',
  'Ақтөбе қаласының нотариусы Морозова Елена Викторовна',
  'Астана қаласының нотариусы Жұмабаева Әсел Мұратқызы',
] as const

/**
 * Sixty powers of attorney: general, valid for one service, expired, revoked and for something else, in turn.
 * @param people living adults
 * @param services ids of the catalogue's services
 * @param day gives the date so many days from today
 */
export function makeAuthorities(
  random: Random,
  people: readonly RegisteredPerson[],
  services: readonly string[],
  day: (offset: number) => DateOnly,
): readonly RegisteredAuthority[] {
  return Array.from({ length: 60 }, (_, index): RegisteredAuthority => {
    const principal = random.pick(people)
    const representative = random.pick(people.filter(({ iin }) => iin !== principal.iin))
    const issued = -random.between(30, 300)
    const base = {
      number: `2026-${String(100_001 + index)}`,
      notary: random.pick(notaries),
      issuedAt: day(issued),
      expiresAt: day(issued + 1095),
      principal: principal.iin,
      representative: representative.iin,
      representativeName: representative.name,
    }
    switch (index % 5) {
      case 0:
        return { ...base, scope: 'all' }
      case 1:
        return { ...base, scope: services.length > 0 ? [random.pick(services)] : 'all' }
      case 2:
        return { ...base, scope: 'all', issuedAt: day(issued - 1095), expiresAt: day(issued) }
      case 3:
        return { ...base, scope: 'all', revokedAt: day(-random.between(1, 25)) }
      default:
        return { ...base, scope: ['vehicle-registration', 'real-estate-sale'] }
    }
  })
}
