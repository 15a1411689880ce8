import Database from 'better-sqlite3-multiple-ciphers'
import { expect, it } from 'vitest'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'

it('0060: every line keeps who asks, gets its channel from the log, and is a visit of its own', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version <= 50),
  )
  const action = db.prepare('INSERT INTO case_action (case_id, seq, id, hash, body) VALUES (?, ?, ?, ?, ?)')
  const line = db.prepare(
    "INSERT INTO case_index (case_id, side, stage, service_id, applicant_iin, opened_at, updated_at) VALUES (?, 'centre', 'draft', 's', ?, 1, 1)",
  )
  const logs = {
    centre: { kind: 'opened', channel: 'centre' },
    own: { kind: 'opened', channel: 'provider' },
    arrived: { kind: 'requestArrived', request: { channel: 'portal' } },
  }
  for (const [caseId, event] of Object.entries(logs)) {
    action.run(caseId, 1, `${caseId}-1`, 'h', JSON.stringify({ event }))
    action.run(caseId, 2, `${caseId}-2`, 'h', JSON.stringify({ event: { kind: 'viewed' } }))
    line.run(caseId, '850101300000')
  }
  expect(
    migrate(
      db,
      migrations.filter((step) => step.version <= 60),
    ),
  ).toEqual({ ok: true, value: 50 })
  expect(db.prepare('SELECT case_id, applicant_id, channel, visit FROM case_index ORDER BY id').all()).toEqual([
    { case_id: 'centre', applicant_id: '850101300000', channel: 'centre', visit: 'centre' },
    { case_id: 'own', applicant_id: '850101300000', channel: 'provider', visit: 'own' },
    { case_id: 'arrived', applicant_id: '850101300000', channel: 'portal', visit: 'arrived' },
  ])
  db.close()
})
