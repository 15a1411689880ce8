import { once } from 'node:events'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createNcalayer, type NcalayerOptions } from '#adapters/ncalayer/create-ncalayer.ts'
import { Abort } from '#core/base/remote.ts'
import { type Authority, createAuthority } from '#pki/authority.ts'
import { verifyCades } from '#pki/cades-verify.ts'
import { newGostKey } from '#pki/gost-key.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import type { Pkcs12Contents } from '#pki/pkcs12.ts'
import { type NcalayerDouble, startNcalayer } from '#test/harness/ncalayer-double.ts'

const day = 86_400_000
const instant = (days: number): string => new Date(Date.now() + days * day).toISOString()
const iin = '900101300017'
const bin = '160440007161'
const content = new TextEncoder().encode('{"өтініш":1}')
const request = { content, iin, bin, language: 'kk' } as const

let authority: Authority
let key: Pkcs12Contents
let double: NcalayerDouble
beforeAll(async () => {
  authority = await createAuthority({ now: instant(0), keyType: 'GOST' })
  const { spki, privateKey } = newGostKey()
  const certificate = issueCertificate(authority, {
    publicKeySpki: spki,
    subject: { surname: 'ӘБІЛОВ', givenName: 'ЕРЛАН', iin, bin, organisation: 'ХҚКО' },
    role: 'employee',
    notBefore: instant(-1),
    notAfter: instant(30),
  })
  key = { privateKeyPkcs8: privateKey, certificate, chain: [] }
  double = await startNcalayer()
})
afterAll(() => double.close())
beforeEach(() => {
  double.script = { key }
  double.asked.length = 0
})

/** Patient enough for a busy machine; a limit that is to be met is given. */
const sign = (options: NcalayerOptions = {}, signal?: Abort) =>
  createNcalayer({ port: double.port, greetWithin: 20_000, signWithin: 20_000, ...options }).sign(request, signal)
const failed = (tag: string, remedy: string, more: object = {}) => ({ ok: false, error: { tag, remedy, ...more } })

describe('NCALayer that works', () => {
  it('is found by its greeting', async () => {
    expect(await createNcalayer({ port: double.port }).find()).toEqual({ ok: true, value: { version: '1.4' } })
    await expect.poll(double.connections).toBe(0)
  })

  it('is asked as its documentation says, and its signature is a real one of this content', async () => {
    const answer = await sign()
    if (!answer.ok) throw new Error(answer.error.tag)
    const trust = { roots: [authority.root.certificate], intermediates: [authority.issuing.certificate] }
    const { report, content: held } = await verifyCades({
      cms: answer.value,
      trust,
      at: instant(0),
      revocationOf: () => Promise.resolve({ state: 'unknown', why: 'notAsked' }),
      expected: { iin, bin },
    })
    expect([report.accepted, report.problems, Buffer.from(held ?? []).toString()]).toEqual([true, [], '{"өтініш":1}'])
    expect(double.asked).toEqual([
      {
        module: 'kz.gov.pki.knca.basics',
        method: 'sign',
        args: {
          allowedStorages: null,
          format: 'cms',
          data: Buffer.from(content).toString('base64'),
          signingParams: { decode: true, encapsulate: true, digested: false, tsaProfile: null },
          signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.4'], iin, bin, serialNumber: '', chain: null },
          locale: 'kk',
        },
      },
    ])
    await expect.poll(double.connections).toBe(0)
  })

  it('may say meanwhile that it lives, and greet again', async () => {
    double.script = { key, chatter: ['--heartbeat--', '{}', '{"result":{"version":"1.4"}}'] }
    expect(await sign()).toMatchObject({ ok: true })
  })

  it.each([
    ['a list', (text: string) => [text]],
    ['a text', (text: string) => text],
  ])('may give the signature as %s', async (_, shape) => {
    double.script = { answer: JSON.stringify({ status: true, body: { result: shape('MAMCAQU=') } }) }
    expect(await sign()).toEqual({ ok: true, value: Uint8Array.of(0x30, 3, 2, 1, 5) })
  })

  it('of an older build is asked by its older module, for the token that is in, else for a file', async () => {
    const stores = []
    for (const activeTokens of [['AKKaztokenStore'], []]) {
      double.script = { key, isOld: true, activeTokens }
      double.asked.length = 0
      expect(await sign()).toMatchObject({ ok: true })
      stores.push(double.asked.slice(1))
    }
    const module = 'kz.gov.pki.knca.commonUtils'
    const asked = (store: string) => [
      { module, method: 'getActiveTokens' },
      { module, method: 'createCAdESFromBase64', args: [store, 'SIGNATURE', Buffer.from(content).toString('base64'), true] },
    ]
    expect(stores).toEqual([asked('AKKaztokenStore'), asked('PKCS12')])
  })
})

describe('a person before its window', () => {
  it.each([
    ['closes it', { person: 'closesWindow' }],
    ['closes that of an older build', { person: 'closesWindow', isOld: true }],
    ['stops, as some builds tell it', { answer: '{"status":false,"message":"action.canceled"}' }],
    ['stops, as other builds tell it', { answer: '{"status":false,"code":"USER_CANCELED"}' }],
  ] as const)('%s: nothing is signed', async (_, script) => {
    double.script = { key, ...script }
    expect(await sign()).toEqual(failed('ncalayer/cancelled', 'retry'))
  })

  it('finds no key of the one who is to sign: the window is closed', async () => {
    expect(await createNcalayer({ port: double.port }).sign({ ...request, iin: '850505400028' })).toEqual(
      failed('ncalayer/cancelled', 'retry'),
    )
  })

  it('goes away: the wait ends', async () => {
    double.script = { key, person: 'goesAway' }
    expect(await sign({ signWithin: 300 })).toEqual(failed('ncalayer/timeout', 'retry'))
  })

  it('is no longer waited for when the desk breaks off, at once or before it began', async () => {
    double.script = { key, person: 'goesAway' }
    const abort = new Abort()
    const waiting = sign({}, abort)
    await expect.poll(() => double.asked.length, { timeout: 20_000 }).toBe(1)
    abort.abort()
    expect(await waiting).toEqual(failed('ncalayer/cancelled', 'retry'))
    expect(await sign({}, abort)).toEqual(failed('ncalayer/cancelled', 'retry'))
    expect(double.asked.length).toBe(1)
    await expect.poll(double.connections).toBe(0)
  })
})

describe('answers that are none', () => {
  it.each([
    ['{"status":false,"code":"SIGNING_FAILURE","message":"Неверный пароль"}', 'SIGNING_FAILURE'],
    ['{"status":false,"message":"900101300017"}', 'UNKNOWN'],
    ['{"status":false,"code":"Әбілов Ерлан"}', 'UNKNOWN'],
  ])('%s is a refusal, told by its code alone', async (answer, code) => {
    double.script = { answer }
    expect(await sign()).toEqual(failed('ncalayer/refused', 'act', { code }))
  })

  it.each([
    'OK',
    '[]',
    'null',
    '{"status":"true"}',
    '{"status":true,"body":{"result":[]}}',
    '{"status":true,"body":{"result":[""]}}',
    '{"status":true,"body":{"result":["MAMCAQU=","MAMCAQU="]}}',
    '{"status":true,"body":{"result":["<html>"]}}',
    '{"status":true,"body":{"result":["AAAA"]}}',
    '{"status":true,"body":{"result":{"certificate":"x"}}}',
  ])('%s is not understood', async (answer) => {
    double.script = { answer }
    expect(await sign()).toEqual(failed('ncalayer/badAnswer', 'support'))
  })

  it('it hangs up in the middle', async () => {
    double.script = { answer: 'hangsUp' }
    expect(await sign()).toEqual(failed('ncalayer/gone', 'retry'))
  })
})

describe('who else may have its port', () => {
  const portOf = async (server: Server | TcpServer): Promise<number> => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const judge = async (server: Server | TcpServer, greetWithin: number) => {
    const port = await portOf(server)
    const found = await createNcalayer({ port, greetWithin }).find()
    server.close()
    return found
  }

  it('nobody: it is not running', async () => {
    const free = createTcpServer()
    const port = await portOf(free)
    free.close()
    await once(free, 'close')
    expect(await createNcalayer({ port }).find()).toEqual(failed('ncalayer/notRunning', 'retry'))
    expect(await sign({ port })).toEqual(failed('ncalayer/notRunning', 'retry'))
  })

  it('a web server without TLS, or one that ends every connection', async () => {
    expect(
      await judge(
        createHttpServer((_, answer) => answer.end('hello')),
        20_000,
      ),
    ).toEqual(failed('ncalayer/notNcalayer', 'support'))
    expect(
      await judge(
        createTcpServer((socket) => socket.destroy()),
        20_000,
      ),
    ).toEqual(failed('ncalayer/notNcalayer', 'support'))
  })

  it('a program that accepts and says nothing: the wait ends', async () => {
    const open: { destroy: () => void }[] = []
    const silent = createTcpServer((socket) => void open.push(socket))
    expect(await judge(silent, 300)).toEqual(failed('ncalayer/timeout', 'retry'))
    for (const socket of open) socket.destroy()
  })

  it.each([
    ['speaks another language', 'hello', failed('ncalayer/notNcalayer', 'support')],
    ['greets otherwise', '{"hello":1}', failed('ncalayer/notNcalayer', 'support')],
    ['does not greet', undefined, failed('ncalayer/timeout', 'retry')],
  ])('a WebSocket that %s', async (_, greeting, outcome) => {
    double.script = { greeting }
    expect(await createNcalayer({ port: double.port, greetWithin: greeting === undefined ? 500 : 20_000 }).find()).toEqual(outcome)
  })
})
