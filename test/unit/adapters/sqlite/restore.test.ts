import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { deriveKey } from '#app/derive-key.ts'
import { eventsOf, logOf, newCaseId } from '#test/builders/case-log.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const masterKey = new Uint8Array(32).fill(3)

async function twoDays() {
  const data = temporaryFolder()
  writeFileSync(join(data, 'key'), masterKey)
  mkdirSync(join(data, 'desk'))
  const open = (): SqliteStores => {
    const opened = openStores({ file: join(data, 'desk', 'tereze.db'), key: deriveKey(masterKey, 'desk', 'database') })
    if (!opened.ok) throw new Error(opened.error.tag)
    return opened.value
  }
  const stores = open()
  const [before, after] = [newCaseId(), newCaseId()]
  stores.cases.append(logOf(before, eventsOf({ caseId: before }))[0]!)
  await stores.backups.take()
  stores.cases.append(logOf(after, eventsOf({ caseId: after }))[0]!)
  stores.close()
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [join(import.meta.dirname, '../../../../tools/restore.ts'), '--data', data, ...args], {
      stdio: 'pipe',
    }).toString()
  return { data, open, run, before, after }
}

it('lists the copies, restores one bare or with what is newer, and puts the present file aside', { timeout: 120_000 }, async () => {
  const { data, open, run, before, after } = await twoDays()
  const [, name = ''] = run().trim().split(/ {2}/)
  expect(name).toMatch(/^tereze-000001-/)

  run('--workplace', 'desk', '--from', name)
  const whole = open()
  expect(whole.cases.allIds()).toEqual([before, after])
  expect(whole.settings.recovery()).toMatchObject({ salvaged: true, cases: 2, lostActions: 0 })
  // The program has the file: nothing is touched.
  expect(() => run('--workplace', 'desk', '--from', name)).toThrow('still running')
  whole.close()

  run('--workplace', 'desk', '--from', name, '--bare')
  const bare = open()
  expect(bare.cases.allIds()).toEqual([before])
  bare.close()
  expect(readdirSync(join(data, 'desk')).filter((entry) => entry.includes('.damaged-'))).toHaveLength(2)
})
