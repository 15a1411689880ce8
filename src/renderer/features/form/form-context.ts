import { createContext, useContext, useSyncExternalStore } from 'react'
import { type StoreApi, useStore } from 'zustand'
import type { Answers, FormFacts } from '#core/domain/service-form.ts'
import type { Locale } from '#core/domain/text.ts'
import type { FormRegisters, LookupStore } from './form-registers.ts'
import type { FormSource } from './form-source.ts'

/** What every field of a form is tied to. Stays the same object while nothing but answers and errors change. */
export interface FormContextValue {
  readonly source: FormSource
  /** Area of the fields' names: `answers`, `fields`. */
  readonly prefix: string
  readonly facts: FormFacts
  /** In which language a register's bilingual values are taken over. */
  readonly language: Locale
  readonly registers: FormRegisters | undefined
  readonly lookups: LookupStore
  readonly errors: StoreApi<ReadonlyMap<string, string>>
  /** Names that the provider found wrong; the others need not be looked at. */
  readonly marked: ReadonlySet<string>
  readonly onLeave: (name: string) => void
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)

export function useForm(): FormContextValue {
  const form = useContext(FormContext)
  if (form === undefined) throw new Error('A field stands in a form')
  return form
}

/** A part of the answers; only a change of that part draws anew. The selector gives a primitive, or an object that is in the answers. */
export const useAnswer = <Part>(source: FormSource, select: (answers: Answers) => Part): Part =>
  useSyncExternalStore(source.subscribe, () => select(source.answers()))

export const useErrorOf = ({ errors }: Pick<FormContextValue, 'errors'>, name: string): string | undefined =>
  useStore(errors, (all) => all.get(name))
