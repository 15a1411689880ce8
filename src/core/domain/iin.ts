import { z } from 'zod'
import type { Brand } from '#core/base/brand.ts'

/** Individual identification number (ЖСН, ИИН): 12 digits, Government resolution № 853 of 26.08.2013. */
export type Iin = Brand<string, 'Iin'>
/** Business identification number (БСН, БИН): 12 digits, the same check digit. */
export type Bin = Brand<string, 'Bin'>

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11

/**
 * The twelfth digit for the first eleven: weights 1…11 modulo 11; where that gives 10, weights 3…11,1,2.
 * @returns undefined where both passes give 10: such a number is never issued
 */
export function checkDigitOf(elevenDigits: string): number | undefined {
  const first = weighted(elevenDigits, firstWeights)
  const digit = first === 10 ? weighted(elevenDigits, secondWeights) : first
  return digit === 10 ? undefined : digit
}

export const Sex = z.enum(['male', 'female'])
export type Sex = z.infer<typeof Sex>

export interface IinFacts {
  readonly iin: Iin
  /** ISO date; absent where the seventh digit is 0 (some foreigners: century and sex are not stated). */
  readonly birthDate?: string
  readonly sex?: Sex
}

export type IinProblem = 'notTwelveDigits' | 'birthDateImpossible' | 'centuryDigitImpossible' | 'checkDigit'

export type IinReading = { readonly valid: true; readonly facts: IinFacts } | { readonly valid: false; readonly problem: IinProblem }

const isRealDate = (year: number, month: number, day: number): boolean => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

const twelveDigits = /^\d{12}$/

/** Reads an IIN as typed: form, birth date, century and sex, check digit, in that order. */
export function readIin(text: string): IinReading {
  if (!twelveDigits.test(text)) return { valid: false, problem: 'notTwelveDigits' }
  const century = Number(text[6])
  if (century > 6) return { valid: false, problem: 'centuryDigitImpossible' }
  const yearInCentury = Number(text.slice(0, 2))
  const month = Number(text.slice(2, 4))
  const day = Number(text.slice(4, 6))
  const known = century > 0
  const year = known ? 1800 + 100 * Math.floor((century - 1) / 2) + yearInCentury : 2000 + yearInCentury
  if (!isRealDate(year, month, day)) return { valid: false, problem: 'birthDateImpossible' }
  if (checkDigitOf(text.slice(0, 11)) !== Number(text[11])) return { valid: false, problem: 'checkDigit' }
  const iin = text as Iin
  if (!known) return { valid: true, facts: { iin } }
  const birthDate = `${year}-${text.slice(2, 4)}-${text.slice(4, 6)}`
  return { valid: true, facts: { iin, birthDate, sex: century % 2 === 1 ? 'male' : 'female' } }
}

export const isBin = (text: string): text is Bin =>
  twelveDigits.test(text) && Number(text[4]) >= 4 && Number(text[4]) <= 6 && checkDigitOf(text.slice(0, 11)) === Number(text[11])

export const Iin = z
  .string()
  .refine((text) => readIin(text).valid, 'iin')
  .transform((text) => text as Iin)
export const Bin = z
  .string()
  .refine(isBin, 'bin')
  .transform((text) => text as Bin)
