import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { logIn } from '#test/harness/journey.ts'
import { startWorkstation } from '#test/harness/workstation.ts'
import type { BenchOptions, Benchmark } from './figure.ts'
import { type Grown, grownFigures, settleFor, sizesNow, sumOf } from './memory-figures.ts'
import { chromiumFile, launchChromium, painted } from './page.ts'
import { driveIntakes } from './whole-intakes.ts'

/** As many as the program has: host, core, token process, gateway. */
const nodeProcesses = 4

async function bareProcesses(): Promise<number> {
  const bare = Array.from({ length: nodeProcesses }, () =>
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)', 'bare-process'], { stdio: 'ignore' }),
  )
  const browser = await launchChromium()
  try {
    await painted(await browser.newPage())
    await wait(settleFor)
    return sumOf(sizesNow(), 'pss')
  } finally {
    await browser.close()
    for (const child of bare) child.kill('SIGKILL')
  }
}

/** The intakes come over a socket of their own; the page beside them is logged in and hears every event. */
async function grow(options: BenchOptions): Promise<Grown> {
  const workstation = await startWorkstation()
  const browser = await launchChromium()
  try {
    await logIn(workstation.bridge, 'operator1')
    const page = await browser.newPage()
    await page.goto(workstation.link())
    await page.getByRole('navigation').first().waitFor()
    await painted(page)
    await wait(settleFor)
    const atStart = sizesNow()
    const intakes = await driveIntakes(workstation.bridge, options)
    await wait(settleFor)
    return { atStart, intakes, afterwards: sizesNow() }
  } finally {
    await browser.close()
    await workstation.stop()
  }
}

export const memoryWeb: Benchmark = {
  name: 'memory-web',
  run: async (options) => {
    const what = 'Memory on the web host'
    if (!existsSync('/proc/self/smaps_rollup')) return [{ what, missing: 'no /proc/PID/smaps_rollup' }]
    if (chromiumFile === undefined) return [{ what, missing: 'no Chromium' }]
    const limit = { what: `Chromium with an empty page and ${nodeProcesses} bare Node processes`, pss: await bareProcesses() }
    return grownFigures('the web host', await grow(options), options, limit)
  },
}
