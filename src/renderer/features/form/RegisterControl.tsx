import { useRef } from 'react'
import { useStore } from 'zustand'
import { isBin, readIin } from '#core/domain/iin.ts'
import type { SimpleField } from '#core/domain/service-form.ts'
import { IinField } from '#renderer/components/IinField.tsx'
import { textOf, valueAt } from './answer-paths.ts'
import { type FillRequest, fillBeside, takeBeside } from './fill-from-register.ts'
import { useForm } from './form-context.ts'
import { type Found, lookUp } from './form-registers.ts'
import { RegisterLine } from './RegisterLine.tsx'
import { type ControlProps, useFieldProps } from './SimpleControl.tsx'

type RegisterField = Extract<SimpleField, { type: 'iin' | 'bin' }>

/** Twelve digits of a person or an organisation: the register is asked with the twelfth, and fills the fields beside. */
export function RegisterControl({ field, path, autoFocus, beside }: ControlProps<RegisterField>) {
  const form = useForm()
  const common = useFieldProps(field, path, autoFocus)
  const lookup = useStore(form.lookups, (all) => all[common.value])
  const before = useRef<Found>(undefined)
  const { registers, source } = form

  const requestOf = (found: Found): FillRequest => ({ path, fills: field.fills ?? {}, found, beside, language: form.language })
  const ask = async (digits: string): Promise<void> => {
    const isSound = field.type === 'iin' ? readIin(digits).valid : isBin(digits)
    if (registers === undefined || !isSound) return
    const found = await lookUp(form.lookups, registers, field.type === 'iin' ? 'person' : 'organisation', digits)
    // An answer to digits that were changed meanwhile, or whose row is gone, fills nothing.
    if (found === undefined || textOf(valueAt(source.answers(), path)) !== digits) return
    source.change((answers) => fillBeside(answers, { ...requestOf(found), before: before.current }))
    before.current = found
  }
  const complete = (digits: string): void => {
    common.onBlur()
    void ask(digits)
  }
  return (
    <div className="field-register">
      <IinField {...common} onComplete={complete} />
      {lookup !== undefined && (
        <RegisterLine
          register={field.type === 'iin' ? 'person' : 'organisation'}
          lookup={lookup}
          fill={lookup.state === 'found' ? requestOf(lookup.found) : undefined}
          onTake={() => {
            if (lookup.state === 'found') source.change((answers) => takeBeside(answers, requestOf(lookup.found)))
          }}
          onAgain={() => void ask(common.value)}
        />
      )}
    </div>
  )
}
