import { useCallback, useEffect, useRef, useState } from 'react'
import type { EventName, FaultOf, InputOf, OperationName, OutputOf } from '#core/contract/client.ts'
import { getBridge } from './bridge.ts'

export type Query<Name extends OperationName> =
  | { readonly state: 'loading'; readonly value?: undefined; readonly fault?: undefined; readonly refresh: () => void }
  | { readonly state: 'done'; readonly value: OutputOf<Name>; readonly fault?: undefined; readonly refresh: () => void }
  /** The last good answer stays beside the fault. */
  | { readonly state: 'failed'; readonly value?: OutputOf<Name> | undefined; readonly fault: FaultOf<Name>; readonly refresh: () => void }

/** Milliseconds. */
const longestPause = 1000

interface Kept<Name extends OperationName> {
  readonly question: string
  readonly value?: OutputOf<Name>
  readonly fault?: FaultOf<Name>
}

/**
 * Asks the core, again whenever the input changes, one of the events comes, or the core is back. While it asks again the last answer stays.
 * One question at a time: events that come while it asks are answered together by the next, which waits as long as the last one took, a second at most. So
 * many of them neither starve the page nor keep the core from its work.
 * An undefined input asks nothing; an input is JSON (no bytes).
 */
export function useQuery<Name extends OperationName>(
  name: Name,
  input: InputOf<Name> | undefined,
  options: { readonly refreshOn?: readonly EventName[] } = {},
): Query<Name> {
  const question = input === undefined ? '' : JSON.stringify({ name, input })
  const [kept, setKept] = useState<Kept<Name>>()
  const ask = useRef<() => void>(undefined)
  const refresh = useCallback((): void => ask.current?.(), [])
  const events = (options.refreshOn ?? []).join(' ')

  useEffect(() => {
    if (question === '') return
    const bridge = getBridge()
    const asked = JSON.parse(question) as { readonly name: Name; readonly input: never }
    let current = true
    let asking = false
    let again = false
    let pause: ReturnType<typeof setTimeout> | undefined
    const askNow = (): void => {
      again = asking
      if (asking) return
      asking = true
      const begun = performance.now()
      void bridge.api[asked.name](asked.input).then((answer) => {
        if (!current) return
        setKept((before) => {
          if (answer.ok) return { question, value: answer.value as OutputOf<Name> }
          const old = before?.question === question ? before.value : undefined
          return { question, fault: answer.error as FaultOf<Name>, ...(old === undefined ? {} : { value: old }) }
        })
        pause = setTimeout(
          () => {
            asking = false
            if (again) askNow()
          },
          Math.min(longestPause, performance.now() - begun),
        )
      })
    }
    ask.current = askNow
    askNow()
    const offs = events === '' ? [] : events.split(' ').map((event) => bridge.onEvent(event as EventName, askNow))
    offs.push(bridge.onConnection((connected) => connected && askNow()))
    return () => {
      current = false
      clearTimeout(pause)
      ask.current = undefined
      for (const off of offs) off()
    }
  }, [question, events])

  const now = kept?.question === question ? kept : undefined
  if (now?.fault !== undefined) return { state: 'failed', fault: now.fault, value: now.value, refresh }
  if (now?.value !== undefined) return { state: 'done', value: now.value, refresh }
  return { state: 'loading', refresh }
}
