import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startWorkstation } from './workstation.ts'

const variable = 'TEREZE_TEST_PREPARED'

/** Vitest's global set-up: where the workers of one run share the prepared folder; nothing is prepared before someone asks. */
export function setup(): () => void {
  const place = mkdtempSync(join(tmpdir(), 'tereze-prepared-'))
  process.env[variable] = place
  return () => rmSync(place, { recursive: true, force: true })
}

async function prepare(place: string): Promise<void> {
  const workstation = await startWorkstation({ dataFolder: join(place, 'data'), keepData: true })
  await workstation.stop()
  writeFileSync(join(place, 'ready'), '')
}

/** Makes the folder once; whoever comes second waits for the first. */
async function template(): Promise<string> {
  const place = process.env[variable]
  if (place === undefined) throw new Error(`${variable} is not set: prepared-data.ts is a global set-up`)
  try {
    mkdirSync(join(place, 'data'))
    await prepare(place)
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure
  }
  for (const end = Date.now() + 80_000; !existsSync(join(place, 'ready')); await wait(50)) {
    if (Date.now() > end) throw new Error('Nobody prepared the data folder')
  }
  return join(place, 'data')
}

/**
 * A workstation's data folder as its first start leaves it: gateway with its people and authority, staff's tokens, key, empty databases. A copy is
 * as good as the original: SoftHSM's configuration is written anew at each start, and the gateway takes another port where its own is taken.
 * @param into an existing folder to copy into; default a new one
 */
export async function preparedData(into = mkdtempSync(join(tmpdir(), 'tereze-test-'))): Promise<string> {
  cpSync(await template(), into, { recursive: true })
  return into
}
