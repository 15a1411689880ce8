import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOf } from '#core/domain/canonical.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { base64, createCases, type RegisteredCase } from '#test/harness/gateway-cases.ts'
import { definitionOf, makeDocument, uploadDocument } from '#test/harness/gateway-client.ts'
import { attachmentOf, type MailServer, startMailServer } from '#test/harness/mail-server.ts'

const sheet = makeDocument()
const service = definitionOf('unemployed-cert')

async function decided(cases: ReturnType<typeof createCases>, formId = 'certificate') {
  const one = await cases.register()
  const { content, cms, status, body } = await cases.decide(one, formId, 'executor1')
  if (status !== 200) throw new Error(JSON.stringify(body))
  return { one, cms: Buffer.from(cms), content: Buffer.from(content), resultHash: hashOf(content) }
}
const bodyOf = (resultHash: string, over: object = {}) => ({
  to: 'aigul@example.kz',
  language: 'kk',
  pdf: base64(sheet.bytes),
  resultHash,
  ...over,
})

/** The content of a signature, as `openssl` reads it. */
function contentOf(cms: Buffer): Buffer {
  const file = join(temporaryFolder(), 'result.p7m')
  writeFileSync(file, cms)
  return execFileSync('openssl', ['cms', '-verify', '-noverify', '-inform', 'DER', '-in', file, '-binary'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

describe('a result by e-mail, through a mail server', () => {
  let mail: MailServer
  let gateway: StartedGateway
  let cases: ReturnType<typeof createCases>
  beforeAll(async () => {
    mail = await startMailServer()
    gateway = await startGateway({ smtp: mail.url })
    cases = createCases(gateway)
  }, 30_000)
  afterAll(async () => {
    await gateway.stop()
    await mail.stop()
  })
  const send = (one: Pick<RegisteredCase, 'caseId'>, body: object, key: string = randomUUID(), token = gateway.centre.workplaceToken) =>
    cases.post(one, 'emails', body, token, key)

  it.each([
    ['kk', service.name.kk, 'Мемлекеттік қызмет көрсету нәтижесі', 'Құрметті көрсетілетін қызметті алушы!'],
    ['ru', service.name.ru, 'Результат оказания государственной услуги', 'Уважаемый услугополучатель!'],
  ])('carries the sheet and the signed document, in the applicant’s language: %s', async (language, name, subject, greeting) => {
    const { one, cms, content, resultHash } = await decided(cases)
    const before = mail.letters.length
    const answer = await send(one, bodyOf(resultHash, { language }))
    expect([answer.status, answer.body]).toEqual([200, { acknowledgement: expect.stringMatching(/\S/), at: expect.any(String) }])
    const letter = mail.letters.at(-1)
    const { number } = one.answer
    expect([mail.letters.length - before, letter?.subject, letter?.to, letter?.from]).toMatchObject([
      1,
      `${subject}, № ${number}`,
      [{ address: 'aigul@example.kz' }],
      { name: 'Терезе', address: 'tereze@gateway.invalid' },
    ])
    for (const part of [greeting, number, name, service.provider.name[language as 'kk' | 'ru'], `${number}.pdf`, `${number}.p7m`])
      expect(letter?.text).toContain(part)
    expect(letter?.text).not.toMatch(/[{}]/)
    expect(letter?.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      [`${number}.pdf`, 'application/pdf'],
      [`${number}.p7m`, 'application/pkcs7-mime'],
    ])
    expect(attachmentOf(letter, `${number}.pdf`).equals(sheet.bytes)).toBe(true)
    const signed = attachmentOf(letter, `${number}.p7m`)
    expect([signed.equals(cms), contentOf(signed).equals(content)]).toEqual([true, true])
  })

  it('goes out once, however often it is asked for under its key, also at the same time', async () => {
    const { one, resultHash } = await decided(cases)
    const key = randomUUID()
    const before = mail.letters.length
    const answers = await Promise.all([send(one, bodyOf(resultHash), key), send(one, bodyOf(resultHash), key)])
    answers.push(await send(one, bodyOf(resultHash), key))
    expect([new Set(answers.map(({ body }) => JSON.stringify(body))).size, mail.letters.length - before]).toEqual([1, 1])
    expect((await send(one, bodyOf(resultHash, { to: 'other@example.kz' }), key)).body).toMatchObject({ code: 'idempotencyMismatch' })
    expect((await send(one, bodyOf(resultHash, { to: 'other@example.kz' }))).status).toBe(200)
    expect(mail.letters.length - before).toBe(2)
  })

  it.each([
    [550, 422, { code: 'email/addressRefused', data: { smtpCode: 550 } }],
    [450, 503, { code: 'unavailable', data: { reason: 'mail' } }],
  ])('to an address that the server answers with %i is refused as %i', async (reply, status, problem) => {
    const { one, resultHash } = await decided(cases)
    const key = randomUUID()
    mail.refuse({ 'wrong@example.kz': reply })
    const first = await send(one, bodyOf(resultHash, { to: 'wrong@example.kz' }), key)
    expect([first.status, first.body]).toEqual([status, problem])
    // Nothing was settled under the key: it goes out when the server takes it.
    mail.refuse({})
    expect((await send(one, bodyOf(resultHash, { to: 'wrong@example.kz' }), key)).status).toBe(200)
  })

  it('that the server does not take for good is refused, and what may pass is tried again', async () => {
    const { one, resultHash } = await decided(cases)
    const codes: unknown[] = []
    for (const reply of [554, 451]) {
      mail.refuseData(reply)
      codes.push((await send(one, bodyOf(resultHash))).body)
    }
    mail.refuseData(undefined)
    expect(codes).toEqual([
      { code: 'email/refused', data: { smtpCode: 554 } },
      { code: 'unavailable', data: { reason: 'mail' } },
    ])
  })

  it('is sent for the desk that took the request in, of a result that is here, where the regulation has that way', async () => {
    const { one, resultHash } = await decided(cases)
    const archive = await cases.register({ serviceId: 'archive-cert-mangystau' })
    const before = mail.letters.length
    expect(
      [
        await send(one, bodyOf(resultHash), randomUUID(), gateway.provider.workplaceToken),
        await send({ caseId: randomUUID() }, bodyOf(resultHash)),
        await send(one, bodyOf('0'.repeat(64))),
        await send(archive, bodyOf(resultHash)),
        await send(one, bodyOf(resultHash, { pdf: base64(Buffer.from('<html>')) })),
        await send(one, bodyOf(resultHash, { to: 'nobody' })),
      ].map(({ status, body }) => [status, (body as { code: string }).code]),
    ).toEqual([
      [404, 'notFound'],
      [404, 'notFound'],
      [404, 'notFound'],
      [422, 'email/notOffered'],
      [400, 'malformed'],
      [400, 'malformed'],
    ])
    expect(mail.letters.length).toBe(before)
  })

  it('waits where the mail server is away, and no address is in the log', async () => {
    const { one, resultHash } = await decided(cases)
    const alone = await startMailServer()
    const other = await startGateway({ smtp: alone.url })
    await alone.stop()
    const theirs = createCases(other)
    const there = await decided(theirs)
    const answer = await theirs.post(there.one, 'emails', bodyOf(there.resultHash), other.centre.workplaceToken)
    expect([answer.status, answer.body]).toEqual([503, { code: 'unavailable', data: { reason: 'mail' } }])
    await send(one, bodyOf(resultHash))
    expect(gateway.log() + other.log()).not.toContain('example.kz')
    await other.stop()
  })
})

it('without a mail server the letter is a file that any mail program opens', async () => {
  const gateway = await startGateway()
  const cases = createCases(gateway)
  const { one, cms, resultHash } = await decided(cases)
  const send = () => cases.post(one, 'emails', bodyOf(resultHash), gateway.centre.workplaceToken)
  expect([(await send()).status, (await send()).status]).toEqual([200, 200])
  const folder = join(gateway.dataFolder, 'mail')
  const files = readdirSync(folder)
  const letter = await PostalMime.parse(readFileSync(join(folder, files[0] ?? '')))
  expect([files, letter.to]).toMatchObject([[expect.stringMatching(/^[0-9a-f]{32}\.eml$/)], [{ address: 'aigul@example.kz' }]])
  expect([
    attachmentOf(letter, `${one.answer.number}.pdf`).equals(sheet.bytes),
    attachmentOf(letter, `${one.answer.number}.p7m`).equals(cms),
  ]).toEqual([true, true])
  await gateway.stop()
})

describe('a representative at the gateway', () => {
  let gateway: StartedGateway
  let cases: ReturnType<typeof createCases>
  beforeAll(async () => {
    gateway = await startGateway()
    cases = createCases(gateway)
  }, 30_000)
  afterAll(() => gateway.stop())

  const byScan = { iin: '790214330117', name: { surname: 'Қасымов', givenName: 'Дәурен' } }
  const manifest = (slotId: string, { bytes, sha256 }: typeof sheet) => ({
    slotId,
    title: { kk: 'Сенімхат', ru: 'Доверенность' },
    sha256,
    bytes: bytes.length,
    pages: 1,
    originalSeen: true,
  })

  it.each([
    ['archive-cert-mangystau', true, 200, undefined],
    ['archive-cert-mangystau', false, 422, { code: 'request/invalid', data: { reason: 'authority', slotId: 'authority' } }],
    ['unemployed-cert', true, 422, { code: 'request/invalid', data: { reason: 'authority' } }],
  ])('%s, power of attorney certified otherwise than by a notary, its scan attached: %s', async (serviceId, withScan, status, problem) => {
    const scan = makeDocument()
    await uploadDocument(gateway, gateway.centre.workplaceToken, scan)
    const answer = await cases.submit({
      serviceId,
      change: (request) => ({ ...request, representative: byScan, documents: withScan ? [manifest('authority', scan)] : [] }),
    })
    expect(answer.status).toBe(status)
    if (problem !== undefined) expect(answer.body).toEqual(problem)
  })
})
