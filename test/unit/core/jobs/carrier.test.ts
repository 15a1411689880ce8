import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { canonicalBytes, hashOf, readJson } from '#core/domain/canonical.ts'
import { CarrierManifest, type CarrierProof } from '#core/domain/carrier.ts'
import type { Job } from '#core/domain/job.ts'
import { type CarrierPreparations, prepareCarrier, recipientPreference } from '#core/jobs/prepare-carrier.ts'
import { takeCarrierProof } from '#core/jobs/take-carrier-proof.ts'
import { writeCarrier } from '#core/jobs/write-carrier.ts'
import type { Carrier, CarrierFile } from '#core/ports/carrier.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { signPrepared } from '#core/services/sign-prepared.ts'
import { operator } from '#test/builders/case-log.ts'
import { readyCase } from '#test/builders/draft.ts'
import { centreBin, createFakeDesk, kindsOf, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'

const session = sessionOf()
const mine = certificateOf({ iin: session.staff.iin, bin: centreBin })
const gatewayCertificate = certificateOf({ role: 'system' })
const registeredAt = '2026-11-20T05:00:05.000Z'
const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
const key = { certificateId: mine.certificateId, ticket: 't' }
const folder = '/media/stick'

/** A desk without a line, one signed request in its queue, and a stick that takes what it is given. */
async function offlineDesk(write?: Carrier['write']) {
  const files: CarrierFile[] = []
  const carrier: Carrier = {
    places: () => Promise.resolve([{ folder, freeBytes: 1e9 }]),
    write:
      write ??
      ((file) => {
        files.push(file)
        return Promise.resolve(ok({ path: `${file.folder}/${file.fileName}`, bytes: 1 }))
      }),
  }
  const made = createFakeDesk({ carrier })
  made.token.certificates = [mine]
  made.stores.settings.savePreference(recipientPreference, 'age1recipient')
  const carrierPreparations: CarrierPreparations = { current: undefined }
  const desk = { ...made, carrierPreparations, outboxChanged: () => {} }
  const caseId = await readyCase(desk)
  const prepared = await prepareRequest(desk, session, caseId)
  if (!prepared.ok) throw new Error(prepared.error.tag)
  const signed = await signPrepared(desk, session, operator, { preparationId: prepared.value.preparationId, ...key }, new Abort())
  if (!signed.ok) throw new Error(signed.error.tag)
  const jobOf = (): Job => {
    const [job] = desk.stores.jobs.ofCase(caseId)
    if (job === undefined) throw new Error('No job')
    return job
  }
  const prepare = (who = session) => prepareCarrier(desk, who, () => {}, new Abort())
  const cms = desk.stores.cases.state(caseId)?.requestCms
  return { desk, caseId, jobOf, prepare, files, cms }
}

describe('preparing a carrier', () => {
  it('names what the wire would have brought, and changes nothing', async () => {
    const { desk, caseId, jobOf, prepare, cms } = await offlineDesk()
    const before = [jobOf(), kindsOf(desk, caseId)]
    const prepared = await prepare()
    const documents = desk.stores.cases.state(caseId)?.request?.documents.map(({ sha256, bytes }) => ({ sha256, bytes })) ?? []
    const { manifest } = desk.carrierPreparations.current ?? {}
    expect(manifest?.items).toEqual([
      {
        kind: 'submitRequest',
        idempotencyKey: jobOf().idempotencyKey,
        caseId,
        cms: { sha256: cms, bytes: expect.any(Number) },
        documents,
      },
    ])
    expect(prepared).toMatchObject({ ok: true, value: { items: 1 } })
    expect([jobOf(), kindsOf(desk, caseId)]).toEqual(before)
  })

  it.each([
    ['waits for the operator', { state: 'stuck', lastFault: { tag: 'storage/damaged', data: {} } }, 'carrier/nothing'],
    ['was refused for good', { state: 'rejected', lastFault: { tag: 'gateway/refused', data: {} } }, 'carrier/nothing'],
    ['is over', { state: 'done' }, 'carrier/nothing'],
    ['only the line keeps back, for too long', { state: 'stuck', failingSince: registeredAt }, undefined],
    ['the operator paused', { state: 'paused' }, 'carrier/nothing'],
  ] as const)('what %s', async (_what, change, tag) => {
    const { desk, jobOf, prepare } = await offlineDesk()
    desk.stores.jobs.update({ ...jobOf(), ...change })
    expect(await prepare()).toMatchObject(tag === undefined ? { ok: true } : { ok: false, error: { tag } })
  })

  it('goes to nobody whose key the signed catalogue did not name', async () => {
    const { desk, prepare } = await offlineDesk()
    desk.stores.settings.savePreference(recipientPreference, 'age1recipient')
    const { settings } = desk.stores
    const without = { ...desk, stores: { ...desk.stores, settings: { ...settings, preference: () => undefined } } }
    expect(await prepareCarrier(without, session, () => {}, new Abort())).toMatchObject({ error: { tag: 'carrier/noRecipient' } })
    expect(await prepare()).toMatchObject({ ok: true })
  })
})

describe('writing it', () => {
  const written = async (setUp: Awaited<ReturnType<typeof offlineDesk>>, who = session) => {
    const prepared = await setUp.prepare()
    if (!prepared.ok) throw new Error(prepared.error.tag)
    const input = { ...key, preparationId: prepared.value.preparationId, folder }
    return writeCarrier(setUp.desk, who, input, () => {}, new Abort())
  }

  it('signed by the operator first, then every content; the item stays in the queue and says so', async () => {
    const setUp = await offlineDesk()
    const answer = await written(setUp)
    const [file] = setUp.files
    const contents = await Promise.all((file?.entries ?? []).map(async ({ name, read }) => [name, await read()] as const))
    const [manifest, ...rest] = contents
    const { report, content } = await setUp.desk.signing.verify(
      manifest?.[1].ok === true ? manifest[1].value : new Uint8Array(),
      registeredAt,
      { iin: session.staff.iin, bin: centreBin },
    )
    expect([manifest?.[0], report.accepted, CarrierManifest.safeParse(readJson(content ?? new Uint8Array())).success]).toEqual([
      'manifest.cms',
      true,
      true,
    ])
    expect(rest.map(([name]) => name)).toEqual(rest.map(([, read]) => (read.ok ? `contents/${hashOf(read.value)}` : 'unreadable')))
    expect([rest.map(([name]) => name).includes(`contents/${String(setUp.cms)}`), file?.recipient, answer.ok]).toEqual([
      true,
      'age1recipient',
      true,
    ])
    expect([setUp.jobOf().state, setUp.jobOf().onCarrierSince]).toEqual(['ready', '2026-11-20T05:00:00.000Z'])
  })

  it('a stick that fails marks nothing, and the same preparation may be written to another', async () => {
    let tries = 0
    const setUp = await offlineDesk(() => {
      tries += 1
      return Promise.resolve(tries === 1 ? err(fault('carrier/removed', 'act')) : ok({ path: 'p', bytes: 1 }))
    })
    const prepared = await setUp.prepare()
    if (!prepared.ok) throw new Error(prepared.error.tag)
    const input = { ...key, preparationId: prepared.value.preparationId, folder }
    const write = () => writeCarrier(setUp.desk, session, input, () => {}, new Abort())
    expect(await write()).toMatchObject({ ok: false, error: { tag: 'carrier/removed' } })
    expect(setUp.jobOf().onCarrierSince).toBeUndefined()
    expect(await write()).toMatchObject({ ok: true })
    expect(await write()).toMatchObject({ ok: false, error: { tag: 'signing/preparationGone' } })
  })

  it('nobody signs what another prepared', async () => {
    const { staff } = session
    const other = { ...session, staff: { ...staff, staffId: 'another' } }
    expect(await written(await offlineDesk(), other)).toMatchObject({ ok: false, error: { tag: 'signing/preparationGone' } })
  })
})

describe('the proof brought back', () => {
  const signedProof = (content: unknown, certificate = gatewayCertificate) => cmsOf(canonicalBytes(content), certificate)
  async function carried() {
    const setUp = await offlineDesk()
    const { idempotencyKey } = setUp.jobOf()
    const { caseId, cms, desk } = setUp
    const taken = { kind: 'request', caseId, contentHash: cms, number: '000000000042', deadline, at: registeredAt }
    const acknowledgement = Buffer.from(signedProof(taken)).toString('base64')
    const answer = { acknowledgement, number: '000000000042', registeredAt, deadline }
    const proofOf = (item: Partial<CarrierProof['items'][number]>, over: Partial<CarrierProof> = {}) => ({
      schema: 'tereze.carrierProof/1',
      exportId: '00000000-0000-4000-8000-00000000cafe',
      workplaceId: desk.workplace.id,
      manifestHash: hashOf(new Uint8Array()),
      takenAt: registeredAt,
      items: [{ idempotencyKey, caseId, ...item }],
      ...over,
    })
    const take = (cmsOfProof: Uint8Array) => takeCarrierProof(desk, cmsOfProof)
    return { ...setUp, answer, proofOf, take }
  }
  const counts = (done: number, refused: number, waiting: number) => ok({ done, refused, waiting })

  it('registers the case as the wire would have, once, however often it comes', async () => {
    const { desk, caseId, jobOf, answer, proofOf, take } = await carried()
    const proof = signedProof(proofOf({ answer }))
    expect([await take(proof), await take(proof)]).toEqual([counts(1, 0, 0), counts(1, 0, 0)])
    expect([kindsOf(desk, caseId), jobOf().state, desk.stores.cases.last(caseId)?.event]).toEqual([
      ['opened', 'requestSigned', 'registered'],
      'done',
      { kind: 'registered', ...answer },
    ])
  })

  it.each([
    ['for good', 'request/applicantDeceased', counts(0, 1, 0), 'rejected', 'rejected'],
    ['for now', 'request/documentMissing', counts(0, 0, 1), 'ready', 'queued'],
  ] as const)('a refusal %s', async (_what, code, told, state, stage) => {
    const { desk, caseId, jobOf, proofOf, take } = await carried()
    expect(await take(signedProof(proofOf({ refusal: { code, data: {} } })))).toEqual(told)
    expect([jobOf().state, desk.stores.cases.state(caseId)?.stage]).toEqual([state, stage])
  })

  it('an answer without the gateway’s own acknowledgement of just this is none', async () => {
    const { jobOf, answer, proofOf, take } = await carried()
    expect(await take(signedProof(proofOf({ answer: { ...answer, number: '000000000043' } })))).toEqual(counts(0, 0, 1))
    expect(jobOf().state).toBe('ready')
  })

  it('of another workplace, of another signer, or altered: refused, and nothing is changed', async () => {
    const { desk, caseId, answer, proofOf, take } = await carried()
    const altered = Buffer.from(signedProof(proofOf({ answer })))
    altered[altered.length - 5] = altered[altered.length - 5] === 0x61 ? 0x62 : 0x61
    const tags = [
      await take(signedProof(proofOf({ answer }, { workplaceId: 'another' }))),
      await take(signedProof(proofOf({ answer }), mine)),
      await take(new Uint8Array(altered)),
      await take(signedProof({ schema: 'something else' })),
    ].map((taken) => (taken.ok ? 'taken' : taken.error.tag))
    expect(tags).toEqual(['proof/otherWorkplace', 'proof/badSignature', 'proof/badSignature', 'proof/unreadable'])
    expect(kindsOf(desk, caseId)).toEqual(['opened', 'requestSigned'])
  })
})
