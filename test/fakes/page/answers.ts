import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { AnswerTo, InputOf, OperationName } from '#core/contract/client.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Iin } from '#core/domain/iin.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import { sessionOf } from './actors.ts'
import { definitionOf, definitions } from './catalogue.ts'
import { requestOf } from './case-log.ts'
import { caseIdOf, lineOf, viewOf } from './cases.ts'
import { withIntermediate } from './intermediate.ts'
import { children, organisations, people } from './people.ts'
import { outboxAnswers } from './outbox.ts'
import { paymentOf, withFeeHere } from './payments.ts'
import { checkAnswer } from './check.ts'
import { preparedRequest } from './prepared.ts'
import { previewPdf } from './preview-pdf.ts'
import { verificationOf } from './verification.ts'
import { draftOf, headerOf, type World } from './world.ts'

export type Answers = { readonly [Name in OperationName]: (input: InputOf<Name>) => AnswerTo<Name> | Promise<AnswerTo<Name>> }

const hash = 'a'.repeat(64) as never
const missing = () => err(fault('case/missing', 'support')) as never

const tokens = (now: string) => [
  {
    tokenId: 'pkcs11:1',
    label: 'KAZTOKEN',
    kind: 'pkcs11' as const,
    manufacturer: 'Kaztoken',
    pinState: 'ok' as const,
    login: 'none' as const,
    certificates: [
      {
        certificateId: 'c1',
        asksEachTime: false,
        fits: true,
        reasons: [],
        daysLeft: 52,
        summary: {
          fingerprint: hash,
          serial: '3ae72510bbf',
          commonName: 'БЕКМАҒАМБЕТОВА ӘСЕМ',
          iin: '900101400012',
          bin: '020240000555',
          organisation: 'ӨСКЕМЕН ҚАЛАСЫНЫҢ № 1 ХҚКО',
          issuer: 'ҰКО (RSA)',
          role: 'employee' as const,
          forSignature: true,
          forAuthentication: true,
          notBefore: now,
          notAfter: now,
        },
      },
    ],
  },
]

/** The core, as far as the page can tell. */
export function answersOf(world: World): Answers {
  const { now, cases, drafts, favourites } = world
  const oneOf = (caseId: string) => cases.get(caseId as CaseId)
  const slotsOf = (caseId: string) => ok({ slots: draftOf(world, caseId as CaseId).slots })
  const nothing = () => ok({})
  const pdf = async () => ok({ pdf: await previewPdf() })
  const preparation = (caseId: string) => {
    const one = oneOf(caseId)
    if (one === undefined) return missing()
    return ok(preparedRequest(requestOf(caseId as CaseId, one.definition, one.person, now, '9000720260000')))
  }

  return {
    'session/current': () => ok({ session: world.session, training: world.scene.training ?? false, version: '0.1.0' }),
    'session/login': ({ login, password }) => {
      if (password === 'wrong') return err(fault('session/wrong', 'act', { triesLeft: 3 }))
      world.session = sessionOf(login === 'head' ? 'head' : 'operator', now)
      return ok(world.session)
    },
    'session/loginWithToken': () => ok((world.session = sessionOf('operator', now))),
    'session/logout': () => {
      world.session = undefined
      return ok({})
    },
    'session/lock': nothing,
    'session/unlock': ({ password }) =>
      password === 'wrong' || world.session === undefined ? err(fault('session/wrong', 'act', { triesLeft: 4 })) : ok(world.session),
    'header/status': () => ok(headerOf(world)),
    'header/dismissRecovery': () => {
      world.recovery = undefined
      return ok({})
    },
    'catalogue/list': () =>
      ok({
        services: definitions
          .toSorted((one, other) => one.number - other.number)
          .map(({ id, number, version, name, category, provider, synonyms, channels }) => ({
            id,
            number,
            version,
            name,
            category,
            provider: provider.name,
            synonyms,
            channels: (['centre', 'provider', 'portal'] as const).filter((channel) => channels[channel] !== undefined),
            receivable: (world.session?.workplace.kind === 'provider' ? channels.provider : channels.centre) !== undefined,
            favourite: favourites.has(id),
          })),
        ...(world.scene.catalogueRefused === undefined ? {} : { refused: { why: world.scene.catalogueRefused, at: now } }),
      }),
    'catalogue/get': ({ serviceId }) => ok(definitionOf(serviceId)),
    'catalogue/setFavourite': ({ serviceId, favourite }) => {
      if (favourite) favourites.add(serviceId)
      else favourites.delete(serviceId)
      return ok({})
    },
    'intake/open': () => ok({ caseId: caseIdOf(6) }),
    'intake/get': ({ caseId }) => {
      const one = oneOf(caseId)
      if (one === undefined) return missing()
      const { openedAt, stage } = foldCase(one.log)
      return stage === 'draft'
        ? ok({
            caseId: caseId as CaseId,
            openedAt,
            draft: draftOf(world, caseId as CaseId),
            savedAt: now,
            definition: withFeeHere(definitionOf(world.scene.service ?? 'unemployed-cert'), world.scene),
          })
        : (err(fault('case/notInStage', 'act', { stage })) as never)
    },
    'intake/saveDraft': ({ caseId, draft }) => {
      const kept = draftOf(world, caseId as CaseId)
      drafts.set(caseId as CaseId, { ...kept, ...draft } as typeof kept)
      return ok({ savedAt: new Date().toISOString() })
    },
    'intake/askPerson': ({ iin, caseId }) => {
      const person = people.find((candidate) => candidate.iin === iin)
      if (person === undefined) return err(fault('register/notFound', 'act'))
      const open = [...cases].filter(([id, one]) => one.person.iin === iin && id !== caseId).slice(0, 1)
      return ok({
        person,
        evidence: { outcome: 'confirmed' as const, register: 'ЖТ МДҚ', answeredAt: now, reference: 'gbd-77' },
        openCases: open.map(([id, one]) => lineOf(id, one)),
      })
    },
    'intake/askAuthority': () => err(fault('gateway/unavailable', 'retry', { why: 'timeout' })),
    'intake/askOrganisation': ({ bin }) => {
      const organisation = organisations.find((candidate) => candidate.bin === bin)
      if (organisation === undefined) return err(fault('register/notFound', 'act'))
      return ok({ organisation, evidence: { outcome: 'confirmed' as const, register: 'ЗТ МДҚ', answeredAt: now, reference: 'gbd-78' } })
    },
    'intake/askFamily': ({ iin }) => {
      const count = world.scene.children ?? 0
      return ok({ family: { iin: iin as Iin, children: children.slice(0, count), wards: [] }, answeredAt: now })
    },
    'intake/askPayment': ({ reference }) => ok(paymentOf(reference, now)),
    'intake/earlierAnswers': () =>
      ok({
        offers:
          world.scene.earlier === undefined
            ? []
            : [{ caseId: caseIdOf(7), number: '100245000165', signedAt: '2026-11-03T05:10:00.000Z', answers: world.scene.earlier }],
      }),
    'intake/visit': ({ caseId }) => {
      const lines = [...cases].slice(1, 3).map(([id, one]) => lineOf(id, one))
      return ok({ lines: caseId === caseIdOf(6) ? [] : lines })
    },
    'intake/correct': () => ok({ caseId: caseIdOf(6) }),
    'intake/refuse': nothing,
    'intake/cancel': nothing,
    'documents/scanners': () => ok({ devices: [{ id: 'test:0', vendor: 'Canon', model: 'DR-C225' }] }),
    'documents/scan': ({ caseId }) => ok({ slots: draftOf(world, caseId as CaseId).slots, scanned: 0 }),
    'documents/cancelScan': nothing,
    'documents/importFile': ({ caseId }) => slotsOf(caseId),
    'documents/arrange': ({ caseId }) => slotsOf(caseId),
    'documents/setOriginalSeen': ({ caseId, slotId, seen }) => {
      const draft = draftOf(world, caseId as CaseId)
      drafts.set(caseId as CaseId, {
        ...draft,
        slots: [
          ...draft.slots.filter((slot) => slot.slotId !== slotId),
          { slotId, originalSeen: seen, pages: draft.slots.find((slot) => slot.slotId === slotId)?.pages ?? [] },
        ],
      })
      return slotsOf(caseId)
    },
    'documents/thumbnail': () => err(fault('storage/missing', 'support')),
    'documents/content': async () => ok({ bytes: await previewPdf(2), type: 'application/pdf' as const }),
    'signing/certificates': () =>
      world.scene.token === 'absent' ? ok({ tokens: [], hindrances: [{ kind: 'noReader' }] }) : ok({ tokens: tokens(now), hindrances: [] }),
    'signing/endLogins': nothing,
    'signing/ncalayer': () => ok({ answers: world.scene.ncalayer === true }),
    'signing/signWithNcalayer': () => ok({ caseId: caseIdOf(3), provisionalNumber: '9000720260002', revocation: 'good' as const }),
    'signing/prepareRequest': ({ caseId }) => preparation(caseId),
    'signing/prepareResult': () => err(fault('signing/incomplete', 'act', { fields: ['fields.registeredOn'] })),
    'signing/sign': () => ok({ caseId: caseIdOf(3), provisionalNumber: '9000720260002', revocation: 'good' as const }),
    'verification/check': ({ content }) => ok(verificationOf(now, content !== undefined)),
    'verification/ofCase': () => ok(verificationOf(now, true)),
    'verification/pdf': pdf,
    'signing/signBatch': () => ok({ items: [] }),
    'provider/toSign': () => ok({ cases: [] }),
    'check/run': () => checkAnswer(world),
    'receipt/preview': pdf,
    'receipt/issue': async () => ok({ pdf: await previewPdf(), copy: 2 }),
    'receipt/refusal': async () => ok({ pdf: await previewPdf(), copy: 1 }),
    'printers/list': () => ok({ printers: [{ name: 'HP LaserJet M404', isDefault: true }] }),
    'case/search': ({ text, stages, limit }) => {
      const asked = text.toLowerCase()
      const lines = [...cases].map(([caseId, one]) => lineOf(caseId, one))
      return ok({
        lines: lines
          .filter((line) => stages === undefined || stages.includes(line.stage))
          .filter((line) =>
            [line.number, line.applicantName, line.applicantIin].some((value) => value?.toLowerCase().includes(asked) === true),
          )
          .slice(0, limit),
      })
    },
    'case/get': ({ caseId }) => {
      const one = oneOf(caseId)
      return one === undefined ? missing() : ok(withIntermediate(viewOf(caseId as CaseId, one, now), world.scene))
    },
    'case/decideConflict': nothing,
    'case/byNumber': ({ number }) => {
      const found = [...cases].find(([caseId, one]) => lineOf(caseId, one).number === number)
      return found === undefined ? missing() : ok({ caseId: found[0] })
    },
    'case/resultPdf': pdf,
    'handOut/recheckAuthority': () => ok({ outcome: 'confirmed' as const, problems: [] }),
    'handOut/complete': pdf,
    'handOut/correctEmail': nothing,
    'handOut/survey': nothing,
    ...outboxAnswers(world.outbox, () => {
      world.emit('outbox/changed', {})
      world.emit('header/changed', headerOf(world))
    }),
    'carrier/places': () => ok({ places: [{ folder: '/media/operator/KINGSTON', freeBytes: 14_500_000_000 }] }),
    'carrier/prepare': () => ok({ preparationId: '00000000-0000-4000-8000-00000000cafe', items: 14, bytes: 286_000_000 }),
    'carrier/write': () => ok({ path: '/media/operator/KINGSTON/tereze-1-20261122-060000.tzc', bytes: 286_100_000, items: 14 }),
    'carrier/takeProof': () => ok({ done: 13, refused: 1, waiting: 0 }),
    'provider/accept': nothing,
    'provider/executors': () =>
      ok({
        executors: [
          { staffId: 'executor', fullName: 'Жақсылықова Әлия Нұрланқызы' },
          { staffId: 'executor2', fullName: 'Омаров Дәурен Талғатұлы' },
        ],
      }),
    'provider/assign': nothing,
    'provider/submit': nothing,
    'provider/return': nothing,
    'provider/dispatch': nothing,
    'provider/extend': nothing,
    'provider/saveDecision': nothing,
    'provider/previewResult': pdf,
  }
}
