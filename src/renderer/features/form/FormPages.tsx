import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react'
import { createStore } from 'zustand'
import { fieldsOf, type FormFacts, type FormField, type FormPage } from '#core/domain/service-form.ts'
import type { Locale } from '#core/domain/text.ts'
import { localText } from '#renderer/i18n/format.ts'
import type { FamilyState } from './FamilyOffers.tsx'
import { FieldList } from './FieldList.tsx'
import { FormContext, type FormContextValue } from './form-context.ts'
import { createLookups, type FormRegisters } from './form-registers.ts'
import type { FormSource } from './form-source.ts'
import { useRowKeys } from './use-row-keys.ts'
import './form.css'

export interface FormProps {
  readonly source: FormSource
  /** Area of the fields' names: the control of `children.0.iin` has the id `field-<prefix>.children.0.iin`. */
  readonly prefix: string
  readonly facts: FormFacts
  readonly language: Locale
  /** Sentences to show, by full name. */
  readonly errors: ReadonlyMap<string, string>
  readonly onLeave: (name: string) => void
  /** Without them IINs and BINs are typed and not looked up. */
  readonly registers?: FormRegisters | undefined
  readonly family?: FamilyState | undefined
  /** Full names of the fields that were found wrong; where there are some, the other fields are folded. */
  readonly marked?: ReadonlySet<string>
  /** The first field takes the focus. */
  readonly autoFocus?: boolean
}

const nothingMarked: ReadonlySet<string> = new Set()

function useFormContext({
  source,
  prefix,
  facts,
  language,
  registers,
  errors,
  onLeave,
  marked = nothingMarked,
}: FormProps): FormContextValue {
  const [stores] = useState(() => ({ lookups: createLookups(), errors: createStore<ReadonlyMap<string, string>>(() => errors) }))
  // Fields hear of their own error alone: the form is not drawn anew for it.
  useLayoutEffect(() => stores.errors.setState(errors, true), [stores, errors])
  const { 'applicant.kind': kind, channel } = facts
  return useMemo(
    () => ({ source, prefix, facts: { 'applicant.kind': kind, channel }, language, registers, onLeave, marked, ...stores }),
    [source, prefix, kind, channel, language, registers, onLeave, marked, stores],
  )
}

interface FormFrameProps {
  readonly form: FormContextValue
  readonly fields: readonly FormField[]
  readonly children: ReactNode
}

const FormFrame = ({ form, fields, children }: FormFrameProps) => {
  useRowKeys(fields.some(({ type }) => type === 'repeat'))
  return <FormContext value={form}>{children}</FormContext>
}

/** Fields without headings, as a definition lists them: the provider's part of a result. */
export function FormFields({ fields, ...props }: FormProps & { readonly fields: readonly FormField[] }) {
  const form = useFormContext(props)
  return (
    <FormFrame form={form} fields={fields}>
      <div className="form-fields">
        <FieldList fields={fields} among={fields} family={props.family} autoFocus={props.autoFocus ?? false} />
      </div>
    </FormFrame>
  )
}

/** A service's form, page by page, each with its heading. */
export function FormPages({ pages, ...props }: FormProps & { readonly pages: readonly FormPage[] }) {
  const form = useFormContext(props)
  const among = useMemo(() => fieldsOf(pages), [pages])
  return (
    <FormFrame form={form} fields={among}>
      <div className="form-pages">
        {pages.map((page, index) => (
          <FieldList
            key={page.id}
            title={localText(page.title)}
            fields={page.fields}
            among={among}
            family={props.family}
            autoFocus={(props.autoFocus ?? false) && index === 0}
          />
        ))}
      </div>
    </FormFrame>
  )
}
