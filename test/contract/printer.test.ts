import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Printer } from '#core/ports/printer.ts'
import { createCupsPrinter, parsePrinters } from '#adapters/cups/create-cups-printer.ts'
import { createPdfPrinter, pdfPrinterName } from '#adapters/pdf-printer/create-pdf-printer.ts'
import { hasCups, startOwnCups, type OwnCups } from './own-cups.ts'

const sample = (seed: number): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n%${'жұмыссыз '.repeat(4000)}${seed}\n%%EOF\n`)

interface Setup {
  readonly printer: Printer
  readonly name: string
  readonly printed: () => Promise<readonly Uint8Array[]>
}

/** What every printer does. */
function contract(setup: () => Setup): void {
  test('lists its printer as the default', async () => {
    const { printer, name } = setup()
    expect(await printer.listPrinters()).toEqual({ ok: true, value: [{ name, isDefault: true }] })
  })

  test('prints the very bytes, by name and by default, and names each job', async () => {
    const { printer, name, printed } = setup()
    const before = (await printed()).length
    const first = await printer.print(sample(1), { name, title: '123456789012' })
    const second = await printer.print(sample(2), { title: '-t; rm -rf $HOME "\'`' })
    expect([first.ok, second.ok]).toEqual([true, true])
    if (first.ok && second.ok) expect(first.value.jobName).not.toBe(second.value.jobName)
    await vi.waitFor(async () => expect((await printed()).length).toBe(before + 2), 15_000)
    const contents = (await printed())
      .slice(before)
      .map((bytes) => Buffer.from(bytes).toString('utf8'))
      .sort()
    expect(contents).toEqual([sample(1), sample(2)].map((bytes) => Buffer.from(bytes).toString('utf8')))
  })

  test('does not know a printer of another name', async () => {
    expect(await setup().printer.print(sample(3), { name: 'Nobody', title: '1' })).toEqual({
      ok: false,
      error: { tag: 'printer/notFound', remedy: 'act', name: 'Nobody' },
    })
  })
}

describe('PDF printer', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pdf-printer-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const now = (): string => '2026-11-20T05:15:00.000Z'
  const prints = join('prints', 'today')
  contract(() => {
    const at = join(folder, prints)
    return {
      printer: createPdfPrinter({ folder: at, now }),
      name: pdfPrinterName,
      printed: async () => Promise.all((await readdir(at).catch(() => [])).sort().map((file) => readFile(join(at, file)))),
    }
  })

  test('names files by time and title and never overwrites one', async () => {
    const at = join(folder, 'names')
    const printer = createPdfPrinter({ folder: at, now })
    for (const title of ['123456789012', '123456789012', '../../etc/passwd']) await printer.print(sample(1), { title })
    expect((await readdir(at)).sort()).toEqual([
      '2026-11-20T05-15-00-000Z-001 123456789012.pdf',
      '2026-11-20T05-15-00-000Z-002 123456789012.pdf',
      '2026-11-20T05-15-00-000Z-003 _etc_passwd.pdf',
    ])
  })

  test('says so when the folder cannot be made', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    const answer = await createPdfPrinter({ folder: join(file, 'under'), now }).print(sample(1), { title: '1' })
    expect(answer).toEqual({ ok: false, error: { tag: 'printer/failed', remedy: 'retry', code: 'ENOTDIR' } })
  })
})

describe.skipIf(!hasCups)('CUPS (real scheduler; skipped where cupsd cannot be started)', () => {
  let own: OwnCups | undefined
  beforeAll(async () => {
    own = await startOwnCups()
  }, 20_000)
  afterAll(async () => own?.stop())
  const cups = (): OwnCups => {
    if (own === undefined) throw new Error('CUPS did not start')
    return own
  }

  test('without any printer: an empty list, and printing asks for a printer', async () => {
    const printer = createCupsPrinter({ server: cups().server })
    expect(await printer.listPrinters()).toEqual({ ok: true, value: [] })
    expect(await printer.print(sample(1), { title: '1' })).toEqual({ ok: false, error: { tag: 'printer/none', remedy: 'act' } })
  })

  test('with a printer that is not the default: listed, printing by default still asks', async () => {
    await cups().addQueue(false)
    const printer = createCupsPrinter({ server: cups().server })
    expect(await printer.listPrinters()).toEqual({ ok: true, value: [{ name: cups().queue, isDefault: false }] })
    expect(await printer.print(sample(1), { title: '1' })).toEqual({ ok: false, error: { tag: 'printer/none', remedy: 'act' } })
    await cups().addQueue(true)
  })

  contract(() => ({ printer: createCupsPrinter({ server: cups().server }), name: cups().queue, printed: async () => cups().received }))

  test('a scheduler that is gone is a failure to retry', async () => {
    const printer = createCupsPrinter({ server: `${cups().server}.gone` })
    const failed = { ok: false, error: { tag: 'printer/failed', remedy: 'retry', code: 'schedulerUnreachable' } }
    expect([await printer.listPrinters(), await printer.print(sample(1), { title: '1' })]).toEqual([failed, failed])
  })
})

describe('CUPS programs', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cups-programs-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('missing programs are named as such', async () => {
    const printer = createCupsPrinter({ programs: { lp: '/nowhere/lp', lpstat: '/nowhere/lpstat' } })
    const missing = { ok: false, error: { tag: 'printer/missingProgram', remedy: 'support' } }
    expect([await printer.listPrinters(), await printer.print(sample(1), { title: '1' })]).toEqual([missing, missing])
  })

  test('a program that hangs is ended', async () => {
    const hanging = join(folder, 'hang')
    await writeFile(hanging, '#!/bin/sh\nexec sleep 60\n')
    await chmod(hanging, 0o755)
    const printer = createCupsPrinter({ timeout: 300, programs: { lp: hanging, lpstat: hanging } })
    const failed = { ok: false, error: { tag: 'printer/failed', remedy: 'retry', code: 'timeout' } }
    expect([await printer.listPrinters(), await printer.print(sample(1), { title: '1' })]).toEqual([failed, failed])
  })

  test('reads printers that are busy or stopped', () => {
    const said = [
      'printer Kyocera now printing Kyocera-12.  enabled since Sun Nov 22 03:45:50 2026',
      'printer HP_LaserJet disabled since Sun Nov 22 03:45:50 2026 -',
      '\treason unknown',
      'system default destination: HP_LaserJet',
    ].join('\n')
    expect(parsePrinters(said)).toEqual([
      { name: 'Kyocera', isDefault: false },
      { name: 'HP_LaserJet', isDefault: true },
    ])
  })
})
