import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { createFileStore } from '#adapters/files/file-store.ts'
import { openStores } from '#adapters/sqlite/open-stores.ts'
import { deriveKey } from '#app/derive-key.ts'
import { findChainBreak } from '#core/domain/case-chain.ts'
import { FeedEvent } from '#core/wire/messages.ts'
import type { Counter } from './counter.ts'
import type { DeskCase, Evidence, GatewayCase, Told } from './judge.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Reads the desk's database and documents from the disk, after its processes have ended. */
async function readDesk({ folder, masterKey, workplaceId }: Counter['desk'], told: readonly Told[]) {
  const place = join(folder, workplaceId)
  const opened = openStores({ file: join(place, 'tereze.db'), key: deriveKey(masterKey, workplaceId, 'database') })
  if (!opened.ok) throw new Error(`The desk's database does not open: ${JSON.stringify(opened.error)}`)
  const { cases, jobs, close } = opened.value
  const documents = createFileStore({ folder: join(place, 'documents'), key: deriveKey(masterKey, workplaceId, 'documents') })
  const desk: DeskCase[] = []
  for (const caseId of cases.allIds()) {
    const actions = cases.actions(caseId)
    const state = cases.state(caseId)
    if (state === undefined) throw new Error(`No state of ${caseId}`)
    const cms = state.requestCms === undefined ? undefined : await documents.get(state.requestCms)
    desk.push({
      caseId,
      stage: state.stage,
      number: state.number,
      provisionalNumber: state.provisionalNumber,
      cms: cms?.ok === true ? sha256(cms.value) : undefined,
      signed: actions.filter(({ event }) => event.kind === 'requestSigned').length,
      registered: actions.filter(({ event }) => event.kind === 'registered').length,
      chainBreak: findChainBreak(actions),
      jobs: jobs.ofCase(caseId).map(({ kind, state: jobState }) => ({ kind, state: jobState })),
    })
  }
  const leads = new Map(told.flatMap(({ numbers }) => numbers).map((number) => [number, cases.byNumber(number)]))
  close()
  return { desk, leads }
}

const Row = z.object({ case_id: z.string(), number: z.string(), cms: z.instanceof(Uint8Array) })
const DocumentRow = z.object({ case_id: z.string(), sha256: z.string() })

function readGateway(folder: string): readonly GatewayCase[] {
  const database = new Database(join(folder, 'gateway.sqlite'), { readonly: true, timeout: 5_000 })
  try {
    const arrived = z
      .array(z.string())
      .parse(database.prepare('SELECT body FROM feed_event').pluck().all())
      .map((body) => FeedEvent.parse(JSON.parse(body)))
      .filter(({ kind }) => kind === 'requestArrived')
    const arrivals = Map.groupBy(arrived, ({ caseId }) => String(caseId))
    const judged = new Map<string, boolean>()
    const isWhole = (hash: string): boolean => {
      const known = judged.get(hash)
      if (known !== undefined) return known
      let whole = false
      try {
        whole = sha256(readFileSync(join(folder, 'documents', hash.slice(0, 2), hash))) === hash
      } catch {
        // Not there, which is as bad.
      }
      judged.set(hash, whole)
      return whole
    }
    const documents = Map.groupBy(
      z.array(DocumentRow).parse(database.prepare('SELECT case_id, sha256 FROM request_document').all()),
      (row) => row.case_id,
    )
    return z
      .array(Row)
      .parse(database.prepare('SELECT case_id, number, cms FROM request').all())
      .map(({ case_id, number, cms }) => ({
        caseId: case_id,
        number,
        cms: sha256(cms),
        badDocuments: (documents.get(case_id) ?? []).map((row) => row.sha256).filter((hash) => !isWhole(hash)),
        arrivals: arrivals.get(case_id)?.length ?? 0,
      }))
  } finally {
    database.close()
  }
}

/** What both disks hold once every process has ended, beside what the page was told. */
export async function gatherEvidence(counter: Counter, told: readonly Told[]): Promise<Evidence> {
  return { told, ...(await readDesk(counter.desk, told)), gateway: readGateway(counter.gatewayFolder()) }
}
