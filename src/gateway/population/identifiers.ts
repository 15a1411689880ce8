import { Bin, checkDigitOf, Iin, type Sex } from '#core/domain/iin.ts'
import type { DateOnly } from '#core/domain/ids.ts'

/**
 * The IIN of a birth date, sex and serial number.
 * @param serial 0…9999; where no check digit exists for it, the next one that has is taken
 */
export function makeIin(birthDate: DateOnly, sex: Sex, serial: number): Iin {
  const century = Math.floor(Number(birthDate.slice(0, 4)) / 100) - 18
  const head = birthDate.slice(2, 4) + birthDate.slice(5, 7) + birthDate.slice(8, 10) + String(1 + 2 * century + (sex === 'female' ? 1 : 0))
  return Iin.parse(withCheckDigit(head, serial, 4))
}

/**
 * The BIN of a resident legal entity's head office.
 * @param registeredAt date of registration; year and month are in the number
 * @param serial 0…99999
 */
export const makeBin = (registeredAt: DateOnly, serial: number): Bin =>
  Bin.parse(withCheckDigit(`${registeredAt.slice(2, 4)}${registeredAt.slice(5, 7)}40`, serial, 5))

function withCheckDigit(head: string, serial: number, width: number): string {
  for (let tried = serial; ; tried++) {
    const eleven = head + String(tried % 10 ** width).padStart(width, '0')
    const check = checkDigitOf(eleven)
    if (check !== undefined) return `${eleven}${check}`
  }
}
