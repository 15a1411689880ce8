import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { Emitter } from '#core/base/emitter.ts'
import { fault } from '#core/base/fault.ts'
import type { Logger } from '#core/base/logger.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { BackendSignRequest, TokenBackend } from '#core/ports/token-backend.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'
import { keyTypeOfSpki, type Signer, signerOf } from '#pki/algorithms.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { type Pkcs12Fault, readPkcs12 } from '#pki/pkcs12.ts'

export interface Pkcs12Options {
  /** Folder of key files: `name.p12` with its certificate as DER beside it, `name.cer`, because the one inside is encrypted. */
  readonly folder: string
  readonly logger: Logger
  /** How often to look for files that came or went, milliseconds. Default 2000. */
  readonly pollEvery?: number
}

interface KeptKey {
  readonly certificateId: string
  readonly key: Signer
}

/** Key files where no PKCS#11 is to be had. They count no wrong PINs, and are for training and pilots only. */
export function createPkcs12Backend({ folder, logger, pollEvery = 2_000 }: Pkcs12Options): TokenBackend {
  const changed = new Emitter<void>()
  /** Opened keys whose login is kept, by token. */
  const kept = new Map<string, KeptKey>()

  const names = async (): Promise<readonly string[]> => {
    try {
      const files = await readdir(folder)
      return files.filter((file) => extname(file) === '.p12' && files.includes(`${basename(file, '.p12')}.cer`)).sort()
    } catch {
      // No folder, no keys.
      return []
    }
  }

  let seen: string | undefined
  const poll = async () => {
    const files = await names()
    for (const tokenId of [...kept.keys()]) if (!files.includes(basename(tokenId))) kept.delete(tokenId)
    const now = files.join('\n')
    if (seen !== undefined && seen !== now) changed.emit()
    seen = now
  }
  const timer = setInterval(() => void poll(), pollEvery)
  timer.unref()

  const infoOf = async (file: string): Promise<TokenInfo | undefined> => {
    const label = basename(file, '.p12')
    const der = new Uint8Array(await readFile(join(folder, `${label}.cer`)))
    const summary = summariseCertificate(der)
    const keyType = keyTypeOfSpki(parseCertificate(der)?.spki ?? new Uint8Array())
    if (!summary.ok || keyType === undefined) return undefined
    const certificate = {
      certificateId: summary.value.fingerprint,
      der,
      summary: summary.value,
      keyType,
      hasPrivateKey: true,
      asksEachTime: false,
    }
    const tokenId = join(folder, file)
    return {
      tokenId,
      kind: 'pkcs12',
      label,
      manufacturer: '',
      model: 'PKCS#12',
      serialNumber: summary.value.serial,
      pinState: 'ok',
      login: kept.get(tokenId)?.certificateId === certificate.certificateId ? 'kept' : 'none',
      certificates: [certificate],
    }
  }

  const list = async (): Promise<Result<readonly TokenInfo[], TokenFault>> => {
    const found = await Promise.all((await names()).map((file) => infoOf(file).catch(() => undefined)))
    return ok(found.filter((info) => info !== undefined))
  }

  const openKey = async (tokenId: string, certificateId: string, pin: Uint8Array): Promise<Result<Signer, TokenFault>> => {
    const bytes = await readFile(tokenId).catch(() => undefined)
    if (bytes === undefined) return err(fault('token/absent', 'act'))
    const contents = await readPkcs12(new Uint8Array(bytes), new TextDecoder().decode(pin))
    if (!contents.ok) {
      logger.warn('The key file did not open', { tag: contents.error.tag })
      return err(faultOf(contents.error))
    }
    const { privateKeyPkcs8, certificate } = contents.value
    try {
      const summary = summariseCertificate(certificate)
      if (!summary.ok || summary.value.fingerprint !== certificateId) return err(fault('token/certificateMissing', 'act'))
      return ok(signerOf(privateKeyPkcs8))
    } catch {
      return err(unsupported)
    } finally {
      privateKeyPkcs8.fill(0)
    }
  }

  const sign = async (request: BackendSignRequest): Promise<Result<Uint8Array, TokenFault>> => {
    const { tokenId, certificateId, pin, keepLogin, toBeSigned } = request
    const before = kept.get(tokenId)
    kept.delete(tokenId)
    if (!(await names()).some((name) => join(folder, name) === tokenId)) return err(fault('token/absent', 'act'))
    const opened = pin === undefined ? keptKey(before, certificateId) : await openKey(tokenId, certificateId, pin)
    if (!opened.ok) return opened
    const key = opened.value
    try {
      const signature = key.signAsToken(toBeSigned)
      if (keepLogin) kept.set(tokenId, { certificateId, key })
      return ok(signature)
    } catch {
      return err(unsupported)
    }
  }

  return {
    list,
    sign,
    isLoggedIn: (tokenId) => kept.has(tokenId),
    logOut: (tokenId) => {
      kept.delete(tokenId)
      return Promise.resolve()
    },
    onDidChange: changed.on,
    close: () => {
      clearInterval(timer)
      kept.clear()
      return Promise.resolve()
    },
  }
}

const unsupported = fault('token/deviceError', 'support', { code: 'KEY_UNSUPPORTED' })

const keptKey = (kept: KeptKey | undefined, certificateId: string): Result<Signer, TokenFault> =>
  kept?.certificateId === certificateId ? ok(kept.key) : err(fault('token/noPin', 'retry'))

function faultOf({ tag }: Pkcs12Fault): TokenFault {
  if (tag === 'pkcs12/wrongPassword') return fault('token/pinIncorrect', 'act', { finalTry: false })
  return fault('token/deviceError', 'support', { code: tag })
}
