import { closeSync, openSync, readSync } from 'node:fs'

/** Node's names of processors, by the machine numbers of the formats. */
const elfMachines: Readonly<Record<number, string>> = { 3: 'ia32', 40: 'arm', 62: 'x64', 183: 'arm64' }
const peMachines: Readonly<Record<number, string>> = { 0x14c: 'ia32', 0x1c4: 'arm', 0x8664: 'x64', 0xaa64: 'arm64' }
const machMachines: Readonly<Record<number, string>> = { 7: 'ia32', 0x01000007: 'x64', 12: 'arm', 0x0100000c: 'arm64' }

const other = (machine: number): string => `0x${machine.toString(16)}`

/** e_machine, ELF specification; its byte order is the file's own (EI_DATA). */
function ofElf(head: Buffer): readonly string[] {
  const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18)
  return [elfMachines[machine] ?? other(machine)]
}

/** Machine of the COFF header, PE format; 0x3C says where it is. */
function ofPe(head: Buffer): readonly string[] | undefined {
  const at = head.readUInt32LE(0x3c)
  if (at + 6 > head.length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return undefined
  const machine = head.readUInt16LE(at + 4)
  return [peMachines[machine] ?? other(machine)]
}

/** Mach-O, alone or as many in one file (fat header, big-endian). */
function ofMach(head: Buffer): readonly string[] | undefined {
  const magic = head.readUInt32BE(0)
  const nameOf = (machine: number): string => machMachines[machine] ?? other(machine)
  if (magic === 0xcffaedfe || magic === 0xcefaedfe) return [nameOf(head.readUInt32LE(4))]
  if (magic !== 0xcafebabe) return undefined
  const count = Math.min(head.readUInt32BE(4), 8)
  return Array.from({ length: count }, (_, index) => nameOf(head.readUInt32BE(8 + index * 20)))
}

/**
 * The processors a library is for, as `process.arch` names them, read from its header: the library is not loaded.
 * @returns undefined where it is no ELF, PE or Mach-O library, or cannot be read
 */
export function architecturesOf(path: string): readonly string[] | undefined {
  const head = Buffer.alloc(4096)
  try {
    const file = openSync(path, 'r')
    try {
      if (readSync(file, head, 0, head.length, 0) < 64) return undefined
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
  if (head.readUInt32BE(0) === 0x7f454c46) return ofElf(head)
  if (head.toString('latin1', 0, 2) === 'MZ') return ofPe(head)
  return ofMach(head)
}
