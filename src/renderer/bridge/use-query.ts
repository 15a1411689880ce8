import { useEffect, useState } from 'react'
import type { EventName, FaultOf, InputOf, OperationName, OutputOf } from '#core/contract/client.ts'
import { getBridge } from './bridge.ts'

export type Query<Name extends OperationName> =
  | { readonly state: 'loading'; readonly value?: undefined; readonly fault?: undefined; readonly refresh: () => void }
  | { readonly state: 'done'; readonly value: OutputOf<Name>; readonly fault?: undefined; readonly refresh: () => void }
  /** The last good answer stays beside the fault. */
  | { readonly state: 'failed'; readonly value?: OutputOf<Name> | undefined; readonly fault: FaultOf<Name>; readonly refresh: () => void }

interface Kept<Name extends OperationName> {
  readonly question: string
  readonly value?: OutputOf<Name>
  readonly fault?: FaultOf<Name>
}

/**
 * Asks the core, again whenever the input changes, one of the events comes, or the core is back. While it asks again the last answer stays.
 * An undefined input asks nothing; an input is JSON (no bytes).
 */
export function useQuery<Name extends OperationName>(
  name: Name,
  input: InputOf<Name> | undefined,
  options: { readonly refreshOn?: readonly EventName[] } = {},
): Query<Name> {
  const question = input === undefined ? '' : JSON.stringify({ name, input })
  const [kept, setKept] = useState<Kept<Name>>()
  const [round, setRound] = useState(0)
  const refresh = (): void => setRound((now) => now + 1)
  const events = (options.refreshOn ?? []).join(' ')

  useEffect(() => {
    if (question === '') return
    let current = true
    const asked = JSON.parse(question) as { readonly name: Name; readonly input: never }
    void getBridge()
      .api[asked.name](asked.input)
      .then((answer) => {
        if (!current) return
        setKept((before) => {
          if (answer.ok) return { question, value: answer.value as OutputOf<Name> }
          const old = before?.question === question ? before.value : undefined
          return { question, fault: answer.error as FaultOf<Name>, ...(old === undefined ? {} : { value: old }) }
        })
      })
    return () => {
      current = false
    }
  }, [question, round])

  useEffect(() => {
    const bridge = getBridge()
    const again = (): void => setRound((now) => now + 1)
    const offs = events === '' ? [] : events.split(' ').map((event) => bridge.onEvent(event as EventName, again))
    offs.push(bridge.onConnection((connected) => connected && again()))
    return () => {
      for (const off of offs) off()
    }
  }, [events])

  const now = kept?.question === question ? kept : undefined
  if (now?.fault !== undefined) return { state: 'failed', fault: now.fault, value: now.value, refresh }
  if (now?.value !== undefined) return { state: 'done', value: now.value, refresh }
  return { state: 'loading', refresh }
}
