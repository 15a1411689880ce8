import { fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { TokenBackend } from '#core/ports/token-backend.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'

export interface TokenPlace {
  readonly backend: TokenBackend
  readonly tokenId: string
}

/** All tokens of all back ends, and where a certificate is. */
export interface TokenDirectory {
  /** Fails only where no back end could answer. */
  readonly list: () => Promise<Result<readonly TokenInfo[], TokenFault>>
  /** From the last list; asks the back ends where it is not in there. */
  readonly locate: (certificateId: string) => Promise<Result<TokenPlace, TokenFault>>
  /** Tokens may have come or gone: the next `locate` asks again. */
  readonly forget: () => void
}

export function createTokenDirectory(backends: readonly TokenBackend[]): TokenDirectory {
  let places = new Map<string, TokenPlace>()

  const list = async (): Promise<Result<readonly TokenInfo[], TokenFault>> => {
    const answers = await Promise.all(backends.map(async (backend) => ({ backend, tokens: await backend.list() })))
    const found = new Map<string, TokenPlace>()
    const all: TokenInfo[] = []
    for (const { backend, tokens } of answers) {
      if (!tokens.ok) continue
      all.push(...tokens.value)
      for (const { tokenId, certificates } of tokens.value) {
        for (const { certificateId, hasPrivateKey } of certificates)
          if (hasPrivateKey && !found.has(certificateId)) found.set(certificateId, { backend, tokenId })
      }
    }
    places = found
    const failed = answers.find(({ tokens }) => !tokens.ok)?.tokens
    return all.length === 0 && failed !== undefined ? failed : ok(all)
  }

  const locate = async (certificateId: string): Promise<Result<TokenPlace, TokenFault>> => {
    const known = places.get(certificateId)
    if (known !== undefined) return ok(known)
    const tokens = await list()
    if (!tokens.ok) return tokens
    const place = places.get(certificateId)
    if (place !== undefined) return ok(place)
    return err(tokens.value.length === 0 ? fault('token/absent', 'act') : fault('token/certificateMissing', 'act'))
  }

  return { list, locate, forget: () => places.clear() }
}
