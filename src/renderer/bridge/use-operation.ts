import { useCallback, useEffect, useRef, useState } from 'react'
import type { AnswerTo, FaultOf, InputOf, OperationName } from '#core/contract/client.ts'
import { getBridge } from './bridge.ts'

export interface Running<Name extends OperationName> {
  readonly busy: boolean
  readonly fault: FaultOf<Name> | undefined
  readonly clear: () => void
}

/** An operation that a person starts: the answer to who asked, and busy and fault for the screen. */
export function useOperation<Name extends OperationName>(
  name: Name,
): readonly [(input: InputOf<Name>) => Promise<AnswerTo<Name>>, Running<Name>] {
  const [state, setState] = useState<{ readonly busy: boolean; readonly fault?: FaultOf<Name> }>({ busy: false })
  const there = useRef(true)
  useEffect(() => {
    there.current = true
    return () => {
      there.current = false
    }
  }, [])

  const run = useCallback(
    async (input: InputOf<Name>): Promise<AnswerTo<Name>> => {
      setState({ busy: true })
      const answer = (await getBridge().api[name](input as never)) as AnswerTo<Name>
      if (there.current) setState(answer.ok ? { busy: false } : { busy: false, fault: answer.error as FaultOf<Name> })
      return answer
    },
    [name],
  )
  const clear = useCallback(() => setState({ busy: false }), [])
  return [run, { busy: state.busy, fault: state.fault, clear }]
}
