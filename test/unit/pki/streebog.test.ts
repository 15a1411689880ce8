import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { streebog } from '#pki/streebog.ts'

const hexadecimal = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
/** RFC 6986 prints numbers, most significant octet first; a message and its hash are octets the other way round. */
const printed = (hash: Uint8Array): string => hexadecimal(hash.toReversed())

describe('the examples of RFC 6986, 10', () => {
  const first = Buffer.from('012345678901234567890123456789012345678901234567890123456789012', 'latin1')
  const second = Buffer.from(
    'fbe2e5f0eee3c820fbeafaebef20fffbf0e1e0f0f520e0ed20e8ece0ebe5f0f2f120fff0eeec20f120faf2fee5e2202ce8f6f3ede220e8e6eee1e8f0f2d1202ce8f0f2e5e220e5d1',
    'hex',
  ).reverse()

  test.each([
    [
      'M1',
      512,
      first,
      '486f64c1917879417fef082b3381a4e211c324f074654c38823a7b76f830ad00fa1fbae42b1285c0352f227524bc9ab16254288dd6863dccd5b9f54a1ad0541b',
    ],
    ['M1', 256, first, '00557be5e584fd52a449b16b0251d05d27f94ab76cbaa6da890b59d8ef1e159d'],
    [
      'M2',
      512,
      second,
      '28fbc9bada033b1460642bdcddb90c3fb3e56c497ccd0f62b8a2ad4935e85f037613966de4ee00531ae60f3b5a47f8dae06915d5f2f194996fcabf2622e6881e',
    ],
    ['M2', 256, second, '508f7e553c06501d749a66fc28c6cac0b005746d97537fa85d9e40904efed29d'],
  ] as const)('%s, %i bits', (_, bits, message, hash) => {
    expect(printed(streebog(bits, message))).toBe(hash)
  })
})

test('agrees with the GOST engine of OpenSSL on lengths around the block, and with carries in its sums', () => {
  const stream = (length: number): Buffer => Buffer.concat(Array.from({ length }, (_, at) => createHash('sha512').update(`${at}`).digest()))
  const messages = [0, 1, 31, 63, 64, 65, 127, 128, 129, 4_096].map((length) => stream(Math.ceil(length / 64)).subarray(0, length))
  for (const bits of [512, 256] as const) {
    for (const message of [...messages, Buffer.alloc(200, 0xff)]) {
      const judged = execFileSync('openssl', ['dgst', '-engine', 'gost', `-md_gost12_${bits}`, '-r'], {
        input: message,
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      })
      expect({ bits, length: message.length, hash: hexadecimal(streebog(bits, message)) }).toEqual({
        bits,
        length: message.length,
        hash: judged.slice(0, bits / 4),
      })
    }
  }
})
