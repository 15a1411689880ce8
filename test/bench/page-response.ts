import { once } from 'node:events'
import WebSocket from 'ws'
import type { OperationName } from '#core/contract/client.ts'
import { logIn, must } from '#test/harness/journey.ts'
import { startWorkstation } from '#test/harness/workstation.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { intakeOf30, makePapers, timedBridge } from './intake.ts'
import { startLimitServer } from './limit-server.ts'
import { timesOf } from './statistics.ts'

/** A message to a bare echo server and back. */
async function echoTimes(runs: number, bytes: number): Promise<readonly number[]> {
  const server = await startLimitServer('echo-server')
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}`)
  await once(socket, 'open')
  const message = Buffer.alloc(bytes, 1)
  const times = await timesOf(runs, async () => {
    socket.send(message)
    await once(socket, 'message')
  })
  socket.close()
  await server.stop()
  return times
}

/** About the size of a saved draft. */
const messageBytes = 2_048

export const pageResponse: Benchmark = {
  name: 'page-response',
  run: async ({ quick }) => {
    const intakes = quick ? 3 : 10
    const papers = await makePapers()
    const workstation = await startWorkstation()
    try {
      const { bridge } = workstation
      await logIn(bridge, 'operator1')
      const byName = new Map<OperationName, number[]>()
      const timed = timedBridge(bridge, (name, time) => byName.set(name, [...(byName.get(name) ?? []), time]))
      // Twice before it counts: the first use of each part loads it.
      for (let run = 0; run < 2; run++) await intakeOf30(bridge, papers)
      for (let run = 0; run < intakes; run++) await intakeOf30(timed, papers)
      const all = [...byName.values()].flat()
      const nothing = {
        what: 'an operation without work over the same socket (session/current)',
        times: await timesOf(all.length, () => must(bridge, 'session/current', {})),
      }
      const echo = { what: 'a bare WebSocket echo of 2 KiB', times: await echoTimes(all.length, messageBytes) }
      const slowest = [...byName]
        .map(([name, times]) => timesFigure(`of them ${name}`, times))
        .toSorted((one, other) => other.median - one.median)
      return [
        timesFigure(`Page response: ${all.length} mixed operations of an intake`, all, nothing, { of: 'p95', below: 50 }),
        ...slowest.slice(0, 8),
        timesFigure('An operation without work, through host and core', nothing.times, echo),
      ]
    } finally {
      await workstation.stop()
    }
  },
}
