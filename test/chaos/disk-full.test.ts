import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Refusal } from '#test/fixtures/desk-short-of-room.ts'
import { compileDiskShim, hasDiskShim, openDiskRoom } from '#test/fixtures/disk-shim.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { startGateway, type StartedGateway } from '#test/harness/gateway.ts'
import { papersOf, prepareRealDesk } from '#test/harness/real-desk.ts'

/** How many of a submission's writes are refused; 0 for every one. */
const points = process.env['TEREZE_DISK_POINTS'] ?? '12'

describe.skipIf(!hasDiskShim)(
  'a disk that refuses the n-th write of a submission (skipped where no shim can be compiled: Linux with gcc)',
  () => {
    let place: string
    let gateway: StartedGateway
    beforeEach(async () => {
      place = mkdtempSync(join(tmpdir(), 'tereze-room-'))
      gateway = await startGateway()
    })
    afterEach(async () => {
      await gateway.stop()
      rmSync(place, { recursive: true, force: true })
    })

    it.each([
      { error: 'ENOSPC', what: 'and all after it: the disk is full', faults: ['storage/diskFull'] },
      // A write-ahead log that could not be written is rolled back; where SQLite cannot even tell what failed, the disk is asked, and it writes.
      { error: 'EIO', what: 'and no other: the device failed once', faults: ['storage/failed'] },
    ])('$what', { timeout: 1_800_000 }, async ({ error, faults }) => {
      const shim = compileDiskShim(place)
      const [data, papersFile, control] = ['data', 'papers.json', 'control'].map((name) => join(place, name)) as [string, string, string]
      const papers = await papersOf(gateway)
      writeFileSync(papersFile, JSON.stringify(papers))
      await prepareRealDesk(papers, data)
      openDiskRoom(control)
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, '../fixtures/desk-short-of-room.ts'), data, papersFile, control, error, points],
        { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LD_PRELOAD: shim, DISK_ROOT: data, DISK_CONTROL: control } },
      )
      const refusals: Refusal[] = []
      const lines = createInterface({ input: child.stdout })
      lines.on('line', (line) => refusals.push(JSON.parse(line) as Refusal))
      const [[code]] = await Promise.all([once(child, 'exit'), once(lines, 'close')])
      expect(refusals.filter(({ problems }) => problems.length > 0)).toEqual([])
      expect(code).toBe(0)
      const named = refusals.filter(({ fault }) => fault !== undefined)
      expect(named.length).toBeGreaterThan(0)
      for (const { fault } of named) expect(faults).toContain(fault)
      // Each submission arrived, and once.
      const arrived = requestsAtGateway(gateway.dataFolder).map(({ caseId }) => caseId)
      for (const { caseId } of refusals) expect(arrived.filter((one) => one === caseId)).toHaveLength(1)
    })
  },
)
