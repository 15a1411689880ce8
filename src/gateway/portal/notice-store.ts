import { z } from 'zod'
import { CabinetNotice } from '#core/wire/messages.ts'
import type { Database } from '#gateway/database/database.ts'

const Row = z.object({ body: z.string() })

/** Section «Хабарлама» («Ескерту») of the personal cabinets. */
export interface NoticeStore {
  /** Inside the transaction of what happened. */
  readonly add: (notice: CabinetNotice) => void
  /** Of an IIN or BIN, newest first. */
  readonly of: (applicantId: string) => readonly CabinetNotice[]
}

export function createNoticeStore(database: Database): NoticeStore {
  const insert = database.prepare('INSERT INTO notice (case_id, body) VALUES (?, ?)')
  const select = database.prepare(
    'SELECT notice.body AS body FROM notice JOIN request USING (case_id) WHERE request.applicant_id = ? ORDER BY notice.seq DESC',
  )
  return {
    add: (notice) => void insert.run(notice.caseId, JSON.stringify(notice)),
    of: (applicantId) =>
      z
        .array(Row)
        .parse(select.all(applicantId))
        .map(({ body }) => CabinetNotice.parse(JSON.parse(body))),
  }
}
