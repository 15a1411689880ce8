import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TokenFault } from '#core/ports/token.ts'
import { createTokenFolder, openShim, type Shim, type TestToken, type TokenFolder } from '#test/fixtures/softhsm-tokens.ts'
import { openTokenDesk, sampleBytes, type TokenDesk } from '#test/fixtures/token-desk.ts'
import { faultIn, type Said, type Situation } from './situation.ts'

/** Of the token on the bench. */
export const pin = '4821'

interface Bench {
  readonly desk: TokenDesk
  readonly shim: Shim
  readonly tokens: TokenFolder
  readonly token: TestToken
}

let opened: Promise<Bench> | undefined
/** A desk with a token of SoftHSM2 behind the shim. One for all situations; each withdraws its orders. */
export const openBench = (): Promise<Bench> => (opened ??= makeBench())
async function makeBench(): Promise<Bench> {
  const tokens = await createTokenFolder()
  const token = await tokens.make({ label: 'operator1', pin })
  const shim = openShim(tokens.folder)
  return { tokens, token, shim, desk: openTokenDesk({ modules: [shim.module], pollEvery: 60_000 }) }
}
export async function closeTokens(): Promise<void> {
  const bench = await opened
  await bench?.desk.close()
  bench?.tokens.remove()
}

/** Signs under these orders, then without them: the next signature must succeed, or nobody could go on working. */
const signing = async (orders: readonly string[], typed = pin): Promise<Said> => {
  const { desk, shim, token } = await openBench()
  await desk.token.list()
  shim.order(...orders)
  const answer = await desk.sign(token.certificateId, typed)
  shim.order()
  const said = faultIn(answer)
  const again = await desk.sign(token.certificateId, pin)
  if (!again.ok) throw new Error(`afterwards: ${again.error.tag}`)
  return said
}
const situation = (area: Situation['area'], name: string, told: TokenFault['tag'], orders: readonly string[], typed = pin): Situation => ({
  area,
  name,
  told,
  happen: () => signing(orders, typed),
})

const withModule = async (path: string): Promise<Said> => {
  const desk = openTokenDesk({ modules: [path], pollEvery: 60_000 })
  try {
    return faultIn(await desk.token.list())
  } finally {
    await desk.close()
  }
}

/** What a token, its PIN and its driver do to an operator. */
export const tokenSituations: readonly Situation[] = [
  situation('PIN', 'one digit wrong', 'token/pinIncorrect', [], '4822'),
  situation('PIN', 'a PIN of a length that the card cannot have', 'token/pinIncorrect', ['C_Login 0xA2']),
  situation('PIN', 'a PIN with a letter that the card does not know', 'token/pinIncorrect', ['C_Login 0xA1']),
  situation('PIN', 'wrong, and one try is left', 'token/pinIncorrect', ['flags 0x20000'], '4822'),
  situation('PIN', 'wrong for the last time: the token locks', 'token/pinLocked', ['C_Login 0xA4']),
  situation('PIN', 'a token that was locked before', 'token/pinLocked', ['flags 0x40000']),
  {
    area: 'PIN',
    name: 'the page closed before the PIN was left',
    told: 'token/noPin',
    happen: async () => {
      const { token, shim } = await openBench()
      const desk = openTokenDesk({ modules: [shim.module], pollEvery: 60_000, pinLifetime: 50 })
      try {
        return faultIn(await desk.token.sign({ certificateId: token.certificateId, ticket: randomUUID(), toBeSigned: sampleBytes }))
      } finally {
        await desk.close()
      }
    },
  },
  situation('token', 'pulled before the PIN', 'token/absent', ['C_Login 0x32']),
  situation('token', 'pulled while it signs', 'token/absent', ['C_Sign 0x32']),
  situation('token', 'not quite in the reader', 'token/absent', ['C_Sign 0xE0']),
  situation('token', 'the reader lost its slot', 'token/absent', ['C_SignInit 0x03']),
  situation('token', 'an error of the device', 'token/deviceError', ['C_Sign 0x30']),
  situation('token', 'the device has no memory left', 'token/deviceError', ['C_Sign 0x31']),
  situation('token', 'the driver fails without saying why', 'token/deviceError', ['C_Sign 0x05']),
  situation('token', 'an error that only the vendor knows', 'token/deviceError', ['C_Sign 0x80000123']),
  situation('token', 'another program logged out', 'token/deviceError', ['C_SignInit 0x101']),
  situation('token', 'the token cannot do this kind of signature', 'token/deviceError', ['C_SignInit 0x70']),
  situation('PIN', 'the PIN’s time is over: the card wants a new one', 'token/deviceError', ['C_Login 0xA3']),
  situation('token', 'the operator refused at the token’s own button', 'token/cancelled', ['C_Sign 0x200']),
  situation('token', 'the token was cancelled at its own display', 'token/cancelled', ['C_Sign 0x50']),
  {
    area: 'token',
    name: 'another token is in than the one chosen',
    told: 'token/certificateMissing',
    happen: async () => {
      const { desk } = await openBench()
      return faultIn(await desk.sign('0'.repeat(64), pin))
    },
  },
  {
    area: 'process',
    name: 'the driver is not installed',
    told: 'token/moduleMissing',
    happen: () => withModule('/usr/lib/none/libnone.so'),
  },
  {
    area: 'process',
    name: 'the driver’s file is damaged',
    told: 'token/moduleFailed',
    happen: async () => {
      const { tokens } = await openBench()
      const path = join(tokens.folder, 'damaged.so')
      writeFileSync(path, 'not a library')
      try {
        return await withModule(path)
      } finally {
        rmSync(path)
      }
    },
  },
  {
    area: 'process',
    name: 'the driver does not start',
    told: 'token/moduleFailed',
    happen: async () => {
      const { shim } = await openBench()
      shim.order('C_Initialize 0x30')
      try {
        return await withModule(shim.module)
      } finally {
        shim.order()
      }
    },
  },
]
