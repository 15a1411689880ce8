import { randomUUID } from 'node:crypto'
import type { SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { checkDigitOf, type Iin } from '#core/domain/iin.ts'
import { eventsOf, logOf, newCaseId } from '#test/builders/case-log.ts'

const roots = ['Әбіл', 'Сейт', 'Жұма', 'Өмір', 'Қай', 'Нұр', 'Тоқ', 'Ерм', 'Бек', 'Алт']
const ends = ['ов', 'қали', 'бек', 'баев', 'ханов', 'ғали', 'тай', 'жан']
const givenNames = ['Айгүл', 'Ерлан', 'Қайрат', 'Алёна', 'Гүлнар', 'Нұрсұлтан', 'Әсел', 'Дәурен']
const letter = (index: number): string => String.fromCharCode(0x430 + (index % 30))

const surname = (index: number): string => `${roots[index % 10] ?? ''}${ends[index % 8] ?? ''}${letter(index)}${letter((index % 800) >> 4)}`
const givenName = (index: number): string => `${givenNames[index % 8] ?? ''}${letter(index)}`

// Steps that share no factor with the lists' lengths, so that neighbours in time are no neighbours by name.
/** Of the case with this index, one of some hundreds. */
export const surnameOf = (index: number): string => surname(index * 7_919)
export const givenNameOf = (index: number): string => givenName(index * 104_729)
export const numberOf = (index: number): string => String(202_600_000_000 + index)

/** A valid IIN, another for every index below 100,000: the day of birth goes round every 300 of them. */
export function iinOf(index: number): Iin {
  for (let serial = Math.floor(index / 300); ; serial += 400) {
    const birth = `8${index % 10}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 25)).padStart(2, '0')}`
    const eleven = `${birth}3${String(serial).padStart(4, '0')}`
    const digit = checkDigitOf(eleven)
    if (digit !== undefined) return `${eleven}${digit}` as Iin
  }
}

const atOnce = 500

/** Registered cases as work leaves them: opened, signed, registered; 1 in 100 still a draft. All through the stores' own transactions. */
export function fillCaseBook(stores: SqliteStores, cases: number): void {
  for (let first = 0; first < cases; first += atOnce) {
    stores.transaction(() => {
      for (let index = first; index < Math.min(cases, first + atOnce); index++) {
        const caseId = newCaseId()
        const options = {
          caseId,
          iin: iinOf(index),
          surname: surnameOf(index),
          givenName: givenNameOf(index),
          number: numberOf(index),
          provisionalNumber: String(90_010_000_000_000 + index),
        }
        const events = eventsOf(options)
        for (const action of logOf(
          caseId,
          index % 100 === 0 ? events.slice(0, 1) : events,
          Date.parse('2026-01-05T04:00:00.000Z') + index * 60_000,
        ))
          stores.cases.append(action)
      }
    })
  }
}

export const newKey = (): Uint8Array => new Uint8Array(Buffer.from(`${randomUUID()}${randomUUID()}`.replaceAll('-', ''), 'hex'))
