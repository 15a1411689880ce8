import { describe, expect, it } from 'vitest'
import { Abort, openRemote, RemoteGone, type RemoteHandler } from '#core/base/remote.ts'
import { channelPair } from '#test/fakes/channel.ts'

const nobody: RemoteHandler = () => Promise.reject(new Error('Nobody is called here'))

const setUp = (handle: RemoteHandler) => {
  const [near, far] = channelPair()
  const crashes: unknown[] = []
  const remote = openRemote(near, nobody)
  openRemote(far, handle, (failure) => crashes.push(failure))
  return { remote, near, far, crashes }
}

describe('openRemote', () => {
  it('answers every call with its own answer, whatever order they end in', async () => {
    const { remote } = setUp(async (name, input) => {
      await new Promise((resolve) => setTimeout(resolve, Number(input)))
      return `${name} after ${String(input)}`
    })
    expect(await Promise.all([remote.call('a', 30), remote.call('b', 1), remote.call('c', 10)])).toEqual([
      'a after 30',
      'b after 1',
      'c after 10',
    ])
  })

  it('a handler that throws rejects the call without its message, and is told to whoever watches', async () => {
    const bug = new Error('ЖСН 850102300019')
    const { remote, crashes } = setUp(() => Promise.reject(bug))
    await expect(remote.call('x', {})).rejects.toEqual(new RemoteGone('The other side failed'))
    expect(crashes).toEqual([bug])
  })

  it('an answer that cannot be sent is a crash, not a silence', async () => {
    const { remote, crashes } = setUp(() => Promise.resolve(() => 'a function does not clone'))
    await expect(remote.call('x', {})).rejects.toBeInstanceOf(RemoteGone)
    expect(crashes).toHaveLength(1)
  })

  it('tells the other side to stop when the signal fires, and only then', async () => {
    const { remote } = setUp(
      (_name, _input, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped'), { once: true })),
    )
    const abort = new Abort()
    const answer = remote.call('scan', {}, abort)
    setTimeout(() => abort.abort(), 5)
    expect(await answer).toBe('stopped')
  })

  it('a signal that has already fired stops the call too', async () => {
    const { remote } = setUp(
      (_name, _input, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped'), { once: true })),
    )
    const abort = new Abort()
    abort.abort()
    expect(await remote.call('scan', {}, abort)).toBe('stopped')
  })

  it('when the channel closes, waiting calls reject, running ones are stopped, later ones reject at once', async () => {
    let stopped = false
    const { remote, far } = setUp(
      (_name, _input, signal) =>
        new Promise(() =>
          signal.addEventListener('abort', () => {
            stopped = true
          }),
        ),
    )
    const closed: string[] = []
    remote.onClose(() => closed.push('closed'))
    const waiting = remote.call('x', {})
    setTimeout(far.close, 5)
    await expect(waiting).rejects.toEqual(new RemoteGone('The channel closed'))
    await expect(remote.call('y', {})).rejects.toEqual(new RemoteGone('The channel is closed'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect({ stopped, closed }).toEqual({ stopped: true, closed: ['closed'] })
  })

  it('passes over what is not of the protocol, and answers to calls that nobody made', async () => {
    const { remote, far } = setUp(() => Promise.resolve('fine'))
    for (const stray of [null, 7, 'text', {}, { kind: 'answer', id: 99, value: 1 }, { kind: 'crash', id: 98 }, { kind: 'other' }])
      far.post(stray)
    expect(await remote.call('x', {})).toBe('fine')
  })
})
