import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { createSaneScanner } from '#adapters/sane/sane-scanner.ts'
import type { SaneOptions } from '#adapters/sane/sane-scanner.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { collect, never, scannerContract, scanOf } from './scanner.contract.ts'

const hasScanimage = spawnSync('scanimage', ['--version']).status === 0
const hasProc = existsSync('/proc/self/stat')

/** The scanner over SANE's own test back end, whose feeder holds ten sheets. Its sane_cancel now and then never returns: hence the short grace. */
function setUp(options: SaneOptions = {}) {
  const folder = temporaryFolder()
  return {
    folder,
    deviceId: 'test:0',
    feederPages: 10,
    scanner: createSaneScanner({ backends: ['test'], temporaryFolder: folder, graceMs: 800, ...options }),
  }
}

const failing = (status: string, options: SaneOptions = {}) =>
  setUp({ graceMs: 500, ...options, extraArguments: [`--read-return-value=SANE_STATUS_${status}`] })

/** A page then takes a second or two. */
const slowly = ['--read-delay=yes', '--read-delay-duration=200000']

/** scanimage in front of which a script stands: what `before` does, then the real one. */
function throughScript(script: string): string {
  const program = join(temporaryFolder(), 'scanimage')
  writeFileSync(program, `#!/bin/sh\ncase "$*" in *--batch=*) ;; *) exec scanimage "$@";; esac\n${script}\n`)
  chmodSync(program, 0o700)
  return program
}

/** Running descendants of this process whose command line tells of scanimage. */
function runningScans(): readonly number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args=']).toString().trim().split('\n')
  const rows = processes.map((row) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row)).filter((row) => row !== null)
  const mine = new Set([process.pid])
  for (const [, pid, parent] of rows) if (mine.has(Number(parent))) mine.add(Number(pid))
  return rows
    .filter(([, pid, , state, args]) => mine.has(Number(pid)) && !state?.startsWith('Z') && args?.includes('scanimage'))
    .map(([, pid]) => Number(pid))
}

// SANE's test back end now and then deadlocks after a failure, or tells the end of the file before the status it was ordered to give.
describe.skipIf(!hasScanimage)('SANE (skipped where scanimage is not installed)', { retry: 2 }, () => {
  scannerContract(async () => setUp())

  test('lists within a second when its back ends are named', async () => {
    const began = performance.now()
    expect(await setUp().scanner.listDevices()).toEqual({
      ok: true,
      value: [
        { id: 'test:0', vendor: 'Noname', model: 'frontend-tester' },
        { id: 'test:1', vendor: 'Noname', model: 'frontend-tester' },
      ],
    })
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('no scanner is an empty list', async () => {
    expect(await setUp({ backends: [] }).scanner.listDevices()).toEqual({ ok: true, value: [] })
  })

  test('scanimage is not installed', async () => {
    const { scanner } = setUp({ program: '/nowhere/scanimage' })
    const missing = { ok: false, error: { tag: 'scanner/missingProgram', remedy: 'support' } }
    expect(await scanner.listDevices()).toEqual(missing)
    expect((await collect(scanner, scanOf({ deviceId: 'test:0' }))).result).toEqual(missing)
  })

  test.each([
    ['DEVICE_BUSY', { tag: 'scanner/busy', remedy: 'retry' }],
    ['JAMMED', { tag: 'scanner/jammed', remedy: 'act', pagesKept: 0 }],
    ['NO_DOCS', { tag: 'scanner/feederEmpty', remedy: 'act' }],
    ['COVER_OPEN', { tag: 'scanner/coverOpen', remedy: 'act' }],
    ['ACCESS_DENIED', { tag: 'scanner/accessDenied', remedy: 'support' }],
    ['CANCELLED', { tag: 'scanner/cancelled', remedy: 'retry', pagesKept: 0 }],
    ['UNSUPPORTED', { tag: 'scanner/failed', remedy: 'support', code: 1 }],
    ['IO_ERROR', { tag: 'scanner/failed', remedy: 'retry', code: 9 }],
    ['NO_MEM', { tag: 'scanner/failed', remedy: 'support', code: 10 }],
  ])('%s at the first page gives its fault and no page, from glass and feeder alike', async (status, error) => {
    const setup = failing(status)
    for (const source of ['flatbed', 'feeder'] as const) {
      const { pages, result } = await collect(setup.scanner, scanOf(setup, { source }))
      expect({ pages, result }).toEqual({ pages: [], result: { ok: false, error } })
    }
    expect(readdirSync(setup.folder)).toEqual([])
  })

  test('a file with nothing but a header is no page, though scanimage says it went well', async () => {
    const setup = failing('EOF')
    const { pages, result } = await collect(setup.scanner, scanOf(setup))
    expect({ pages, result }).toEqual({ pages: [], result: { ok: false, error: { tag: 'scanner/failed', remedy: 'retry', code: 9 } } })
  })

  test('a jam keeps the pages before it', async () => {
    const program = throughScript(
      'scanimage "$@" --batch-count=3 || exit\nexec scanimage "$@" --batch-start=4 --read-return-value=SANE_STATUS_JAMMED',
    )
    const setup = setUp({ program })
    const { pages, result } = await collect(setup.scanner, scanOf(setup, { source: 'feeder' }))
    expect(result).toEqual({ ok: false, error: { tag: 'scanner/jammed', remedy: 'act', pagesKept: 3 } })
    expect(pages).toHaveLength(3)
    expect(readdirSync(setup.folder)).toEqual([])
  })

  test('exit code 7 after a page or more is how a feeder ends', async () => {
    const setup = setUp({ program: throughScript('scanimage "$@"\nexit 7') })
    expect((await collect(setup.scanner, scanOf(setup, { source: 'feeder' }))).result).toEqual({ ok: true, value: 10 })
  })

  test('a back end that crashes', async () => {
    const setup = setUp({ program: throughScript('kill -SEGV $$') })
    expect((await collect(setup.scanner, scanOf(setup))).result).toEqual({
      ok: false,
      error: { tag: 'scanner/failed', remedy: 'support', code: 139 },
    })
  })

  test('pages come as they become whole, not at the end', async () => {
    const setup = setUp({ extraArguments: [...slowly, '--batch-count=3'] })
    const times: number[] = []
    const began = performance.now()
    await collect(setup.scanner, scanOf(setup, { source: 'feeder' }), never(), () => times.push(performance.now() - began))
    const took = performance.now() - began
    expect(times).toHaveLength(3)
    expect(times[0]).toBeLessThan(took * 0.6)
  })

  test('slow is not silent: a page that takes longer than the watchdog comes through', async () => {
    const setup = setUp({
      extraArguments: ['--read-delay=yes', '--read-delay-duration=200000', '--read-limit=yes', '--read-limit-size=65536'],
      silenceMs: 700,
    })
    const began = performance.now()
    expect((await collect(setup.scanner, scanOf(setup, { dpi: 100 }))).result).toEqual({ ok: true, value: 1 })
    expect(performance.now() - began).toBeGreaterThan(1_000)
  })

  test.skipIf(!hasProc)('a child that hangs is stopped by the watchdog; its pages are kept, and the device answers again', async () => {
    const setup = setUp({ extraArguments: slowly, silenceMs: 600, graceMs: 300 })
    const { pages, result } = await collect(setup.scanner, scanOf(setup, { source: 'feeder' }), never(), () => {
      for (const pid of runningScans()) process.kill(pid, 'SIGSTOP')
    })
    expect(result).toEqual({ ok: false, error: { tag: 'scanner/noAnswer', remedy: 'act', pagesKept: 1 } })
    expect(pages).toHaveLength(1)
    expect(runningScans()).toEqual([])
    expect(readdirSync(setup.folder)).toEqual([])
    expect((await collect(setup.scanner, scanOf(setup))).result).toEqual({ ok: true, value: 1 })
  })

  test('silent from the start and deaf to SIGINT', async () => {
    const setup = setUp({ program: throughScript("trap '' INT\nsleep 60 & wait\nsleep 60"), silenceMs: 300, graceMs: 200 })
    const began = performance.now()
    expect((await collect(setup.scanner, scanOf(setup))).result).toEqual({
      ok: false,
      error: { tag: 'scanner/noAnswer', remedy: 'act', pagesKept: 0 },
    })
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(runningScans()).toEqual([])
  })

  test('hung after it told what is wrong: the fault is the one told', async () => {
    const setup = setUp({
      program: throughScript('echo "scanimage: sane_read: Document feeder jammed" >&2\nsleep 60'),
      silenceMs: 20_000,
      graceMs: 200,
    })
    expect((await collect(setup.scanner, scanOf(setup))).result).toEqual({
      ok: false,
      error: { tag: 'scanner/jammed', remedy: 'act', pagesKept: 0 },
    })
  })

  test('taken by another program', async () => {
    const setup = setUp({ program: throughScript('echo "scanimage: open of device test:0 failed: Device busy" >&2\nexit 1') })
    expect((await collect(setup.scanner, scanOf(setup))).result).toEqual({ ok: false, error: { tag: 'scanner/busy', remedy: 'retry' } })
  })

  test('cancelled in the middle of a page: no child and no file is left', async () => {
    const setup = setUp({ extraArguments: slowly })
    const abort = new AbortController()
    const scanning = collect(setup.scanner, scanOf(setup, { source: 'feeder', dpi: 300 }), abort.signal)
    await vi.waitFor(() => expect(partFiles(setup.folder)).toHaveLength(1), { timeout: 5_000, interval: 20 })
    expect(runningScans()).toHaveLength(1)
    const began = performance.now()
    abort.abort()
    expect(await scanning).toEqual({ pages: [], result: { ok: false, error: { tag: 'scanner/cancelled', remedy: 'retry', pagesKept: 0 } } })
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(runningScans()).toEqual([])
    expect(readdirSync(setup.folder)).toEqual([])
  })

  test('pages lie where nobody else may look', async () => {
    const setup = setUp()
    let modes: string[] = []
    await collect(setup.scanner, scanOf(setup), never(), () => {
      modes = execFileSync('find', [setup.folder, '-mindepth', '1', '-maxdepth', '1', '-printf', '%m']).toString().split('\n')
    })
    expect(modes).toEqual(['700'])
  })

  test('what a killed process left is wiped at the next start, what a living one uses is not', async () => {
    const folder = temporaryFolder()
    const dead = spawnSync('true').pid
    for (const name of [`tereze-scan-${dead}-abc`, `tereze-scan-${process.pid}-abc`, 'else']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, `tereze-scan-${dead}-abc`, 'page-0001.pnm'), 'P5')
    await setUp({ temporaryFolder: folder }).scanner.listDevices()
    expect(readdirSync(folder).sort()).toEqual(['else', `tereze-scan-${process.pid}-abc`])
  })

  test('scans A4 or as much of it as the device has', async () => {
    const setup = setUp()
    const { pages } = await collect(setup.scanner, scanOf(setup, { dpi: 254 }))
    expect([pages[0]?.widthPx, pages[0]?.heightPx]).toEqual([2000, 2000])
  })

  test("a site's settings reach scanimage, Tereze's own environment does not", async () => {
    const seen = join(temporaryFolder(), 'seen')
    vi.stubEnv('TEREZE_KEY', 'secret')
    const setup = setUp({
      program: throughScript(`{ env; echo "$@"; } > ${seen}\nexec scanimage "$@"`),
      extraArguments: ['--test-picture=Grid'],
    })
    expect((await collect(setup.scanner, scanOf(setup))).result.ok).toBe(true)
    vi.unstubAllEnvs()
    const text = readFileSync(seen, 'utf8')
    expect([text.includes('--test-picture=Grid'), text.includes('TEREZE_KEY')]).toEqual([true, false])
  })
})

const partFiles = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'))
