// Drives intakes through the page's own bridge in Electron, on the display it is given; prints what the processes take. Arguments: options, folder.
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Bridge } from '#core/contract/client.ts'
import { operations } from '#core/contract/operations.ts'
import { electronAtHand, openProgram } from '#test/bench/electron-app.ts'
import type { BenchOptions } from '#test/bench/figure.ts'
import { settleFor, sizesNow } from '#test/bench/memory-figures.ts'
import { loginFormIn } from '#test/bench/page.ts'
import { driveIntakes } from '#test/bench/whole-intakes.ts'
import { logIn } from '#test/harness/journey.ts'

type Called = Readonly<Record<string, (input: unknown) => Promise<unknown>>>
interface PageWindow {
  readonly tereze: { readonly api: Called; readonly leavePin: Bridge['leavePin'] }
}

/** The bridge inside the page, called from here. Bytes go into the page as text. */
function bridgeIn(page: Page): Bridge {
  const call = (name: string) => (input: Readonly<Record<string, unknown>>) => {
    const { bytes, ...rest } = input
    const base64 = bytes instanceof Uint8Array ? Buffer.from(bytes).toString('base64') : undefined
    return page.evaluate(
      ([operation, value, text]) => {
        const taken = text === undefined ? {} : { bytes: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) }
        return (window as unknown as PageWindow).tereze.api[operation]?.({ ...value, ...taken })
      },
      [name, rest, base64] as const,
    )
  }
  return {
    host: 'electron',
    api: Object.fromEntries(Object.keys(operations).map((name) => [name, call(name)])) as unknown as Bridge['api'],
    leavePin: (ticket, pin) =>
      page.evaluate(([name, text]) => (window as unknown as PageWindow).tereze.leavePin(name, new TextEncoder().encode(text)), [
        ticket,
        new TextDecoder().decode(pin),
      ] as const),
    onEvent: () => () => {},
    onConnection: () => () => {},
  }
}

const [options = '{}', folder = ''] = process.argv.slice(2)
const electron = await electronAtHand()
if (electron === undefined) throw new Error('No Electron')
const { page, end } = await openProgram(electron, folder)
await loginFormIn(page)
const bridge = bridgeIn(page)
try {
  await logIn(bridge, 'operator1')
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await wait(settleFor)
  const atStart = sizesNow()
  const intakes = await driveIntakes(bridge, JSON.parse(options) as BenchOptions)
  await wait(settleFor)
  console.log(JSON.stringify({ atStart, intakes, afterwards: sizesNow() }))
} finally {
  await end()
}
process.exit(0)
