import { useStore } from 'zustand'
import { type FormField, shownFields } from '#core/domain/service-form.ts'
import { type FormContextValue, useAnswer } from './form-context.ts'

/** The fields that stand on the form now; drawn anew only when their set changes. `among`: all fields, as conditions ask across pages. */
export function useShownIds(form: FormContextValue, among: readonly FormField[]): ReadonlySet<string> {
  const ids = useAnswer(form.source, (answers) =>
    shownFields(among, answers, form.facts)
      .map(({ id }) => id)
      .join(' '),
  )
  return new Set(ids.split(' '))
}

/** Something beneath this name has an error that is shown. */
export const useHasErrorIn = ({ errors }: Pick<FormContextValue, 'errors'>, name: string): boolean =>
  useStore(errors, (all) => [...all.keys()].some((field) => field === name || field.startsWith(`${name}.`)))

/** The fields of the form that an error is shown of. */
export function useErrorIds({ errors, prefix }: Pick<FormContextValue, 'errors' | 'prefix'>): ReadonlySet<string> {
  const ids = useStore(errors, (all) =>
    [...all.keys()]
      .filter((name) => name.startsWith(`${prefix}.`))
      .map((name) => name.slice(prefix.length + 1).split('.')[0])
      .join(' '),
  )
  return new Set(ids.split(' '))
}
