import { ok } from '#core/base/result.ts'
import type { Ncalayer } from '#core/ports/ncalayer.ts'
import { withConnection } from './connection.ts'
import { activeTokensRequest, isModuleMissing, readOldSigned, readSigned, readStorage, signRequest, signRequestTo } from './messages.ts'

export interface NcalayerOptions {
  /** On 127.0.0.1. Default NCALayer's own, 13579. */
  readonly port?: number
  /** Milliseconds for connection and greeting. Default 3000. */
  readonly greetWithin?: number
  /** Milliseconds for the person: to choose the key and type the PIN. Default five minutes. */
  readonly signWithin?: number
}

/** Of an answer that waits for nobody, milliseconds. */
const answerWithin = 10_000

/** NCALayer on this machine, over its WebSocket; a connection for each call. */
export function createNcalayer({ port = 13_579, greetWithin = 3_000, signWithin = 5 * 60_000 }: NcalayerOptions = {}): Ncalayer {
  return {
    find: () => withConnection({ port, greetWithin }, ({ version }) => Promise.resolve(ok({ version }))),
    sign: (request, signal) =>
      withConnection({ port, greetWithin, signal }, async ({ ask }) => {
        const answer = await ask(signRequest(request), signWithin)
        if (!answer.ok) return answer
        if (!isModuleMissing(answer.value)) return readSigned(answer.value)
        const tokens = await ask(activeTokensRequest(), answerWithin)
        const storage = tokens.ok ? readStorage(tokens.value) : tokens
        if (!storage.ok) return storage
        const signed = await ask(signRequestTo(storage.value, request), signWithin)
        return signed.ok ? readOldSigned(signed.value) : signed
      }),
  }
}
