import { describe, expect, it } from 'vitest'
import { openRemote, type RemoteHandler } from '#core/base/remote.ts'
import type { OperationName } from '#core/contract/client.ts'
import { makeBridge } from '#core/contract/make-bridge.ts'
import { operations } from '#core/contract/operations.ts'
import { channelPair } from '#test/fakes/channel.ts'

const names = Object.keys(operations) as OperationName[]
const down = { ok: false, error: { tag: 'core/down', remedy: 'retry' } }
const soon = () => new Promise((resolve) => setTimeout(resolve, 10))

const setUp = (handle: RemoteHandler = (name, input) => Promise.resolve({ ok: true, value: { name, input } })) => {
  const made = makeBridge('web', names)
  const connection: boolean[] = []
  made.bridge.onConnection((connected) => connection.push(connected))
  const attach = () => {
    const [page, core] = channelPair()
    made.attachCore(page)
    return openRemote(core, handle)
  }
  return { ...made, connection, attach }
}

describe('makeBridge', () => {
  it('has one function for every operation of the contract, each calling its own', async () => {
    const { bridge, attach } = setUp()
    attach()
    expect(Object.keys(bridge.api)).toEqual(names)
    const answers = await Promise.all(names.map((name) => (bridge.api[name] as (input: unknown) => Promise<unknown>)({ of: name })))
    expect(answers).toEqual(names.map((name) => ({ ok: true, value: { name, input: { of: name } } })))
  })

  it('answers `core/down` before there is a core, when it dies under a call, and when it fails; and works again with the next', async () => {
    const { bridge, attach, connection } = setUp((name) =>
      name === 'session/lock'
        ? new Promise(() => {})
        : name === 'session/logout'
          ? Promise.reject(new Error('bug'))
          : Promise.resolve('fine'),
    )
    const before = await bridge.api['session/current']({})
    const first = attach()
    const failed = await bridge.api['session/logout']({})
    const dying = bridge.api['session/lock']({})
    setTimeout(first.close, 5)
    const died = await dying
    const away = await bridge.api['session/current']({})
    attach()
    expect({ before, failed, died, away, after: await bridge.api['session/current']({}), connection }).toEqual({
      before: down,
      failed: down,
      died: down,
      away: down,
      after: 'fine',
      connection: [true, false, true],
    })
  })

  it('the close of a core that was already replaced is not the loss of the new one', async () => {
    const { bridge, attach, connection } = setUp(() => Promise.resolve('fine'))
    const first = attach()
    attach()
    first.close()
    await soon()
    expect({ answer: await bridge.api['session/current']({}), connection }).toEqual({ answer: 'fine', connection: [true, true] })
  })

  it('calls an operation off, also at once', async () => {
    const { bridge, attach } = setUp(
      (_name, _input, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('called off'))),
    )
    attach()
    const later = bridge.api['documents/scanners']({}, (cancel) => void setTimeout(cancel, 5))
    const atOnce = bridge.api['documents/scanners']({}, (cancel) => cancel())
    expect(await Promise.all([later, atOnce])).toEqual(['called off', 'called off'])
  })

  it('tells an event to those who listen for that one', async () => {
    const { bridge, attach } = setUp()
    const core = attach()
    const heard: unknown[] = []
    const stop = bridge.onEvent('session/ended', (value) => heard.push(value))
    bridge.onEvent('token/changed', () => heard.push('token'))
    core.emit('session/ended', { why: 'expired' })
    await soon()
    stop()
    core.emit('session/ended', { why: 'loggedOut' })
    await soon()
    expect(heard).toEqual([{ why: 'expired' }])
  })

  it('gives a PIN to the token process alone and wipes it, whether it was taken or not', async () => {
    const { bridge, attachToken } = setUp()
    const pin = () => new TextEncoder().encode('1234')
    const pins = [pin(), pin(), pin()] as const
    const nobodyThere = await bridge.leavePin('t-0', pins[0])
    const [page, token] = channelPair()
    attachToken(page)
    const taken: unknown[] = []
    openRemote(token, (name, input) => {
      taken.push([name, input])
      return taken.length === 1 ? Promise.resolve({}) : Promise.reject(new Error('refused'))
    })
    const answers = [nobodyThere, await bridge.leavePin('t-1', pins[1]), await bridge.leavePin('t-2', pins[2])]
    expect({ answers, first: taken[0], pins }).toEqual({
      answers: [false, true, false],
      first: ['leavePin', { ticket: 't-1', pin: pin() }],
      pins: [new Uint8Array(4), new Uint8Array(4), new Uint8Array(4)],
    })
  })
})
