import { create } from 'zustand'
import type { EventOf } from '#core/contract/client.ts'
import type { CheckStep, CheckStepId } from '#core/domain/self-check.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'

interface CheckState {
  readonly running: boolean
  readonly steps: readonly CheckStep[]
  /** The step that is looked at now. */
  readonly now: CheckStepId | undefined
  readonly report: { readonly text: string; readonly at: string } | undefined
  readonly fault: ShownFault | undefined
}

const nothing: CheckState = { running: false, steps: [], now: undefined, report: undefined, fault: undefined }
export const useCheck = create<CheckState>(() => nothing)

let cancel = (): void => {}

export async function runCheck(): Promise<void> {
  if (useCheck.getState().running) return
  useCheck.setState({ ...nothing, running: true })
  const answer = await getBridge().api['check/run']({}, (offered) => (cancel = offered))
  if (!answer.ok) return useCheck.setState({ ...nothing, fault: answer.error })
  const { steps, report, at } = answer.value
  useCheck.setState({ ...nothing, steps, report: { text: report, at } })
}

/** What was looked at stays; the rest is not. */
export const stopCheck = (): void => cancel()

export const hearStep = ({ id, step }: EventOf<'check/progress'>): void =>
  useCheck.setState(({ running, steps }) => (running ? { now: id, steps: step === undefined ? steps : [...steps, step] } : {}))
