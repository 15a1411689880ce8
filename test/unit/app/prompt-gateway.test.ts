import { describe, expect, it } from 'vitest'
import { ConnectionWatch, watchedGateway } from '#app/connection.ts'
import { promptGateway } from '#app/prompt-gateway.ts'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { gatewayThat } from '#test/fakes/desk.ts'
import { createVirtualClock } from '#test/fakes/virtual-clock.ts'

const limit = 10_000

/** A gateway behind a network that swallows every packet until it is mended: each call ends with its own time limit. */
function swallowing() {
  const clock = createVirtualClock()
  const network = { up: false, calls: 0 }
  const call = () =>
    new Promise<never>((resolve) => {
      network.calls++
      const answer = network.up ? ok({ there: true }) : err(fault('gateway/unavailable', 'retry', { why: 'timeout' as const }))
      clock.after(network.up ? 100 : limit, () => resolve(answer as never))
    })
  const names: readonly (keyof Gateway)[] = ['login', 'person', 'authority', 'submit', 'feed']
  const watch = new ConnectionWatch(clock)
  const gateway = promptGateway(watchedGateway(gatewayThat(Object.fromEntries(names.map((name) => [name, call]))), watch), watch, clock)
  /** How long this call takes, and what it answers. */
  const timed = async (name: 'login' | 'person' | 'authority' | 'submit') => {
    const began = clock.now()
    let took: number | undefined
    const answer = (gateway[name] as (...input: string[]) => Promise<{ ok: boolean }>)('a', 'b', 'c').then((result) => {
      took = clock.now() - began
      return result.ok
    })
    for (let passed = 0; took === undefined && passed <= limit; passed += 100) await clock.advance(100)
    return { ok: await answer, took }
  }
  return { clock, network, watch, timed }
}

describe('a gateway that a person waits for', () => {
  it('that was never heard is waited for a few seconds, one that is away a moment, and then not at all', async () => {
    const { network, watch, timed } = swallowing()
    expect(await timed('login')).toEqual({ ok: false, took: 4_000 })
    await timed('submit')
    expect(watch.connection.state).toBe('offline')
    network.calls = 0
    expect([await timed('person'), await timed('authority'), await timed('person')]).toEqual([
      { ok: false, took: 1_500 },
      { ok: false, took: 0 },
      { ok: false, took: 0 },
    ])
    expect(network.calls).toBe(1)
    expect(await timed('login')).toEqual({ ok: false, took: 1_500 })
  })

  it('is asked again after a while, and its late answer tells that it is back', async () => {
    const { clock, network, watch, timed } = swallowing()
    await timed('submit')
    await timed('person')
    network.up = true
    expect(await timed('person')).toEqual({ ok: false, took: 0 })
    await clock.advance(5_000)
    expect(await timed('person')).toEqual({ ok: true, took: 100 })
    expect(watch.connection.state).toBe('online')
  })

  it('has all its time where it is there, and so has the queue always', async () => {
    const { network, timed } = swallowing()
    expect(await timed('submit')).toEqual({ ok: false, took: limit })
    network.up = true
    await timed('submit')
    network.up = false
    expect(await timed('person')).toEqual({ ok: false, took: limit })
  })
})
