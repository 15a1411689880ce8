import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseView } from '#core/contract/views.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { TrainingWorkplaces, type WorkplaceEnrolment } from '#core/wire/messages.ts'
import { readResultBlocks } from '#adapters/typesetter/read-result-blocks.ts'
import { verifyCades } from '#pki/cades-verify.ts'
import { toPem } from '#pki/pem.ts'
import { pagesOf, textOf, zbarOf, zxingOf } from '#test/contract/pdf-judge.ts'
import { call } from '#test/harness/gateway-client.ts'
import { gatewayUrlOf } from '#test/harness/gateway-records.ts'
import { caseUntil, logIn, must, pins, sign, submit } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const decision = {
  outcome: 'positive' as const,
  form: 'certificate',
  fields: { registeredInfo: { kk: '2026 жылғы 10 қарашадан бастап', ru: 'с 10 ноября 2026 года' } },
}

describe.skipIf(!hasOpenssl)('independent judges (skipped where openssl is not installed)', () => {
  let workstation: TestWorkstation
  let folder: string
  let url: string
  let centre: WorkplaceEnrolment
  let provider: WorkplaceEnrolment
  let caseId: CaseId
  let view: CaseView
  let signed: Readonly<Record<'request' | 'result', Buffer>>

  const bytesFrom = async (path: string, token?: string): Promise<Buffer> => {
    const answer = await fetch(url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return Buffer.from(await answer.arrayBuffer())
  }

  beforeAll(async () => {
    const data = await preparedData()
    workstation = await startWorkstation({ dataFolder: data })
    const { bridge } = workstation
    url = gatewayUrlOf(join(data, 'gateway'))
    await logIn(bridge, 'operator1')
    caseId = await submit(bridge)
    await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
    await logIn(bridge, 'executor1')
    await caseUntil(bridge, caseId, ({ side }) => side === 'provider')
    await must(bridge, 'provider/accept', { caseId })
    const { preparationId } = await must(bridge, 'signing/prepareResult', { caseId, decision })
    expect(await sign(bridge, preparationId, 'result', pins.executor1)).toMatchObject({ ok: true })
    await caseUntil(bridge, caseId, ({ resultDelivered }) => resultDelivered)
    await logIn(bridge, 'operator1')
    view = await caseUntil(bridge, caseId, ({ result }) => result !== undefined)

    const workplaces = TrainingWorkplaces.parse((await call({ url }, 'GET', '/training/workplaces')).body)
    const ofId = (id: string): WorkplaceEnrolment => {
      const found = workplaces.find(({ workplace }) => workplace.id === id)
      if (found === undefined) throw new Error(`No ${id}`)
      return found
    }
    centre = ofId('training-centre')
    provider = ofId('training-provider')
    signed = {
      request: await bytesFrom(`/v1/requests/${caseId}/cms`, provider.workplaceToken),
      result: await bytesFrom(`/v1/requests/${caseId}/results/${view.resultReport?.contentHash ?? 'none'}/cms`, centre.workplaceToken),
    }
    folder = mkdtempSync(join(tmpdir(), 'tereze-judges-'))
    await writeChain()
  })
  afterAll(async () => {
    await workstation.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What OpenSSL believes: the authorities' certificates and the list as it is now. */
  async function writeChain(): Promise<void> {
    const authorities = [...centre.trustedRoots, ...centre.intermediates].map((der) => toPem('CERTIFICATE', Buffer.from(der, 'base64')))
    writeFileSync(join(folder, 'chain.pem'), [...authorities, toPem('X509 CRL', await bytesFrom('/ca/issuing.crl'))].join(''))
  }

  /** @returns the signed content as OpenSSL read it, or what it said against it */
  function opensslJudges(cms: Uint8Array): { readonly accepted: boolean; readonly content: Buffer; readonly said: string } {
    const [input, output] = [join(folder, 'signed.p7m'), join(folder, 'content')]
    writeFileSync(input, cms)
    writeFileSync(output, '')
    const args = [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      input,
      '-CAfile',
      join(folder, 'chain.pem'),
      '-crl_check',
      '-purpose',
      'any',
      '-out',
      output,
    ]
    const { status, stderr } = spawnSync('openssl', args)
    return { accepted: status === 0, content: readFileSync(output), said: stderr.toString() }
  }

  const weJudge = async (cms: Uint8Array) =>
    (
      await verifyCades({
        cms,
        trust: {
          roots: centre.trustedRoots.map((der) => Buffer.from(der, 'base64')),
          intermediates: centre.intermediates.map((der) => Buffer.from(der, 'base64')),
        },
        at: new Date().toISOString(),
        revocationOf: () => Promise.resolve({ state: 'unknown', why: 'notAsked' }),
      })
    ).report

  const gatewayJudges = async (kind: 'request' | 'result', cms: Buffer) => {
    const base64 = cms.toString('base64')
    if (kind === 'request')
      return call({ url }, 'POST', '/v1/requests', {
        token: centre.workplaceToken,
        key: randomUUID(),
        body: { caseId: randomUUID(), cms: base64 },
      })
    // A case that waits for its result: the one of the journey has it.
    return call({ url }, 'POST', `/v1/requests/${await undecided()}/result`, {
      token: provider.workplaceToken,
      key: randomUUID(),
      body: { cms: base64 },
    })
  }
  let waiting: CaseId | undefined
  const undecided = async (): Promise<CaseId> => {
    waiting ??= await submit(workstation.bridge)
    await caseUntil(workstation.bridge, waiting, ({ stage }) => stage === 'registered')
    return waiting
  }

  const kinds = ['request', 'result'] as const

  it.each(kinds)('openssl accepts the %s with the chain and the revocation list, and reads from it what the page shows', async (kind) => {
    const { accepted, content, said } = opensslJudges(signed[kind])
    expect({ accepted, said }).toEqual({ accepted: true, said: expect.stringContaining('CAdES Verification successful') })
    expect(content.equals(canonicalBytes(JSON.parse(content.toString('utf8'))))).toBe(true)
    expect(JSON.parse(content.toString('utf8'))).toEqual(kind === 'request' ? view.request : view.result)
    expect(hashOf(content)).toBe((kind === 'request' ? view.requestReport : view.resultReport)?.contentHash)
    expect(await weJudge(signed[kind])).toMatchObject({ accepted: true, level: 'CAdES-B-B' })
  })

  const contentChanged = (cms: Buffer): Buffer => {
    const at = cms.indexOf(view.request?.applicant.iin ?? '')
    expect(at).toBeGreaterThan(0)
    const changed = Buffer.from(cms)
    changed[at] = (changed[at] ?? 0) ^ 0x01
    return changed
  }
  /** The signature's value is the last thing in the file: there are no unsigned attributes. */
  const signatureChanged = (cms: Buffer): Buffer => {
    const changed = Buffer.from(cms)
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 0x01
    return changed
  }

  it.each(
    kinds.flatMap((kind) => [
      { kind, what: 'one byte of the content', change: contentChanged, problem: 'contentAltered' },
      { kind, what: 'one byte of the signature', change: signatureChanged, problem: 'signatureBroken' },
    ]),
  )('the $kind with $what changed is rejected by openssl, by the gateway and by ourselves', async ({ kind, change, problem }) => {
    const changed = change(signed[kind])
    expect(changed.filter((byte, index) => byte !== signed[kind][index])).toHaveLength(1)
    expect(opensslJudges(changed).accepted).toBe(false)
    expect(await weJudge(changed)).toMatchObject({ accepted: false, problems: [problem] })
    expect(await gatewayJudges(kind, changed)).toMatchObject({ status: 422, body: { code: `signature/${problem}` } })
  })

  it('the documents at the gateway are the ones that were signed', async () => {
    const documents = view.request?.documents ?? []
    expect(documents.map(({ slotId }) => slotId).sort()).toEqual(['application', 'identity'])
    for (const { sha256, bytes, pages } of documents) {
      const pdf = await bytesFrom(`/v1/documents/${sha256}/content`, provider.workplaceToken)
      const counted = (await pagesOf(pdf)).length
      expect({ sha256: createHash('sha256').update(pdf).digest('hex'), bytes: pdf.length, pages: counted }).toEqual({
        sha256,
        bytes,
        pages,
      })
    }
  })

  it.each(['a5', 'roll80'] as const)(
    'zbar and ZXing read the number from the receipt (%s), poppler its Kazakh and Russian texts',
    async (layout) => {
      const { pdf } = await must(workstation.bridge, 'receipt/issue', { caseId, layout, way: 'save' })
      const number = view.number ?? 'none'
      expect(await zbarOf(pdf)).toEqual([`CODE-128:${number}`])
      expect((await zxingOf(pdf)).map(({ text }) => text)).toEqual([number])
      const text = await textOf(pdf)
      const joined = text.replace(/\s+/g, '')
      const wanted = [
        view.serviceName.kk,
        view.serviceName.ru,
        'Ахметова Айгүл Серікқызы',
        view.request?.operator?.fullName ?? 'nobody',
        ...(view.request?.documents ?? []).flatMap(({ title }) => [title.kk, title.ru]),
      ]
      expect(wanted.filter((part) => !joined.includes(part.replace(/\s+/g, '')))).toEqual([])
      expect(text).toMatch(/ОҚУ РЕЖИМІ/)
    },
  )

  it('the QR blocks of the certificate join to the very signature that the gateway has; its texts are whole', async () => {
    const { pdf } = await must(workstation.bridge, 'case/resultPdf', { caseId })
    const byZbar = (await zbarOf(pdf)).filter((line) => line.startsWith('QR-Code:')).map((line) => line.slice('QR-Code:'.length))
    const byZxing = (await zxingOf(pdf)).filter(({ format }) => format === 'QRCode').map(({ text }) => text)
    expect(byZbar.length).toBeGreaterThan(1)
    expect([...byZxing].sort()).toEqual([...byZbar].sort())
    const joined = Buffer.from(readResultBlocks(byZbar) ?? [])
    expect(joined.equals(signed.result)).toBe(true)
    expect(opensslJudges(joined).accepted).toBe(true)

    const text = (await textOf(pdf)).replace(/\s+/g, '')
    const wanted = [
      'Ахметова Айгүл Серікқызы',
      decision.fields.registeredInfo.kk,
      decision.fields.registeredInfo.ru,
      '7-бабының 1-тармағына сәйкес қағаз тасығыштағы құжатқа тең',
      'равнозначен документу на бумажном носителе',
      'Электрондық цифрлық қолтаңбамен қол қойылды',
      'ОҚУ РЕЖИМІ',
    ]
    expect(wanted.filter((part) => !text.includes(part.replace(/\s+/g, '')))).toEqual([])
  })

  // The last one: the operator's certificate is of no use after it.
  it('openssl rejects the request once its certificate is revoked', async () => {
    expect(opensslJudges(signed.request).accepted).toBe(true)
    expect(await call({ url }, 'POST', '/training/revocations', { body: { serial: view.requestReport?.signer?.serial } })).toMatchObject({
      body: { revoked: true },
    })
    await writeChain()
    const { accepted, said } = opensslJudges(signed.request)
    expect({ accepted, said }).toEqual({ accepted: false, said: expect.stringContaining('certificate revoked') })
  })
})
