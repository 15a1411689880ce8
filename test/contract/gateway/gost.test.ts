// A whole journey with GOST keys: the authority's, the operator's, and every signature on the way.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNcalayer } from '#adapters/ncalayer/create-ncalayer.ts'
import { createPkcs12Backend } from '#adapters/pkcs12-key/pkcs12-backend.ts'
import { silentLogger } from '#core/base/logger.ts'
import { Abort } from '#core/base/remote.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { actorOf } from '#core/services/desk.ts'
import { signPrepared, signPreparedBy } from '#core/services/sign-prepared.ts'
import { signWithNcalayer } from '#core/services/sign-with-ncalayer.ts'
import { syncOfficial } from '#app/sync-official.ts'
import { type Pkcs12Contents, readPkcs12 } from '#pki/pkcs12.ts'
import { readSignedData } from '#pki/signed-data.ts'
import { provisionKeyFiles } from '#training/provision-key-files.ts'
import { makeJpeg } from '#test/builders/papers.ts'
import { openTokenDesk, type TokenDesk } from '#test/fixtures/token-desk.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { type NcalayerDouble, type NcalayerScript, startNcalayer } from '#test/harness/ncalayer-double.ts'
import { openRealDesk, type RealDesk, type Submission, submissionSteps } from '#test/harness/real-desk.ts'
import { nationalKeyFile } from '#test/fixtures/national-key-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'tereze-gost-'))
let gateway: StartedGateway
let tokens: TokenDesk
let real: RealDesk
let pin: string
/** The operator's, and a colleague's. */
let keys: readonly Pkcs12Contents[]
let ncalayer: NcalayerDouble

beforeAll(async () => {
  gateway = await startGateway({ authority: 'GOST' })
  const member = gateway.staff.find(({ login }) => login === 'operator1')
  if (member === undefined) throw new Error('Nobody is called operator1')
  ;({ pin } = member)
  const made = await provisionKeyFiles({ folder, gatewayUrl: gateway.url, staff: gateway.staff.slice(0, 2) })
  if (!made.ok) throw new Error(made.error.tag)
  const fileOf = (login: string) => join(made.value.keyFolder, `${login}.p12`)
  keys = await Promise.all(
    gateway.staff.slice(0, 2).map(async ({ login, pin: own }) => {
      const contents = await readPkcs12(new Uint8Array(readFileSync(fileOf(login))), own)
      if (!contents.ok) throw new Error(contents.error.tag)
      return contents.value
    }),
  )
  // The operator's file is written anew as the national authority writes it.
  if (keys[0] !== undefined) writeFileSync(fileOf('operator1'), nationalKeyFile(keys[0], pin))
  ncalayer = await startNcalayer()
  tokens = openTokenDesk({ backends: [createPkcs12Backend({ folder: made.value.keyFolder, logger: silentLogger })] })
  const { password: _password, pin: _pin, ...staff } = member
  const papers = { enrolment: gateway.centre, staff, key: { privateKey: '', certificate: '' } }
  real = openRealDesk(papers, join(folder, 'desk'), () => {}, {
    token: tokens.token,
    ncalayer: createNcalayer({ port: ncalayer.port }),
  })
  real.running.start()
  if (!(await syncOfficial(real.desk))) throw new Error('No catalogue')
}, 60_000)
afterAll(async () => {
  await real.running.stop()
  await tokens.close()
  await ncalayer.close()
  await gateway.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Everything up to the signature. */
async function prepared(): Promise<{ readonly caseId: CaseId; readonly preparationId: string }> {
  const submission: Submission = { caseId: undefined, preparationId: undefined }
  const papers = [await makeJpeg({ text: randomUUID(), dpi: 75 }), await makeJpeg({ text: randomUUID(), dpi: 75 })] as const
  for (const [step, run] of Object.entries(submissionSteps(papers)).filter(([name]) => name !== 'sign')) {
    const answer = await run(real, submission)
    if (!answer.ok) throw new Error(`${step}: ${answer.error.tag}`)
  }
  const { caseId, preparationId } = submission
  if (caseId === undefined || preparationId === undefined) throw new Error('Nothing was prepared')
  return { caseId, preparationId }
}

const signedBy = async (caseId: CaseId) => {
  const signed = real.desk.stores.cases.actions(caseId).find(({ event }) => event.kind === 'requestSigned')?.event
  if (signed?.kind !== 'requestSigned') throw new Error('Not signed')
  const cms = await real.desk.documents.get(signed.cms)
  return { report: signed.report, signers: cms.ok ? readSignedData(cms.value)?.signers : undefined }
}

describe('an operator with a GOST key in a file', () => {
  it('signs a request; the gateway believes the chain, registers it and acknowledges', async () => {
    const listed = await real.desk.token.list()
    const [certificate] = listed.ok ? listed.value.flatMap((token) => token.certificates) : []
    if (certificate === undefined) throw new Error('No certificate')
    expect(certificate.keyType).toBe('GOST')
    const { caseId, preparationId } = await prepared()
    const { desk, session } = real
    const sign = async (typed: string) => {
      const ticket = randomUUID()
      await tokens.leavePin(ticket, typed)
      const input = { preparationId, certificateId: certificate.certificateId, ticket }
      return signPrepared(desk, session, actorOf(desk, session), input, new Abort())
    }

    expect(await sign('0000')).toMatchObject({ ok: false, error: { tag: 'token/pinIncorrect' } })
    // OCSP of the same authority answered with a GOST signature of its own.
    expect(await sign(pin)).toMatchObject({ ok: true, value: { caseId, revocation: 'good' } })
    expect(await signedBy(caseId)).toMatchObject({
      report: { accepted: true, problems: [], signer: { iin: session.staff.iin } },
      signers: [{ digest: 'streebog512', signatureAlgorithm: '1.2.398.3.10.1.1.2.3.2' }],
    })

    await expect.poll(() => desk.stores.cases.state(caseId)?.stage, { timeout: 60_000 }).toBe('registered')
    expect(requestsAtGateway(gateway.dataFolder)).toEqual([{ caseId, number: desk.stores.cases.state(caseId)?.number, hasResult: false }])
  })
})

describe('an operator who signs by NCALayer', () => {
  it('has nothing stored of what does not hold, and the true signature registered', async () => {
    const { caseId, preparationId } = await prepared()
    const { desk, session } = real
    const [own, colleague] = keys
    if (own === undefined || colleague === undefined) throw new Error('No keys')
    const sign = () =>
      signPreparedBy(desk, session, actorOf(desk, session), preparationId, ({ purpose, bytes }) =>
        signWithNcalayer(desk, session, purpose, bytes, 'kk', new Abort()),
      )
    const attempts = [
      [{ key: own, person: 'closesWindow' }, { tag: 'ncalayer/cancelled' }],
      // The older module offers any key, and the person takes a colleague's.
      [
        { key: colleague, isOld: true },
        { tag: 'signing/certificateUnfit', reason: 'otherPerson' },
      ],
      [
        { key: own, signsInstead: new TextEncoder().encode('{}') },
        { tag: 'signing/notVerified', problems: [] },
      ],
      [{ answer: '{"status":true,"body":{"result":["MAMCAQU="]}}' }, { tag: 'signing/notVerified', problems: ['malformed'] }],
    ] as const satisfies readonly (readonly [NcalayerScript, object])[]
    for (const [script, error] of attempts) {
      ncalayer.script = script
      expect(await sign()).toMatchObject({ ok: false, error })
    }
    expect(desk.stores.cases.state(caseId)?.stage).toBe('draft')

    ncalayer.script = { key: own }
    expect(await sign()).toMatchObject({ ok: true, value: { caseId, revocation: 'good' } })
    expect(await signedBy(caseId)).toMatchObject({
      report: { accepted: true, signer: { iin: session.staff.iin } },
      signers: [{ digest: 'streebog512', signatureAlgorithm: '1.2.398.3.10.1.1.2.3.2' }],
    })
    await expect.poll(() => desk.stores.cases.state(caseId)?.stage, { timeout: 60_000 }).toBe('registered')
  })
})
