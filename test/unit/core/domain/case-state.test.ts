import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent, CaseEventKind } from '#core/domain/case-action.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import { caseStages, mayFollow, shownNumber, type CaseStage, type CaseState } from '#core/domain/case-state.ts'
import type { Finding } from '#core/domain/conflict.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { eventsOf, logOf, newCaseId, report, requestOf } from '#test/builders/case-log.ts'

const caseId = newCaseId()
const at = '2026-11-20T05:00:00.000Z'
const cms = 'b'.repeat(64) as ContentHash
const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
const extended = { dueOn: '2026-11-27', issueFrom: '2026-11-30', calendarVersion: '1' }
const noticeCms = 'c'.repeat(64) as ContentHash
const [opened, signed, registered] = eventsOf({ caseId, number: '000000000077' }) as readonly [CaseEvent, CaseEvent, CaseEvent]
const status = (name: 'inWork' | 'completed', eventId: string): CaseEvent => ({ kind: 'statusReceived', status: name, at, eventId })
const result = (eventId: string): CaseEvent => ({ kind: 'resultReceived', cms, outcome: 'positive', report, eventId })
const handedOut: CaseEvent = {
  kind: 'handedOut',
  to: 'applicant',
  identityDocument: { kind: 'idCard', number: '012345678' },
  receiptShown: true,
  way: 'print',
}
const arrived: CaseEvent = {
  kind: 'requestArrived',
  request: requestOf({ caseId }),
  cms,
  report,
  number: '000000000077',
  registeredAt: at,
  deadline,
  eventId: 'a1',
}
const printed: CaseEvent = { kind: 'receiptIssued', layout: 'a5', way: 'print', copy: 1 }
const receipts: CaseEvent = { kind: 'receiptIssued', layout: 'roll80', way: 'save', copy: 2 }

const finding: Finding = { subject: 'applicant', fields: [], problems: ['deceased'], answeredAt: at, reference: 'q-1' }

const later: Readonly<Record<Exclude<CaseEventKind, 'opened' | 'requestArrived'>, CaseEvent>> = {
  registerAsked: { kind: 'registerAsked', register: 'persons', subject: '000101301805', outcome: 'found' },
  receptionRefused: { kind: 'receptionRefused', missingSlots: ['identity'], reason: 'x' },
  refusalReceiptIssued: { kind: 'refusalReceiptIssued', way: 'print', copy: 1 },
  cancelled: { kind: 'cancelled', reason: 'x' },
  requestSigned: signed,
  registered,
  sendingRejected: { kind: 'sendingRejected', code: 'signature' },
  reopened: { kind: 'reopened' },
  declaredChecked: { kind: 'declaredChecked', findings: [], unanswered: ['authority'] },
  conflictFound: { kind: 'conflictFound', conflict: { source: 'check', findings: [finding] }, unanswered: ['authority'] },
  conflictDecided: { kind: 'conflictDecided', choice: 'correct', serviceVersion: '2' },
  receiptIssued: printed,
  statusReceived: status('inWork', 's1'),
  resultReceived: result('r1'),
  handedOut,
  emailCorrected: { kind: 'emailCorrected', cms, to: 'b@mail.kz' },
  resultEmailed: { kind: 'resultEmailed', cms, to: 'b@mail.kz', acknowledgement: 'x' },
  signatureExtended: { kind: 'signatureExtended', cms, extended: cms, level: 'CAdES-B-T', provedAt: at, deviceAt: at },
  surveyAnswered: { kind: 'surveyAnswered', process: 3, information: 2 },
  accepted: { kind: 'accepted' },
  decisionDrafted: { kind: 'decisionDrafted', decision: { outcome: 'positive', form: 'certificate', fields: {} } },
  assigned: { kind: 'assigned', executor: { staffId: 'e', fullName: 'Орындаушы' }, resolution: 'Қарау' },
  submittedForSignature: { kind: 'submittedForSignature' },
  returnedToExecutor: { kind: 'returnedToExecutor', remark: 'Толықтыру' },
  resultDispatched: { kind: 'resultDispatched' },
  deadlineExtended: { kind: 'deadlineExtended', deadline: extended, reason: { kk: 'себеп', ru: 'причина' }, eventId: 'd1' },
  resultSigned: { kind: 'resultSigned', cms, outcome: 'positive', report },
  resultDelivered: { kind: 'resultDelivered', acknowledgement: 'x' },
  viewed: { kind: 'viewed', screen: 'case' },
}
const fold = (...events: readonly CaseEvent[]): CaseState => foldCase(logOf(caseId, events))
const stagesOf = (...events: readonly CaseEvent[]): readonly CaseStage[] =>
  events.map((_, index) => fold(...events.slice(0, index + 1)).stage)

describe('journeys', () => {
  test('at the centre', () => {
    const events = [
      opened,
      later.registerAsked,
      signed,
      printed,
      registered,
      status('inWork', 's1'),
      receipts,
      result('r1'),
      handedOut,
      later.surveyAnswered,
    ]
    expect(stagesOf(...events)).toEqual([
      'draft',
      'draft',
      'queued',
      'queued',
      'registered',
      'inWork',
      'inWork',
      'completed',
      'handedOut',
      'handedOut',
    ])
    const state = fold(...events)
    expect(state).toMatchObject({
      side: 'centre',
      number: '000000000077',
      outcome: 'positive',
      resultCms: cms,
      receiptCopies: 2,
      surveyed: true,
      eventIds: ['s1', 'r1'],
    })
    expect([shownNumber(fold(opened)), shownNumber(fold(opened, signed)), shownNumber(state)]).toEqual([
      undefined,
      '90010000000001',
      '000000000077',
    ])
  })

  test('at the provider', () => {
    const events = [arrived, later.accepted, later.decisionDrafted, later.resultSigned, later.resultDelivered]
    expect(stagesOf(...events)).toEqual(['registered', 'inWork', 'inWork', 'completed', 'completed'])
    expect(fold(...events)).toMatchObject({
      side: 'provider',
      number: '000000000077',
      deadline,
      resultDelivered: true,
      decision: { outcome: 'positive' },
    })
  })

  test('by resolution: executor named, draft submitted, sent back, submitted again, signed, dispatched', () => {
    const { accepted, assigned, decisionDrafted, submittedForSignature, returnedToExecutor, resultSigned, resultDispatched } = later
    const drafted = [arrived, accepted, assigned, decisionDrafted, submittedForSignature]
    expect(fold(...drafted)).toMatchObject({ stage: 'inWork', submitted: true, assigned: { staffId: 'e', resolution: 'Қарау' } })
    expect(fold(...drafted, returnedToExecutor)).toMatchObject({ submitted: false, remark: 'Толықтыру' })
    const again = fold(...drafted, returnedToExecutor, submittedForSignature)
    expect(again).toMatchObject({ submitted: true })
    expect(again).not.toHaveProperty('remark')
    const ended = fold(...drafted, resultSigned, resultDispatched)
    expect(ended).toMatchObject({ stage: 'completed', dispatched: true })
  })

  test('an intermediate paper is signed, delivered and given out while the case goes on', () => {
    const notice: CaseEvent = { kind: 'resultSigned', cms: noticeCms, outcome: 'intermediate', report }
    const delivered = (content: ContentHash): CaseEvent => ({ kind: 'resultDelivered', acknowledgement: 'x', cms: content })
    const work = [arrived, later.accepted, later.decisionDrafted, later.submittedForSignature, notice]
    const waiting = fold(...work)
    expect(waiting).toMatchObject({ stage: 'inWork', submitted: false, intermediate: { cms: noticeCms, delivered: false } })
    expect(waiting).not.toHaveProperty('decision')
    // Signed in the office, delivered after the line came back, the later one first.
    const both = [...work, later.decisionDrafted, later.resultSigned]
    expect(fold(...both, delivered(noticeCms))).toMatchObject({ resultDelivered: false, intermediate: { delivered: true } })
    expect(fold(...both, delivered(cms))).toMatchObject({ resultDelivered: true, intermediate: { delivered: false } })
  })

  test('at the centre an intermediate paper may be given out, and the final one after it', () => {
    const received: CaseEvent = { kind: 'resultReceived', cms: noticeCms, outcome: 'intermediate', report, eventId: 'i1' }
    const given: CaseEvent = { ...handedOut, intermediate: true } as CaseEvent
    const events = [opened, signed, registered, received, given, result('r1'), handedOut]
    expect(stagesOf(...events)).toEqual(['draft', 'queued', 'registered', 'inWork', 'inWork', 'completed', 'handedOut'])
    expect(fold(...events)).toMatchObject({ intermediate: { cms: noticeCms, handedOut: true }, resultCms: cms, outcome: 'positive' })
  })

  test('a paper that goes by e-mail is sent only once the gateway said so; each paper by itself', () => {
    const received: CaseEvent = { kind: 'resultReceived', cms: noticeCms, outcome: 'intermediate', report, eventId: 'i1' }
    const mailed = (more: object = {}): CaseEvent =>
      ({ ...handedOut, way: 'email', email: { to: 'a@mail.kz', pdf: cms, resultHash: noticeCms }, ...more }) as CaseEvent
    const early = [opened, signed, registered, received, mailed({ intermediate: true })]
    const waiting = { to: 'a@mail.kz', pdf: cms, resultHash: noticeCms, sent: false }
    expect(fold(...early).emails).toEqual([{ ...waiting, cms: noticeCms }])
    const both = [...early, result('r1'), mailed()]
    const corrected = [...both, later.emailCorrected]
    expect([fold(...corrected), fold(...corrected, later.resultEmailed), fold(...corrected, later.resultEmailed, mailed())]).toMatchObject(
      [
        { ...waiting, to: 'b@mail.kz' },
        { ...waiting, to: 'b@mail.kz', sent: true },
        // Given out once more: on its way again.
        waiting,
      ].map((final) => ({
        stage: 'handedOut',
        emails: [
          { ...waiting, cms: noticeCms },
          { ...final, cms },
        ],
      })),
    )
  })

  test('taken in at the provider’s own desk, the same case goes on there', () => {
    const events = [opened, signed, registered, arrived, later.accepted, later.resultSigned]
    expect(stagesOf(...events)).toEqual(['draft', 'queued', 'registered', 'registered', 'inWork', 'completed'])
    expect([fold(opened, signed).side, fold(...events).side]).toEqual(['centre', 'provider'])
    // The feed tells this desk of its own deeds: nothing changes.
    const heard = fold(...events, status('completed', 's9'), { ...result('r9'), cms: noticeCms } as CaseEvent)
    expect(heard).toMatchObject({ stage: 'completed', resultCms: cms, eventIds: ['a1', 's9', 'r9'] })
  })

  test('an extended term has a new deadline, and remembers the first', () => {
    const further: CaseEvent = {
      kind: 'deadlineExtended',
      deadline: { ...extended, dueOn: '2026-12-04' },
      reason: { kk: 'себеп', ru: 'причина' },
    }
    expect(fold(arrived, later.accepted, later.deadlineExtended)).toMatchObject({ deadline: extended, extension: { from: deadline } })
    expect(fold(arrived, later.accepted, later.deadlineExtended, further)).toMatchObject({
      deadline: { dueOn: '2026-12-04' },
      extension: { from: deadline },
    })
  })

  test('a request the gateway refused is opened again and sent anew', () => {
    const events = [opened, signed, later.sendingRejected, later.reopened, signed, registered]
    expect(stagesOf(...events)).toEqual(['draft', 'queued', 'rejected', 'draft', 'queued', 'registered'])
    expect(fold(...events)).not.toHaveProperty('rejection')
  })

  test('a conflict waits for a choice: back at the counter the case keeps its number, and may take a newer version', () => {
    const waiting = [opened, signed, later.conflictFound]
    expect(fold(...waiting)).toMatchObject({
      stage: 'queued',
      conflict: { source: 'check' },
      declaredCheck: { findings: [finding], unanswered: ['authority'] },
    })
    const back = fold(...waiting, later.conflictDecided)
    expect(back).toMatchObject({ stage: 'draft', serviceVersion: '2', provisionalNumber: '90010000000001' })
    expect(back).not.toHaveProperty('conflict')
    // The next signature is checked for itself.
    expect(fold(...waiting, later.conflictDecided, signed)).not.toHaveProperty('declaredCheck')
  })

  test('a conflict that is kept changes nothing else; nor does any choice once the request is registered', () => {
    const keep: CaseEvent = { kind: 'conflictDecided', choice: 'keep', remark: 'Куәлігі көрілді' }
    const { conflict, ...before } = fold(opened, signed, later.conflictFound)
    expect(conflict).toBeDefined()
    expect({ ...fold(opened, signed, later.conflictFound, keep), last: 0 }).toEqual({ ...before, last: 0 })
    const late = fold(opened, signed, registered, later.conflictFound, later.conflictDecided)
    expect(late).toMatchObject({ stage: 'registered', serviceVersion: '1' })
    expect(late).not.toHaveProperty('conflict')
  })

  test('checks add up: what was unanswered is told later', () => {
    const answered: CaseEvent = { kind: 'declaredChecked', findings: [{ ...finding, subject: 'authority', problems: [] }], unanswered: [] }
    const first: CaseEvent = { kind: 'declaredChecked', findings: [finding], unanswered: ['authority'] }
    expect(fold(opened, signed, first, registered, answered).declaredCheck).toMatchObject({
      findings: [{ subject: 'applicant' }, { subject: 'authority' }],
      unanswered: [],
    })
  })

  test('status and result may overtake each other', () => {
    expect(stagesOf(opened, signed, registered, result('r1'), status('inWork', 's1'), status('completed', 's2'))).toEqual([
      'draft',
      'queued',
      'registered',
      'completed',
      'completed',
      'completed',
    ])
  })
})

describe('the table of what may follow', () => {
  test('refusals, as a person would state them', () => {
    const refused: readonly (readonly CaseEvent[])[] = [
      [opened, registered],
      [opened, handedOut],
      [opened, opened],
      [opened, arrived],
      [opened, later.accepted],
      [opened, later.cancelled, signed],
      [opened, later.receptionRefused, signed],
      [opened, signed, signed],
      [opened, signed, handedOut],
      [opened, signed, registered, handedOut],
      [opened, signed, registered, later.cancelled],
      [arrived, later.assigned],
      [arrived, later.accepted, later.resultDispatched],
      [arrived, later.accepted, later.resultSigned, later.submittedForSignature],
      [arrived, later.decisionDrafted],
      [arrived, later.resultSigned],
      [arrived, later.accepted, later.accepted],
      [arrived, later.accepted, later.resultSigned, later.decisionDrafted],
    ]
    for (const events of refused) expect(() => fold(...events), events.map(({ kind }) => kind).join(' → ')).toThrow()
  })

  test('a case begins with opening or arrival and nothing else', () => {
    for (const event of Object.values(later)) expect(() => fold(event)).toThrow('cannot begin')
    expect(() => foldCase([])).toThrow()
  })

  test('what is closed stays closed: only looking, and the receipt of a refusal, are allowed', () => {
    for (const stage of ['cancelled', 'receptionRefused'] as const)
      expect(
        Object.values(later)
          .filter(({ kind }) => mayFollow(stage, kind))
          .map(({ kind }) => kind),
      ).toEqual(stage === 'receptionRefused' ? ['refusalReceiptIssued', 'viewed'] : ['viewed'])
  })

  test('viewing is allowed everywhere and changes nothing but the last action', () => {
    const events = [opened, signed, registered, result('r1'), handedOut]
    for (const [index] of events.entries()) {
      const [{ last: _a, ...before }, { last: _b, ...after }] = [
        fold(...events.slice(0, index + 1)),
        fold(...events.slice(0, index + 1), later.viewed),
      ]
      expect(after).toEqual(before)
    }
    expect(caseStages.every((stage) => mayFollow(stage, 'viewed'))).toBe(true)
  })
})

describe('any sequence of events', () => {
  const kinds = fc.array(fc.constantFrom(...Object.values(later)), { maxLength: 25 })
  const beginning = fc.constantFrom(opened, arrived)
  /** Every feed event with an id of its own, as the gateway gives them. */
  const numbered = (events: readonly CaseEvent[]): readonly CaseEvent[] =>
    events.map((event, index) => ('eventId' in event ? { ...event, eventId: `e${index}` } : event))
  /** The longest sequence that the table lets through. */
  const accepted = (first: CaseEvent, events: readonly CaseEvent[]): readonly CaseEvent[] => {
    const taken = [first]
    for (const event of events) if (mayFollow(fold(...taken).stage, event.kind)) taken.push(event)
    return taken
  }

  test('is folded exactly where the table allows each step', () => {
    fc.assert(
      fc.property(beginning, kinds, (first, events) => {
        const sequence = [first, ...numbered(events)]
        const allowed = sequence.slice(1).every((event, index) => {
          const before = sequence.slice(0, index + 1)
          try {
            return mayFollow(fold(...before).stage, event.kind)
          } catch {
            return false
          }
        })
        if (allowed) expect(() => fold(...sequence)).not.toThrow()
        else expect(() => fold(...sequence)).toThrow()
      }),
      { numRuns: 300 },
    )
  })

  test('is handed out only after it was signed and registered', () => {
    fc.assert(
      fc.property(kinds, (events) => {
        const sequence = accepted(opened, [...numbered([signed, registered, ...events])])
        const at = (kind: CaseEventKind): number => sequence.findIndex((event) => event.kind === kind)
        if (at('handedOut') === -1) return
        expect(at('requestSigned') > 0 && at('registered') > at('requestSigned') && at('handedOut') > at('registered')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('feed events delivered again, at once or much later, change nothing', () => {
    fc.assert(
      fc.property(beginning, kinds, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }), (first, events, repeats) => {
        const once = accepted(first, numbered(first === opened ? [signed, registered, ...events] : events))
        const again: CaseEvent[] = [...once]
        for (const [which, where] of repeats) {
          const feed = again.flatMap((event, index) => ('eventId' in event ? [index] : []))
          const from = feed[which % Math.max(1, feed.length)]
          if (from === undefined) continue
          again.splice(from + 1 + (where % (again.length - from)), 0, again[from]!)
        }
        const { last: _once, ...state } = fold(...once)
        const { last: _again, ...repeated } = fold(...again)
        expect({ ...repeated, openedAt: '' }).toEqual({ ...state, openedAt: '' })
      }),
      { numRuns: 300 },
    )
  })
})
