import { describe, expect, it } from 'vitest'
import { ConnectionWatch, watchedGateway } from '#app/connection.ts'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { gatewayThat, refused } from '#test/fakes/desk.ts'
import { createVirtualClock } from '#test/fakes/virtual-clock.ts'

const unavailable = (why: 'noConnection' | 'timeout' | 'busy' | 'nonsense') => err(fault('gateway/unavailable', 'retry', { why }))

describe('ConnectionWatch', () => {
  it.each([
    ['an answer', ok({}), 'online'],
    ['a refusal', err(fault('gateway/refused', 'act', { code: 'notFound', data: {} })), 'online'],
    ['busy', unavailable('busy'), 'online'],
    ['no connection', unavailable('noConnection'), 'offline'],
    ['a time limit', unavailable('timeout'), 'offline'],
    ['a captive portal', unavailable('nonsense'), 'offline'],
  ] as const)('%s', (_what, answer, state) => {
    const watch = new ConnectionWatch(createVirtualClock())
    watch.note(answer)
    expect(watch.connection.state).toBe(state)
  })

  it('tells changes alone, with the time since which it is so', async () => {
    const clock = createVirtualClock()
    const watch = new ConnectionWatch(clock)
    const heard: unknown[] = [watch.connection]
    watch.onDidChange((connection) => heard.push(connection))
    const gateway = watchedGateway(gatewayThat({ health: () => Promise.resolve(ok({ time: clock.instant() })) }), watch)
    for (const call of [gateway.health, gateway.health, gateway.catalogue, gateway.staff, gateway.health] as const) {
      await clock.advance(1_000)
      await call()
    }
    expect(heard).toEqual([
      { state: 'connecting', since: '2026-11-20T05:00:00.000Z' },
      { state: 'online', since: '2026-11-20T05:00:01.000Z' },
      { state: 'offline', since: '2026-11-20T05:00:03.000Z', why: 'noConnection' },
      { state: 'online', since: '2026-11-20T05:00:05.000Z' },
    ])
  })

  it('says why it is away, and since when of the whole silence', async () => {
    const clock = createVirtualClock()
    const watch = new ConnectionWatch(clock)
    const since = clock.instant()
    watch.note(unavailable('noConnection'))
    await clock.advance(1_000)
    watch.note(unavailable('nonsense'))
    expect(watch.connection).toEqual({ state: 'offline', since, why: 'nonsense' })
  })

  it('learns nothing of a call that was called off', async () => {
    const watch = new ConnectionWatch(createVirtualClock())
    const abort = new Abort()
    const gateway = watchedGateway(gatewayThat({ feed: () => Promise.resolve(unavailable('timeout')) }), watch)
    abort.abort()
    await gateway.feed('', 25, abort)
    expect(watch.connection.state).toBe('connecting')
    await gateway.feed('', 25, new Abort())
    expect(watch.connection).toMatchObject({ state: 'offline', why: 'timeout' })
  })

  it('hands every call’s input and answer through unchanged', async () => {
    const watch = new ConnectionWatch(createVirtualClock())
    const gateway = watchedGateway(gatewayThat({ login: (login, password) => refused(`${login}/${password}`) }), watch)
    expect(await gateway.login('a', 'b')).toEqual(await refused('a/b'))
  })
})
