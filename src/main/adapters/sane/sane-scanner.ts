import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fault } from '#core/base/fault.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { Logger } from '#core/base/logger.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { Result } from '#core/base/result.ts'
import type { ScanFault, ScannedPage, Scanner, ScannerDevice, ScanRequest } from '#core/ports/scanner.ts'
import { findScanArguments, parseDeviceOptions } from './device-options.ts'
import type { DeviceOptions, ScanArguments, SheetSize } from './device-options.ts'
import { encodePage, findWholePnm } from './pnm-page.ts'
import { removeAbandonedFolders, withPrivateFolder, writeBackendList } from './private-folder.ts'
import { runScanimage } from './run-scanimage.ts'
import type { ScanimageEnd } from './run-scanimage.ts'
import { concludeScan, saneStatus } from './sane-status.ts'

export interface SaneOptions {
  /** Only these SANE back ends are loaded, which makes listing quick (`airscan`, `epson2`, `test`). Default: the system's dll.conf. */
  readonly backends?: readonly string[]
  /** Default: `scanimage` on the PATH. */
  readonly program?: string
  /** Appended to every scan's command line, so they win over the chosen ones: a site's special settings, a test's faults. */
  readonly extraArguments?: readonly string[]
  /** A device that sends nothing for so long is given up, milliseconds. Default 30,000. */
  readonly silenceMs?: number
  /** Between SIGINT and SIGKILL, milliseconds. Default 5,000. */
  readonly graceMs?: number
  /** Default A4; cut to what the device has. */
  readonly sheet?: SheetSize
  /** Where pages lie between the device and `onPage`. Default: the user's run-time folder, which is in memory, else the system's. */
  readonly temporaryFolder?: string
}

const a4: SheetSize = { widthMm: 210, heightMm: 297 }
const pageName = /^page-\d+\.pnm$/

/** Scanning by SANE's `scanimage` as a supervised child process: a back end that hangs or crashes takes nothing with it. */
export function createSaneScanner(options: SaneOptions = {}, logger: Logger = silentLogger): Scanner {
  const temporaryFolder = options.temporaryFolder ?? findRuntimeFolder() ?? tmpdir()
  const known = new Map<string, DeviceOptions>()
  const inUse = new Set<string>()
  const swept = removeAbandonedFolders(temporaryFolder)

  const inFolder = async <T>(use: (folder: string, run: Run) => Promise<T>): Promise<T> => {
    await swept
    return withPrivateFolder(temporaryFolder, async (folder) => {
      // Messages are recognised, so they must not be translated; Tereze's own settings are nobody else's business.
      const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TEREZE_'))
      const environment: NodeJS.ProcessEnv = { ...Object.fromEntries(inherited), LC_ALL: 'C' }
      if (options.backends) environment['SANE_CONFIG_DIR'] = await writeBackendList(folder, options.backends)
      return use(folder, (args, onLine, signal) =>
        runScanimage({
          program: options.program ?? 'scanimage',
          args,
          environment,
          onLine,
          silenceMs: options.silenceMs ?? 30_000,
          graceMs: options.graceMs ?? 5_000,
          ...(signal ? { signal } : {}),
        }),
      )
    })
  }

  const queryOptions = async (deviceId: string, run: Run, signal: AbortSignalLike): Promise<Result<DeviceOptions, ScanFault>> => {
    const cached = known.get(deviceId)
    if (cached) return ok(cached)
    const lines: string[] = []
    const end = await run([`--device-name=${deviceId}`, '--all-options'], (line) => lines.push(line), signal)
    if (end.kind !== 'exited' || end.said.status !== saneStatus.good) {
      const conclusion = concludeEnd(end, 0)
      return conclusion.ok ? err(fault('scanner/failed', 'support', { code: 0 })) : conclusion
    }
    const found = parseDeviceOptions(lines)
    known.set(deviceId, found)
    return ok(found)
  }

  const scanInto = async (
    folder: string,
    request: ScanRequest,
    chosen: ScanArguments,
    run: Run,
    onPage: OnPage,
    signal: AbortSignalLike,
  ) => {
    const stop = new AbortController()
    const relay = () => stop.abort()
    signal.addEventListener('abort', relay, { once: true })
    let pagesKept = 0
    let broken = false
    let thrown: { readonly failure: unknown } | undefined
    let handing = Promise.resolve()

    const hand = async (path: string) => {
      if (stop.signal.aborted) return
      const pnm = findWholePnm(await readFile(path))
      await rm(path)
      if (!pnm) {
        broken = true
        stop.abort()
        return
      }
      const page = await encodePage(pnm, chosen.dpi)
      // Cancelled while it was encoded: whoever cancelled expects no further page.
      if (stop.signal.aborted) return
      await onPage(page)
      pagesKept += 1
    }
    const onLine = (line: string) => {
      const name = basename(line)
      if (!pageName.test(name)) return
      handing = handing
        .then(() => hand(join(folder, name)))
        .catch((failure: unknown) => {
          thrown ??= { failure }
          stop.abort()
        })
    }

    const end = await run(
      [
        `--device-name=${request.deviceId}`,
        '--format=pnm',
        '--progress',
        // scanimage writes `….part` and renames, then prints the name: a printed page is a whole page.
        `--batch=${join(folder, 'page-%04d.pnm').replaceAll(/%(?!04d\.pnm$)/g, '%%')}`,
        '--batch-print',
        ...(request.source === 'flatbed' ? ['--batch-count=1'] : []),
        ...chosen.args,
        ...(options.extraArguments ?? []),
      ],
      onLine,
      stop.signal,
    )
    await handing
    signal.removeEventListener('abort', relay)
    if (thrown) throw thrown.failure
    if (broken) return err(fault('scanner/failed', 'retry', { code: saneStatus.inputOutput }))
    // Cancelled after the child had ended but with pages still to hand over: those are dropped, so this is no success.
    if (signal.aborted) return err(fault('scanner/cancelled', 'retry', { pagesKept }))
    return concludeEnd(end, pagesKept)
  }

  const scan: Scanner['scan'] = async (request, onPage, signal) => {
    if (signal.aborted) return err(fault('scanner/cancelled', 'retry', { pagesKept: 0 }))
    if (request.deviceId.includes('\0')) return err(fault('scanner/notFound', 'act'))
    if (inUse.has(request.deviceId)) return err(fault('scanner/busy', 'retry'))
    inUse.add(request.deviceId)
    const began = performance.now()
    try {
      const result = await inFolder(async (folder, run) => {
        const offered = await queryOptions(request.deviceId, run, signal)
        if (!offered.ok) return offered
        const chosen = findScanArguments(offered.value, request, options.sheet ?? a4)
        if (!chosen) return err(fault('scanner/failed', 'act', { code: saneStatus.unsupported }))
        return scanInto(folder, request, chosen, run, onPage, signal)
      })
      // The options may have changed with the device's state or its driver: ask again next time.
      if (!result.ok && result.error.tag === 'scanner/failed') known.delete(request.deviceId)
      const milliseconds = Math.round(performance.now() - began)
      if (result.ok) logger.info('scanned', { operation: 'scan', count: result.value, milliseconds })
      else logger.warn('scan failed', { operation: 'scan', tag: result.error.tag, milliseconds })
      return result
    } finally {
      inUse.delete(request.deviceId)
    }
  }

  return {
    scan,
    listDevices: () =>
      inFolder(async (_folder, run) => {
        const lines: string[] = []
        const end = await run(['--formatted-device-list=%d\t%v\t%m%n'], (line) => lines.push(line))
        if (end.kind === 'exited' && end.said.status === saneStatus.good) return ok(lines.flatMap(parseDevice))
        const conclusion = concludeEnd(end, 0)
        return conclusion.ok ? ok([]) : conclusion
      }),
  }
}

/** A tmpfs of the user's own under systemd: pages on it never reach a disk. */
const findRuntimeFolder = (): string | undefined =>
  [process.env['XDG_RUNTIME_DIR']].find((folder) => folder !== undefined && existsSync(folder))

type OnPage = (page: ScannedPage) => Promise<void>
type Run = (args: readonly string[], onLine: (line: string) => void, signal?: AbortSignalLike) => Promise<ScanimageEnd>

/** Network back ends list a device before it has said its name. */
const parseDevice = (line: string): ScannerDevice[] => {
  const [id, vendor, model, more] = line.split('\t').map((field) => field.trim())
  return id && vendor !== undefined && model !== undefined && more === undefined ? [{ id, vendor, model }] : []
}

function concludeEnd(end: ScanimageEnd, pagesKept: number): Result<number, ScanFault> {
  switch (end.kind) {
    case 'missing':
      return err(fault('scanner/missingProgram', 'support'))
    case 'cancelled':
      return err(fault('scanner/cancelled', 'retry', { pagesKept }))
    case 'silent':
      return end.said ? concludeScan(end.said, pagesKept) : err(fault('scanner/noAnswer', 'act', { pagesKept }))
    case 'exited':
      return concludeScan(end.said, pagesKept)
  }
}
