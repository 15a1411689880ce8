import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { architecturesOf } from '#adapters/pkcs11/binary-architecture.ts'

const page = (write: (head: Buffer) => void): Buffer => {
  const head = Buffer.alloc(512)
  write(head)
  return head
}
const elf = (machine: number, big = false) =>
  page((head) => {
    head.write('7f454c46', 'hex')
    head[5] = big ? 2 : 1
    if (big) head.writeUInt16BE(machine, 18)
    else head.writeUInt16LE(machine, 18)
  })
const pe = (machine: number) =>
  page((head) => {
    head.write('MZ')
    head.writeUInt32LE(0x80, 0x3c)
    head.write('PE\0\0', 0x80, 'latin1')
    head.writeUInt16LE(machine, 0x84)
  })
const mach = page((head) => {
  head.writeUInt32BE(0xcffaedfe, 0)
  head.writeUInt32LE(0x0100000c, 4)
})
const fat = page((head) => {
  head.writeUInt32BE(0xcafebabe, 0)
  head.writeUInt32BE(2, 4)
  head.writeUInt32BE(0x01000007, 8)
  head.writeUInt32BE(0x0100000c, 28)
})

describe('the processor a library is for', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tereze-library-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    ['ELF x64', elf(62), ['x64']],
    ['ELF ia32', elf(3), ['ia32']],
    ['ELF arm64', elf(183), ['arm64']],
    ['ELF of another kind, big-endian', elf(8, true), ['0x8']],
    ['PE x64', pe(0x8664), ['x64']],
    ['PE ia32', pe(0x14c), ['ia32']],
    ['Mach-O', mach, ['arm64']],
    ['Mach-O for two', fat, ['x64', 'arm64']],
    ['a PE header that leads nowhere', page((head) => void (head.write('MZ'), head.writeUInt32LE(0xffffff, 0x3c))), undefined],
    ['text', Buffer.alloc(512, 'text'), undefined],
    ['too short', Buffer.from('7f454c46', 'hex'), undefined],
  ])('%s', (what, bytes, told) => {
    const file = join(folder, what)
    writeFileSync(file, bytes)
    expect(architecturesOf(file)).toEqual(told)
  })

  it("is told of this machine's own program, and not of a file that is missing", () => {
    expect(architecturesOf(process.execPath)).toContain(process.arch)
    expect(architecturesOf(join(folder, 'missing'))).toBeUndefined()
  })
})
