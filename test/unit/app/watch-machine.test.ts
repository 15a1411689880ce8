import { describe, expect, it, vi } from 'vitest'
import { createSense, type MachineChange, watchMachine } from '#app/watch-machine.ts'

const setUp = () => {
  const machine = { wall: 1_000_000, monotonic: 5_000, addresses: ['192.168.1.7', 'fe80::7'] }
  const senses = { wall: () => machine.wall, monotonic: () => machine.monotonic, addresses: () => machine.addresses }
  const pass = (wall: number, monotonic = wall): void => {
    machine.wall += wall
    machine.monotonic += monotonic
  }
  return { machine, senses, pass }
}

describe('a look at the machine', () => {
  it.each<[string, number, number, MachineChange | undefined]>([
    ['in time', 2_000, 2_000, undefined],
    ['late, as on a busy machine', 5_000, 5_000, undefined],
    ['after a sleep in which the counted time stood still', 3_600_000, 2_000, 'woke'],
    ['after the program was stopped', 20_000, 20_000, 'woke'],
    ['after someone set the clock back', -86_400_000, 2_000, 'woke'],
  ])('%s', (_when, wall, monotonic, change) => {
    const { senses, pass } = setUp()
    const sense = createSense(senses)
    pass(wall, monotonic)
    expect(sense()).toBe(change)
    pass(2_000)
    expect(sense()).toBeUndefined()
  })

  it.each<[string, readonly string[], MachineChange | undefined]>([
    ['the same addresses in another order', ['fe80::7', '192.168.1.7'], undefined],
    ['another network', ['10.0.0.4', 'fe80::7'], 'addressGone'],
    ['the cable is out', [], 'addressGone'],
    ['one more way', ['192.168.1.7', 'fe80::7', '10.8.0.2'], 'addressCame'],
  ])('%s', (_what, addresses, change) => {
    const { machine, senses, pass } = setUp()
    const sense = createSense(senses)
    pass(2_000)
    machine.addresses = [...addresses]
    expect(sense()).toBe(change)
    pass(2_000)
    expect(sense()).toBeUndefined()
  })
})

it('is taken every two seconds until stopped', () => {
  vi.useFakeTimers()
  const { machine, senses } = setUp()
  const changes: MachineChange[] = []
  const { stop } = watchMachine((change) => changes.push(change), senses)
  vi.advanceTimersByTime(2_000)
  machine.addresses = []
  vi.advanceTimersByTime(2_000)
  stop()
  machine.addresses = ['10.0.0.1']
  vi.advanceTimersByTime(10_000)
  vi.useRealTimers()
  expect(changes).toEqual(['addressGone'])
})
