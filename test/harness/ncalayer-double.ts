// NCALayer 1.4 as its published protocol and what was recorded of it describe it, with a person before its window who does as the test says.
// It signs for real, with the key it is given, and offers it only where the request's filter lets it through.
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { signerOf } from '#pki/algorithms.ts'
import { newEcKey } from '#pki/authority.ts'
import { prepareSignature } from '#pki/cades-build.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import { distinguishedName } from '#pki/distinguished-name.ts'
import { toPem } from '#pki/pem.ts'
import type { Pkcs12Contents } from '#pki/pkcs12.ts'
import { signCertificate } from '#pki/sign-certificate.ts'

export interface NcalayerScript {
  /** The key in the store that its window shows. */
  readonly key?: Pkcs12Contents
  /** What the person before its window does. Default `signs`. */
  readonly person?: 'signs' | 'closesWindow' | 'goesAway'
  /** Before `kz.gov.pki.knca.basics` there was only the older module, which offers any key. */
  readonly isOld?: boolean
  /** Stores of tokens that are in, for the older module. */
  readonly activeTokens?: readonly string[]
  /** Signs something else than it was asked to. */
  readonly signsInstead?: Uint8Array
  /** Said before each answer. */
  readonly chatter?: readonly string[]
  /** Its first words; none: it is silent. Default its greeting. */
  readonly greeting?: string | undefined
  /** An answer to everything, instead of its own; or it hangs up. */
  readonly answer?: string | 'hangsUp'
}

export interface NcalayerDouble {
  readonly port: number
  /** Requests as they came. */
  readonly asked: unknown[]
  /** Connections open now. */
  readonly connections: () => number
  /** From the next request on. */
  script: NcalayerScript
  readonly close: () => Promise<void>
}

const greeting = JSON.stringify({ result: { version: '1.4' } })
const SignArgs = z.object({
  allowedStorages: z.array(z.string()).nullable(),
  format: z.literal('cms'),
  data: z.string(),
  signingParams: z.object({ decode: z.literal(true), encapsulate: z.literal(true), digested: z.literal(false), tsaProfile: z.null() }),
  signerParams: z.object({
    extKeyUsageOids: z.array(z.string()),
    iin: z.string(),
    bin: z.string(),
    serialNumber: z.string(),
    chain: z.null(),
  }),
  locale: z.enum(['kk', 'ru']),
})
const OldArgs = z.tuple([z.string(), z.literal('SIGNATURE'), z.string(), z.literal(true)])
const Request = z.object({ module: z.string(), method: z.string(), args: z.unknown().optional() })

/** Base64 in lines of PEM's length, as its library writes it. */
const inLines = (bytes: Uint8Array): string => toPem('CMS', bytes)

function signed({ key, signsInstead }: NcalayerScript, base64: string): string {
  if (key === undefined) throw new Error('The double has no key')
  const signer = signerOf(key.privateKeyPkcs8)
  const prepared = prepareSignature({
    content: signsInstead ?? new Uint8Array(Buffer.from(base64, 'base64')),
    certificate: key.certificate,
    signingTime: new Date().toISOString(),
    keyType: signer.keyType,
  })
  return inLines(prepared.finish(signer.signAsToken(prepared.toBeSigned)))
}

/** Whether its window shows the key at all. */
function isOffered({ key }: NcalayerScript, { iin, bin }: { readonly iin: string; readonly bin: string }): boolean {
  const summary = key === undefined ? undefined : summariseCertificate(key.certificate)
  return summary?.ok === true && summary.value.iin === iin && summary.value.bin === bin && summary.value.forSignature
}

function basics(script: NcalayerScript, method: string, args: unknown): object | undefined {
  const parsed = SignArgs.safeParse(args)
  if (method !== 'sign') return { status: false, code: 'INVOCATION_ERROR', message: 'unknown method' }
  if (!parsed.success) return { status: false, code: 'INVALID_SIGNING_PARAMS', message: parsed.error.message }
  if (script.person === 'goesAway') return undefined
  if (script.person === 'closesWindow' || !isOffered(script, parsed.data.signerParams)) return { status: true, body: {} }
  return { status: true, body: { result: [signed(script, parsed.data.data)] } }
}

function commonUtils(script: NcalayerScript, method: string, args: unknown): object | undefined {
  if (method === 'getActiveTokens') return { code: '200', message: '', responseObject: script.activeTokens ?? [] }
  const parsed = OldArgs.safeParse(args)
  if (method !== 'createCAdESFromBase64' || !parsed.success) return { code: '500', message: 'Method not implemented' }
  if (script.person === 'goesAway') return undefined
  if (script.person === 'closesWindow') return { code: '500', message: 'action.canceled' }
  return { code: '200', message: '', responseObject: signed(script, parsed.data[2]) }
}

function answerOf(script: NcalayerScript, text: string): object | undefined {
  const { module, method, args } = Request.parse(JSON.parse(text))
  if (module === 'kz.gov.pki.knca.commonUtils') return commonUtils(script, method, args)
  if (module === 'kz.gov.pki.knca.basics' && script.isOld !== true) return basics(script, method, args)
  return { success: false, errorCode: 'MODULE_NOT_FOUND' }
}

/** A certificate for 127.0.0.1 that nobody here was told to trust: as NCALayer's. */
async function ownCertificate() {
  const { spki, privateKey } = await newEcKey()
  const name = distinguishedName([['commonName', '127.0.0.1']])
  const day = 86_400_000
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) }
  const certificate = signCertificate({ issuer: name, issuerSpki: spki, subject: name, spki, ...validity, extensions: [] }, privateKey)
  return { key: toPem('PRIVATE KEY', privateKey), cert: toPem('CERTIFICATE', certificate) }
}

export async function startNcalayer(script: NcalayerScript = {}): Promise<NcalayerDouble> {
  const server = createServer(await ownCertificate())
  const sockets = new WebSocketServer({ server })
  const asked: unknown[] = []
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const double: NcalayerDouble = {
    port: (server.address() as AddressInfo).port,
    asked,
    connections: () => sockets.clients.size,
    script,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  sockets.on('connection', (socket: WebSocket) => {
    const first = 'greeting' in double.script ? double.script.greeting : greeting
    if (first !== undefined) socket.send(first)
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8')
      asked.push(JSON.parse(text))
      const now = double.script
      for (const words of now.chatter ?? []) socket.send(words)
      if (now.answer === 'hangsUp') return socket.close()
      const answer = now.answer ?? JSON.stringify(answerOf(now, text))
      // Undefined: the person is away, and the window stands open.
      if (answer !== undefined) socket.send(answer)
    })
  })
  return double
}
