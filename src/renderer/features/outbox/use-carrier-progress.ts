import { useEffect, useState } from 'react'
import type { EventOf } from '#core/contract/client.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'

/** How far the carrier is, while it is being read or written; bytes or items, as the core counts. */
export function useCarrierProgress(running: boolean): EventOf<'carrier/progress'> | undefined {
  const [progress, setProgress] = useState<EventOf<'carrier/progress'>>()
  useEffect(() => {
    if (!running) return
    const off = getBridge().onEvent('carrier/progress', setProgress)
    return () => {
      off()
      setProgress(undefined)
    }
  }, [running])
  return progress
}
