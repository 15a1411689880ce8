import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Bridge } from '#core/contract/client.ts'
import { caseUntil, logIn, must, pins, sign } from '#test/harness/journey.ts'
import { startWorkstation } from '#test/harness/workstation.ts'
import { type Benchmark, type Figure } from './figure.ts'
import { intakeOf30, makePapers, type Papers } from './intake.ts'
import { chromiumFile, launchChromium, painted } from './page.ts'
import { descendants, type Memory, memoryOf } from './process-memory.ts'

const settleFor = 3_000
/** In the hour's run: more than any counter takes in. */
const intakeEvery = 20_000

/** Our processes by their entries; all of Chromium's together. */
const kinds = [
  { what: 'host', isIt: (command: string) => command.includes('/out/main/web.js') },
  { what: 'core', isIt: (command: string) => command.includes('/out/main/core.js') },
  { what: 'token process', isIt: (command: string) => command.includes('/out/main/token.js') },
  { what: 'training gateway', isIt: (command: string) => command.includes('/out/main/gateway.js') },
  { what: 'Chromium, all its processes', isIt: (command: string) => command.includes('chromium') || command.includes('chrome') },
] as const

type Kind = (typeof kinds)[number]['what']

function look(): ReadonlyMap<Kind, Memory> {
  const sums = new Map<Kind, Memory>()
  for (const { pid, command } of descendants(process.pid)) {
    const kind = kinds.find(({ isIt }) => isIt(command))?.what
    const memory = memoryOf(pid)
    if (kind === undefined || memory === undefined) continue
    const before = sums.get(kind) ?? { rss: 0, pss: 0 }
    sums.set(kind, { rss: before.rss + memory.rss, pss: before.pss + memory.pss })
  }
  return sums
}

async function wholeIntake(bridge: Bridge, papers: Papers): Promise<void> {
  const caseId = await intakeOf30(bridge, papers)
  const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
  const signed = await sign(bridge, preparationId, 'request', pins.operator1)
  if (!signed.ok) throw new Error(JSON.stringify(signed.error))
  await caseUntil(bridge, caseId, (view) => view.stage === 'registered')
  await must(bridge, 'receipt/issue', { caseId, layout: 'a5', way: 'print' })
}

async function driveIntakes(bridge: Bridge, intakes: number, minutes: number | undefined): Promise<number> {
  const papers = await makePapers()
  const end = performance.now() + (minutes ?? 0) * 60_000
  let done = 0
  while (minutes === undefined ? done < intakes : performance.now() < end) {
    const next = performance.now() + intakeEvery
    await wholeIntake(bridge, papers)
    done += 1
    if (minutes !== undefined) await wait(Math.max(0, Math.min(next, end) - performance.now()))
  }
  return done
}

const single = (what: string, value: number): Figure => ({ what, unit: 'MB', runs: 1, median: value })

function figuresOf(moment: string, memory: ReadonlyMap<Kind, Memory>): readonly Figure[] {
  const sum = (of: keyof Memory): number => [...memory.values()].reduce((total, each) => total + each[of], 0)
  return [
    ...[...memory].flatMap(([kind, { rss, pss }]) => [single(`Memory ${moment}: ${kind}, PSS`, pss), single(`Memory ${moment}: ${kind}, RSS`, rss)]),
    { ...single(`Memory ${moment}: all processes, PSS`, sum('pss')), aim: { of: 'median', below: 450 } },
    single(`Memory ${moment}: all processes, RSS (shared pages counted again in each)`, sum('rss')),
  ]
}

export const memory: Benchmark = {
  name: 'memory',
  run: async ({ quick, minutes }) => {
    const what = 'Memory of each process'
    if (!existsSync('/proc/self/smaps_rollup')) return [{ what, missing: 'no /proc/PID/smaps_rollup' }]
    if (chromiumFile === undefined) return [{ what, missing: 'no Chromium' }]
    const workstation = await startWorkstation()
    const browser = await launchChromium()
    try {
      const { bridge } = workstation
      await logIn(bridge, 'operator1')
      const page = await browser.newPage()
      await page.goto(workstation.link())
      await page.getByRole('navigation').first().waitFor()
      await painted(page)
      await wait(settleFor)
      const atStart = look()
      const done = await driveIntakes(bridge, quick ? 5 : 60, minutes)
      await wait(settleFor)
      const period = minutes === undefined ? '' : ` in ${minutes} minutes`
      return [...figuresOf('after start', atStart), ...figuresOf(`after ${done} intakes${period}`, look())]
    } finally {
      await browser.close()
      await workstation.stop()
    }
  },
}
