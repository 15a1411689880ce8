import { useEffect, useState } from 'react'
import { readIin } from '#core/domain/iin.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { beep } from './beep.ts'
import { makeGun } from './gun.ts'
import { go, useNavigation } from './navigation.ts'
import { setSearchText } from './search-box.ts'
import { useSession } from './session-store.ts'

type Field = HTMLInputElement | HTMLTextAreaElement
const isField = (element: Element | null): element is Field => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement

/** Takes back what a burst wrote into the field in use; React hears it as typing. */
function restore(field: Field, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** An IIN's barcode read into an IIN's field is meant for that field. */
const isMeantForField = (field: Element | null, number: string): boolean =>
  field !== null && /iin$/i.test(field.id) && readIin(number).valid

async function openByNumber(number: string): Promise<'opened' | 'searching'> {
  const answer = await getBridge().api['case/byNumber']({ number })
  const handingOut = useNavigation.getState().screen.name === 'handOut'
  if (answer.ok) {
    go({ name: handingOut ? 'handOut' : 'case', caseId: answer.value.caseId })
    return 'opened'
  }
  setSearchText(number)
  go({ name: 'search' })
  return 'searching'
}

/**
 * Hears the barcode gun on every screen: a case's number opens the case, anything else is searched for.
 * @returns the number that was read last and not found
 */
export function useGun(): { readonly missing: string | undefined; readonly forget: () => void } {
  const [missing, setMissing] = useState<string>()

  useEffect(() => {
    const gun = makeGun()
    let before: { readonly field: Field; readonly value: string } | undefined
    let length = 0
    let last = 0

    const onKeyDown = (event: KeyboardEvent): void => {
      const { phase, lock } = useSession.getState()
      if (phase !== 'in' || lock !== undefined || event.ctrlKey || event.altKey || event.metaKey) return
      const active = document.activeElement
      const starts = event.timeStamp - last > 35 || length === 0
      last = event.timeStamp
      if (starts) before = isField(active) ? { field: active, value: active.value } : undefined
      length = starts ? 1 : length + 1
      const number = gun.press({ code: event.code, key: event.key, at: event.timeStamp })
      if (number === undefined || isMeantForField(active, number)) return
      event.preventDefault()
      event.stopPropagation()
      if (before !== undefined) restore(before.field, before.value)
      void openByNumber(number).then((outcome) => {
        beep(outcome === 'opened' ? 'accepted' : 'refused')
        setMissing(outcome === 'opened' ? undefined : number)
      })
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])

  return { missing, forget: () => setMissing(undefined) }
}
