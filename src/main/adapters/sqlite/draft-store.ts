import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import type { CaseId } from '#core/domain/ids.ts'
import { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { DraftStore } from '#core/ports/stores.ts'
import { parseBody, parseRow } from './row.ts'

const Row = z.object({ saved_at: z.int(), body: z.string() })

/** @param onDidSave told after each change, within the same transaction, so that lists can show the name typed so far */
export function createDraftStore(db: Database.Database, onDidSave: (caseId: CaseId) => void): DraftStore {
  const put = db.prepare(
    'INSERT INTO draft (case_id, saved_at, body) VALUES (?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body',
  )
  const get = db.prepare('SELECT saved_at, body FROM draft WHERE case_id = ?')
  const drop = db.prepare('DELETE FROM draft WHERE case_id = ?')
  const save = db.transaction((caseId: CaseId, draft: IntakeDraft, savedAt: number) => {
    put.run(caseId, savedAt, JSON.stringify(draft))
    onDidSave(caseId)
  })
  return {
    save: (caseId, draft, at) => void save.immediate(caseId, draft, Date.parse(at)),
    find: (caseId) => {
      const found = get.get(caseId)
      if (found === undefined) return undefined
      const row = parseRow(Row, found)
      return { draft: parseBody(IntakeDraft, row.body), savedAt: new Date(row.saved_at).toISOString() }
    },
    remove: (caseId) => void drop.run(caseId),
  }
}
