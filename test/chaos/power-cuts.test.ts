import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileStore } from '#adapters/files/file-store.ts'
import { openStores } from '#adapters/sqlite/open-stores.ts'
import { deriveKey } from '#app/derive-key.ts'
import { findChainBreak } from '#core/domain/case-chain.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { afterPowerCut, compileDiskShim, hasDiskShim, keepAll } from '#test/fixtures/disk-shim.ts'
import { startGateway } from '#test/harness/gateway.ts'
import { papersOf, prepareRealDesk, realDeskKey } from '#test/harness/real-desk.ts'

const cuts = Number(process.env['TEREZE_POWER_CUTS'] ?? 6)
/** The power goes after so many answers, over two submissions, and some milliseconds into what comes next. */
const answersBefore = (round: number): number => 1 + ((round * 5) % 16)
const longestWork = 60

interface Said {
  readonly step: string
  readonly caseId: CaseId
}

describe.skipIf(!hasDiskShim)('a power cut (skipped where no shim can be compiled: Linux with gcc)', () => {
  let place: string
  let shim: string
  let workplaceId: string
  const [papersFile, prepared] = ['papers.json', 'prepared']

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'tereze-power-'))
    shim = compileDiskShim(place)
    const gateway = await startGateway()
    const papers = await papersOf(gateway)
    workplaceId = papers.enrolment.workplace.id
    writeFileSync(join(place, papersFile), JSON.stringify(papers))
    await prepareRealDesk(papers, join(place, prepared))
    await gateway.stop()
  })
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  /** Lets a desk work and cuts the power. @returns what the counter had been told by then, and the tree as the disk has it */
  async function cutPower(mode: string, answers: number) {
    const round = mkdtempSync(join(place, `${mode}-`))
    const [root, synced, left] = ['data', 'synced', 'left'].map((name) => join(round, name)) as [string, string, string]
    cpSync(join(place, prepared), root, { recursive: true })
    mkdirSync(synced)
    keepAll(root, synced)
    const child = spawn(process.execPath, [join(import.meta.dirname, '../fixtures/desk-at-work.ts'), root, join(place, papersFile), mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LD_PRELOAD: shim, DISK_ROOT: root, DISK_SYNCED: synced },
    })
    const said: Said[] = []
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => said.push(JSON.parse(line) as Said))
    const ended = once(child, 'exit')
    const died = ended.then(() => Promise.reject(new Error('The desk ended by itself')))
    while (said.length < answers) await Promise.race([once(lines, 'line'), died])
    await wait(Math.random() * longestWork)
    child.kill('SIGKILL')
    await Promise.all([ended, once(lines, 'close')])
    afterPowerCut(root, synced, left)
    return { said, left }
  }

  /** Everything said that the disk does not know any more. */
  async function lostOf(said: readonly Said[], left: string): Promise<readonly string[]> {
    const folder = join(left, workplaceId)
    const opened = openStores({ file: join(folder, 'tereze.db'), key: deriveKey(realDeskKey, workplaceId, 'database') })
    if (!opened.ok) return [opened.error.tag]
    const stores = opened.value
    const documents = createFileStore({ folder: join(folder, 'documents'), key: deriveKey(realDeskKey, workplaceId, 'documents') })
    const lost: string[] = stores.settings.recovery() === undefined ? [] : ['the database had to be recovered']
    for (const { step, caseId } of said) {
      const state = stores.cases.state(caseId)
      const draft = stores.drafts.find(caseId)?.draft
      const slot = (slotId: string) => draft?.slots.find((one) => one.slotId === slotId)
      const isThere: Readonly<Record<string, boolean>> = {
        open: state !== undefined,
        type: draft?.applicant.iin !== '',
        application: slot('application')?.pages.length === 1,
        identity: slot('identity')?.pages.length === 1,
        applicationSeen: slot('application')?.originalSeen === true,
        identitySeen: slot('identity')?.originalSeen === true,
        prepare: true,
        sign: state?.stage === 'queued' && stores.jobs.ofCase(caseId).length === 1,
      }
      if (isThere[step] !== true) lost.push(`${step} of ${caseId}`)
    }
    for (const caseId of stores.cases.allIds()) {
      if (findChainBreak(stores.cases.actions(caseId)) !== undefined) lost.push(`log of ${caseId}`)
      const { request, requestCms, stage } = stores.cases.state(caseId)!
      const pages = stores.drafts.find(caseId)?.draft.slots.flatMap((slot) => slot.pages.map((page) => page.source.hash)) ?? []
      const wanted = [
        ...pages,
        ...(request?.documents.map(({ sha256 }) => sha256) ?? []),
        ...(requestCms === undefined ? [] : [requestCms]),
      ]
      for (const hash of wanted) if (!(await documents.get(hash)).ok) lost.push(`document ${hash} of ${caseId}`)
      if (stage === 'queued' && stores.jobs.ofCase(caseId).length !== 1) lost.push(`job of ${caseId}`)
    }
    stores.close()
    return lost
  }

  it(`at ${cuts} random moments loses nothing that the counter was told`, { timeout: 60_000 + cuts * 20_000 }, async () => {
    let told = 0
    let signed = 0
    for (let round = 1; round <= cuts; round++) {
      const { said, left } = await cutPower('careful', answersBefore(round))
      expect(await lostOf(said, left)).toEqual([])
      told += said.length
      signed += said.filter(({ step }) => step === 'sign').length
      rmSync(dirname(left), { recursive: true, force: true })
    }
    // The cuts came in the midst of work.
    expect(told).toBeGreaterThan(cuts)
    expect(signed).toBeGreaterThan(0)
  })

  it(
    'is seen by this test: with the synchronisation that the driver falls back to by itself, answers are lost',
    { timeout: 300_000 },
    async () => {
      let lost = 0
      for (let round = 1; round <= 20 && lost === 0; round++) {
        const { said, left } = await cutPower('careless', answersBefore(round))
        lost += (await lostOf(said, left)).length
      }
      expect(lost).toBeGreaterThan(0)
    },
  )
})
