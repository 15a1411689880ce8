import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

let workstation: TestWorkstation
beforeAll(async () => {
  workstation = await startWorkstation()
}, 120_000)
afterAll(() => workstation.stop())

const connection = async () => {
  const status = await workstation.bridge.api['header/status']({})
  return status.ok ? status.value.connection : undefined
}
const isOnline = async (): Promise<void> => {
  for (const end = Date.now() + 60_000; (await connection())?.state !== 'online'; await wait(50))
    if (Date.now() > end) throw new Error(`Not online: ${JSON.stringify(await connection())}`)
}
const log = (): string => readFileSync(join(workstation.dataFolder, 'logs', 'core.log'), 'utf8')

it('a core that slept asks anew at once and stands where it stood', { timeout: 180_000 }, async () => {
  await isOnline()
  const core = workstation.childPid('core')
  if (core === undefined) throw new Error('No core runs')
  process.kill(core, 'SIGSTOP')
  await wait(22_000)
  process.kill(core, 'SIGCONT')
  // Noticed by the next look at the clocks; then the waiting poll is cut, and whether the gateway is there is asked.
  for (const end = Date.now() + 30_000; !log().includes('"woke"'); await wait(50)) if (Date.now() > end) throw new Error('Not noticed')
  await isOnline()
  expect([workstation.childPid('core'), (await workstation.bridge.api['session/current']({})).ok]).toEqual([core, true])
})
