import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { startWorkstation } from '#test/harness/workstation.ts'

const main = join(process.env['TEREZE_BUILT'] ?? join(import.meta.dirname, '../../../out/main'), 'web.js')
const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tereze-two-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

interface Started {
  readonly child: ChildProcess
  /** Its first line: the link of its page, or why there is none. */
  readonly first: Promise<{ readonly tereze: string; readonly tag?: string; readonly pid?: number }>
  readonly ended: Promise<number | null>
  readonly output: () => string
}

function start(dataFolder: string, options: { readonly uid?: number } = {}): Started {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, TEREZE_DATA: dataFolder, TEREZE_PORT: '0', TEREZE_NO_WINDOW: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  let output = ''
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => (output += `${line}\n`))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  return {
    child,
    first: new Promise((resolve, reject) => {
      lines.once('line', (line) => resolve(JSON.parse(line) as Awaited<Started['first']>))
      child.once('exit', () => setTimeout(() => reject(new Error(output)), 1_000).unref())
    }),
    ended: new Promise((resolve) => child.once('exit', resolve)),
    output: () => output,
  }
}

it('of two that start at the same moment exactly one works, ten times', { timeout: 300_000 }, async () => {
  for (let round = 0; round < 10; round++) {
    const folder = newFolder()
    const pair = [start(folder), start(folder)]
    const firsts = await Promise.all(pair.map(({ first }) => first))
    const winner = pair[firsts.findIndex(({ tereze }) => tereze === 'ready')]
    const loser = pair[firsts.findIndex(({ tereze }) => tereze === 'refused')]
    expect(firsts.map(({ tereze }) => tereze).toSorted()).toEqual(['ready', 'refused'])
    expect([await loser?.ended, firsts.find(({ tereze }) => tereze === 'refused')]).toMatchObject([
      75,
      { tag: 'storage/inUse', pid: winner?.child.pid },
    ])
    winner?.child.kill('SIGTERM')
    await winner?.ended
  }
})

it('the second says who has the data, and the first offers its window anew; its work goes on', { timeout: 180_000 }, async () => {
  const workstation = await startWorkstation()
  try {
    const links = (): number => workstation.output().split('"tereze":"ready"').length - 1
    const [core, before] = [workstation.childPid('core'), links()]
    const second = start(workstation.dataFolder)
    expect(await second.ended).toBe(75)
    expect(second.output()).toContain(`Терезе уже работает с этими данными (${workstation.hostPid})`)
    while (links() === before) await wait(20)
    expect((await workstation.bridge.api['session/current']({})).ok).toBe(true)
    expect(workstation.childPid('core')).toBe(core)
  } finally {
    await workstation.stop()
  }
})

it.runIf(process.getuid?.() === 0)('another user of the machine is told whose the data are', { timeout: 120_000 }, async () => {
  const folder = newFolder()
  const stranger = start(folder, { uid: 65_534 })
  const ended = await stranger.ended
  expect([ended, stranger.output().includes('принадлежит другому пользователю')], stranger.output()).toEqual([77, true])
})
