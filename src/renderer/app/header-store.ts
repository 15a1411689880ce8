import { create } from 'zustand'
import type { HeaderStatus } from '#core/contract/views.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { lockNow } from './session-store.ts'

interface HeaderState {
  readonly status: HeaderStatus | undefined
  /** The page has lost the core itself. */
  readonly coreLost: boolean
}

export const useHeader = create<HeaderState>(() => ({ status: undefined, coreLost: false }))

/** A token that is pulled out locks the workplace: its owner has gone. */
export function takeStatus(status: HeaderStatus): void {
  const before = useHeader.getState().status
  useHeader.setState({ status, coreLost: false })
  if (before?.token.state === 'present' && status.token.state === 'absent') lockNow('tokenPulled')
}

export async function askHeader(): Promise<void> {
  const answer = await getBridge().api['header/status']({})
  if (answer.ok) takeStatus(answer.value)
}
