import { useState } from 'react'
import type { WireFault } from '#core/contract/operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'

const key = 'tereze.printer'

export interface Printer {
  readonly name: string
  readonly isDefault: boolean
}

export interface PrinterChoice {
  readonly printers: readonly Printer[]
  /** Empty where there is none, or none is known yet. */
  readonly printer: string
  readonly choose: (name: string) => void
  readonly fault: WireFault | undefined
  readonly refresh: () => void
}

/** The printer that this desk used last while it is there, otherwise the system's own, otherwise the first. */
export const printerOf = (printers: readonly Printer[], remembered: string): string =>
  (printers.find(({ name }) => name === remembered) ?? printers.find(({ isDefault }) => isDefault) ?? printers[0])?.name ?? ''

/** The printers of this desk, and the one chosen for a kind of paper. @param paper `receipt`, `result` */
export function usePrinter(paper: string): PrinterChoice {
  const query = useQuery('printers/list', {})
  const [chosen, setChosen] = useState(() => localStorage.getItem(`${key}.${paper}`) ?? '')
  const printers = query.value?.printers ?? []
  return {
    printers,
    printer: printerOf(printers, chosen),
    choose: (name) => {
      localStorage.setItem(`${key}.${paper}`, name)
      setChosen(name)
    },
    fault: query.fault,
    refresh: query.refresh,
  }
}
