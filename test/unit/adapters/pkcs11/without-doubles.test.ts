import { describe, expect, it } from 'vitest'
import { withoutDoubles } from '#adapters/pkcs11/without-doubles.ts'
import type { TokenInfo } from '#core/ports/token.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const token = (tokenId: string, serialNumber: string, serials: readonly string[] = []): TokenInfo => ({
  tokenId,
  kind: 'pkcs11',
  label: tokenId,
  manufacturer: '',
  model: '',
  serialNumber,
  pinState: 'ok',
  login: 'none',
  certificates: serials.map((serial) => certificateOf({ serial })),
})
const ids = (lists: readonly (readonly TokenInfo[])[]) => withoutDoubles(lists).map(({ tokenId }) => tokenId)

describe('tokens that two modules show', () => {
  it('are listed once, as the earlier module shows them', () => {
    expect(ids([[token('vendor', '0001', ['a', 'b'])], [token('opensc', '1', ['b'])]])).toEqual(['vendor'])
    expect(ids([[token('vendor', '0001')], [token('opensc', '0001')]])).toEqual(['vendor'])
  })

  it('stay two where nothing says that they are one, or one module shows both', () => {
    expect(ids([[token('one', '1', ['a'])], [token('other', '2', ['b'])]])).toEqual(['one', 'other'])
    expect(ids([[token('one', '')], [token('other', '')]])).toEqual(['one', 'other'])
    expect(ids([[token('one', '1', ['a']), token('other', '1', ['a'])]])).toEqual(['one', 'other'])
  })
})
