import { beforeEach, describe, expect, it } from 'vitest'
import type { HeaderStatus } from '#core/contract/views.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { beforeLock } from '#renderer/app/before-lock.ts'
import { askHeader, takeStatus } from '#renderer/app/header-store.ts'
import { go, useNavigation } from '#renderer/app/navigation.ts'
import { askSession, enter, useSession } from '#renderer/app/session-store.ts'
import { getBridge, setBridge } from '#renderer/bridge/bridge.ts'
import { makePageBridge } from '#test/fakes/page-bridge.ts'

const caseId = '11111111-1111-4111-8111-111111111111' as CaseId

describe("the operator's token is taken out", () => {
  let present: HeaderStatus

  beforeEach(async () => {
    setBridge(makePageBridge({ role: 'operator' }))
    await askSession()
    const { session } = useSession.getState()
    if (session === undefined) throw new Error('nobody is in')
    enter(session)
    await askHeader()
    const answer = await getBridge().api['header/status']({})
    if (!answer.ok) throw new Error(answer.error.tag)
    present = answer.value
  })

  it('locks the desk after what was typed is on its way, and unlocking shows the unfinished form again', () => {
    go({ name: 'intake', caseId })
    const told: string[] = []
    const stop = beforeLock.on(() => told.push(useSession.getState().lock ?? 'open'))
    takeStatus({ ...present, token: { state: 'absent' } })
    stop()
    const { lock, session } = useSession.getState()
    expect([told, lock]).toEqual([['open'], 'tokenPulled'])
    if (session === undefined) throw new Error('nobody is in')
    enter(session)
    expect(useSession.getState().lock).toBeUndefined()
    expect(useNavigation.getState().screen).toEqual({ name: 'intake', caseId })
  })

  it('does not lock where the token process alone went, nor a desk without a token', () => {
    takeStatus({ ...present, token: { state: 'down' } })
    takeStatus({ ...present, token: { state: 'absent' } })
    expect(useSession.getState().lock).toBeUndefined()
  })
})
