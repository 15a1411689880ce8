import { describe, expect, it } from 'vitest'
import { hashOf } from '#core/domain/canonical.ts'
import { record } from '#core/services/record.ts'
import { largestFile, verifyBrought, verifyOfCase } from '#core/services/verify-file.ts'
import { newCaseId, operator, report } from '#test/builders/case-log.ts'
import { centreCase, signedResult } from '#test/builders/desk-case.ts'
import { createFakeDesk } from '#test/fakes/desk.ts'

describe('verification at the desk', () => {
  it('reports on a file that somebody brought, and keeps nothing of it', async () => {
    const desk = createFakeDesk()
    const { cms } = signedResult(newCaseId())
    expect(await verifyBrought(desk, cms)).toMatchObject({ ok: true, value: { verdict: 'accepted', signers: [{ accepted: true }] } })
    expect(await verifyBrought(desk, Uint8Array.of(1))).toMatchObject({
      ok: true,
      value: { verdict: 'notAccepted', notSignature: 'other' },
    })
    expect(await desk.documents.has(hashOf(cms))).toBe(false)
  })

  it('does not take a file that no signed document can be', async () => {
    const large = new Uint8Array(largestFile + 1)
    const answer = await verifyBrought(createFakeDesk(), large)
    expect(answer).toMatchObject({ ok: false, error: { tag: 'document/tooLarge', limit: largestFile } })
  })

  it('reports on each signed paper of a case, and says where there is none yet', async () => {
    const desk = createFakeDesk()
    const caseId = await centreCase(desk, 'inWork')
    const { cms } = signedResult(caseId)
    const stored = await desk.documents.put(cms)
    if (!stored.ok) throw new Error(stored.error.tag)
    expect(await verifyOfCase(desk, caseId, 'result')).toMatchObject({ ok: false, error: { tag: 'case/notInStage' } })
    desk.stores.transaction(() =>
      record(desk, operator, caseId, { kind: 'resultReceived', cms: stored.value, outcome: 'positive', report, eventId: '1' }),
    )
    expect(await verifyOfCase(desk, caseId, 'result')).toMatchObject({ ok: true, value: { verdict: 'accepted' } })
    expect(await verifyOfCase(desk, newCaseId(), 'result')).toMatchObject({ ok: false, error: { tag: 'case/missing' } })
  })
})
