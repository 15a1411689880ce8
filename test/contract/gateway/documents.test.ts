import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DetailedError, Upload } from 'tus-js-client'
import { hashOf } from '#core/domain/canonical.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { call, makeDocument, makeRequest, type TestDocument, uploadDocument } from '#test/harness/gateway-client.ts'
import { createSoftwareSigner } from '#test/harness/software-signer.ts'

let gateway: StartedGateway
const headers = () => ({ authorization: `Bearer ${gateway.centre.workplaceToken}` })
const isKnown = async ({ sha256 }: TestDocument, token = gateway.centre.workplaceToken) =>
  (await call(gateway, 'GET', `/v1/documents/known/${sha256}`, { token })).body
const download = async ({ sha256 }: TestDocument, token: string) => {
  const answer = await fetch(`${gateway.url}/v1/documents/${sha256}/content`, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}

beforeAll(async () => {
  gateway = await startGateway({ training: true })
}, 30_000)
afterAll(async () => {
  await gateway.stop()
})

/** Uploads in pieces, aborts after some, and says where the upload stands. */
const uploadPartly = (document: TestDocument, until: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const upload = new Upload(document.bytes, {
      endpoint: `${gateway.url}/v1/documents`,
      headers: headers(),
      metadata: { sha256: document.sha256 },
      chunkSize: 100_000,
      retryDelays: [],
      onError: reject,
      onChunkComplete: (_size, accepted) => {
        if (accepted < until) return
        void upload.abort().then(() => resolve(upload.url!))
      },
    })
    upload.start()
  })
const resume = (document: TestDocument, uploadUrl: string): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const accepted: number[] = []
    new Upload(document.bytes, {
      uploadUrl,
      headers: headers(),
      chunkSize: 200_000,
      retryDelays: [],
      onChunkComplete: (_size, done) => accepted.push(done),
      onSuccess: () => resolve(accepted),
      onError: reject,
    }).start()
  })
const problemOf = async (upload: Promise<void>) => {
  const failure = await upload.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(failure instanceof DetailedError)) throw new Error('The upload was not refused')
  return { status: failure.originalResponse?.getStatus(), body: JSON.parse(failure.originalResponse?.getBody() ?? '') as unknown }
}

describe('documents', () => {
  it('are uploaded with an interruption and resumed where it was', async () => {
    const document = makeDocument(700_000)
    const url = await uploadPartly(document, 300_000)
    expect(await isKnown(document)).toEqual({ known: false })
    expect((await resume(document, url))[0]).toBe(500_000)
    expect(await isKnown(document)).toEqual({ known: true })
    expect(await download(document, gateway.centre.workplaceToken)).toEqual({ status: 200, bytes: document.bytes })
  })

  it('say by HEAD how much is there, also when all of it is', async () => {
    const document = makeDocument(300_000)
    const url = await uploadPartly(document, 100_000)
    const head = async () => {
      const answer = await fetch(url, { method: 'HEAD', headers: { ...headers(), 'tus-resumable': '1.0.0' } })
      return [answer.headers.get('upload-offset'), answer.headers.get('upload-length')]
    }
    expect(await head()).toEqual(['100000', '300000'])
    await resume(document, url)
    expect(await head()).toEqual(['300000', '300000'])
  })

  it('are discarded where the content is not what was announced', async () => {
    const document = makeDocument()
    const other = makeDocument()
    expect(
      await problemOf(uploadDocument(gateway, gateway.centre.workplaceToken, { bytes: document.bytes, sha256: other.sha256 })),
    ).toEqual({ status: 422, body: { code: 'request/documentDiffers', data: {} } })
    expect([await isKnown(document), await isKnown(other)]).toEqual([{ known: false }, { known: false }])
  })

  it('are discarded where they are no PDF', async () => {
    const bytes = Buffer.from('GIF89a and so on')
    expect(await problemOf(uploadDocument(gateway, gateway.centre.workplaceToken, { bytes, sha256: hashOf(bytes) }))).toEqual({
      status: 422,
      body: { code: 'malformed', data: { reason: 'notPdf' } },
    })
  })

  it('are refused before the first byte where they are too large, nameless, or from nobody', async () => {
    const create = async (length: number, metadata: string, more: Record<string, string> = headers()) => {
      const answer = await fetch(`${gateway.url}/v1/documents`, {
        method: 'POST',
        headers: {
          ...more,
          'tus-resumable': '1.0.0',
          'upload-length': String(length),
          ...(metadata === '' ? {} : { 'upload-metadata': metadata }),
        },
      })
      return [answer.status, (JSON.parse(await answer.text()) as { code: string }).code]
    }
    const named = `sha256 ${Buffer.from('a'.repeat(64)).toString('base64')}`
    expect([await create(60 * 1024 * 1024 + 1, named), await create(10, ''), await create(10, named, {})]).toEqual([
      [413, 'tooLarge'],
      [400, 'malformed'],
      [401, 'unauthorised'],
    ])
  })

  it('can be gone on with only by the workplace that began', async () => {
    const document = makeDocument(300_000)
    const url = await uploadPartly(document, 100_000)
    const answer = await fetch(url, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${gateway.provider.workplaceToken}`, 'tus-resumable': '1.0.0' },
    })
    expect(answer.status).toBe(404)
  })

  it('are given to the provider only once a request addressed to it names them', async () => {
    const document = makeDocument()
    const { centre, provider } = gateway
    await uploadDocument(gateway, centre.workplaceToken, document)
    expect((await download(document, provider.workplaceToken)).status).toBe(404)
    const signer = await createSoftwareSigner(gateway.url, 'staff-operator1')
    const { caseId, content } = makeRequest(gateway, { documents: [document] })
    const cms = Buffer.from(await signer.sign(content)).toString('base64')
    expect(
      (await call(gateway, 'POST', '/v1/requests', { token: centre.workplaceToken, key: randomUUID(), body: { caseId, cms } })).status,
    ).toBe(200)
    expect(await download(document, provider.workplaceToken)).toEqual({ status: 200, bytes: document.bytes })
  })
})
