import { describe, expect, it, vi } from 'vitest'
import type { ApiContext, SeatedCall, ServedDesk } from '#api/context.ts'
import { certificates, lock, loginWithToken } from '#api/handlers/session.ts'
import { endLogins } from '#api/handlers/signing.ts'
import { SessionHolder } from '#api/session-holder.ts'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { centreBin, createFakeDesk, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const session = sessionOf()
const mine = certificateOf({ iin: session.staff.iin, bin: centreBin })

function setUp() {
  const made = createFakeDesk()
  made.token.certificates = [mine]
  const desk = made as unknown as ServedDesk
  const holder = new SessionHolder<ServedDesk>()
  holder.begin(desk, session)
  const context = { desks: [desk], holder } as unknown as ApiContext
  const call = { context, desk, session } as unknown as SeatedCall
  const list = () => certificates(context, { purpose: 'request' }, new Abort())
  return { token: made.token, context, call, list }
}
const noReader = { modules: [], service: { state: 'running', milliseconds: 0 }, readers: [], slots: [], otherTokens: 0 } as const

describe('tokens, as the page is told of them', () => {
  it('come with what hinders where no certificate fits, and without where one does', async () => {
    const { token, list } = setUp()
    token.diagnosis = { ...noReader, modules: [], readers: [], slots: [] }
    expect(await list()).toMatchObject({ ok: true, value: { tokens: [{ certificates: [{ fits: true }] }], hindrances: [] } })
    token.certificates = []
    expect(await list()).toMatchObject({ ok: true, value: { hindrances: [{ kind: 'noReader' }] } })
  })

  it('are told by their hindrance instead of the fault of a module, and by the fault where there is none', async () => {
    const { token, list } = setUp()
    const failed = err(fault('token/moduleFailed', 'support', { code: 'LOAD_FAILED' }))
    const listing = vi.spyOn(token, 'list').mockResolvedValue(failed)
    expect(await list()).toEqual(failed)
    token.diagnosis = { ...noReader, modules: [], readers: [], slots: [] }
    expect(await list()).toEqual(ok({ tokens: [], hindrances: [{ kind: 'noReader' }] }))
    const down = err(fault('token/processDown', 'retry'))
    listing.mockResolvedValue(down)
    expect(await list()).toEqual(down)
  })
})

describe('a kept login', () => {
  it('ends with the lock of the desk, at the button, and with a login that is refused', async () => {
    const { token, call, context } = setUp()
    token.login = 'kept'
    await lock(call, {})
    expect(token.login).toBe('none')
    token.login = 'kept'
    await endLogins(call, {})
    expect(token.login).toBe('none')

    token.login = 'kept'
    const answer = await loginWithToken(context, { certificateId: mine.certificateId, ticket: crypto.randomUUID() }, new Abort())
    expect([answer.ok, token.login]).toEqual([false, 'none'])
  })
})
