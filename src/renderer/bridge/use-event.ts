import { useEffect, useEffectEvent } from 'react'
import type { EventName, EventOf } from '#core/contract/client.ts'
import { getBridge } from './bridge.ts'

/** Hears what the core tells of its own accord, for as long as the component is there. */
export function useHostEvent<Name extends EventName>(name: Name, listener: (value: EventOf<Name>) => void): void {
  const heard = useEffectEvent(listener)
  useEffect(() => getBridge().onEvent(name, (value) => heard(value)), [name])
}
