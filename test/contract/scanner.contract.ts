import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { ScannedPage, Scanner, ScanRequest } from '#core/ports/scanner.ts'

export interface ScannerSetup {
  readonly scanner: Scanner
  readonly deviceId: string
  /** How many pages one feeder scan of it gives: at least three. */
  readonly feederPages: number
}

export const scanOf = (setup: { readonly deviceId: string }, change: Partial<ScanRequest> = {}): ScanRequest => ({
  deviceId: setup.deviceId,
  source: 'flatbed',
  mode: 'gray',
  dpi: 75,
  ...change,
})

export const never = (): AbortSignal => new AbortController().signal

/** Scans and keeps the pages. */
export async function collect(scanner: Scanner, request: ScanRequest, signal = never(), onPage: (page: ScannedPage) => unknown = () => {}) {
  const pages: ScannedPage[] = []
  const result = await scanner.scan(
    request,
    async (page) => {
      pages.push(page)
      await onPage(page)
    },
    signal,
  )
  return { pages, result }
}

/** What every scanner does. */
export function scannerContract(make: () => Promise<ScannerSetup>): void {
  test('lists its device by plain names', async () => {
    const { scanner, deviceId } = await make()
    const listed = await scanner.listDevices()
    expect(listed.ok && listed.value.find(({ id }) => id === deviceId)).toEqual({
      id: deviceId,
      vendor: expect.stringMatching(/^\S.*\S$/),
      model: expect.stringMatching(/^\S.*\S$/),
    })
  })

  test.each([
    { mode: 'gray', channels: 1 },
    { mode: 'colour', channels: 3 },
  ] as const)('a flatbed gives one JPEG, $mode with $channels channels, density in its metadata', async ({ mode, channels }) => {
    const setup = await make()
    const { pages, result } = await collect(setup.scanner, scanOf(setup, { mode, dpi: 150 }))
    expect(result).toEqual({ ok: true, value: 1 })
    const [page] = pages
    const read = await sharp(page!.jpeg).metadata()
    expect({ format: read.format, channels: read.channels, density: read.density, width: read.width, height: read.height }).toEqual({
      format: 'jpeg',
      channels,
      density: 150,
      width: page!.widthPx,
      height: page!.heightPx,
    })
    expect(page!.dpi).toBe(150)
    await sharp(page!.jpeg).raw().toBuffer()
  })

  test('a feeder hands over every page and tells their number', async () => {
    const setup = await make()
    const { pages, result } = await collect(setup.scanner, scanOf(setup, { source: 'feeder' }))
    expect(result).toEqual({ ok: true, value: setup.feederPages })
    expect(pages).toHaveLength(setup.feederPages)
  })

  test('waits for a page to be taken before it hands over the next', async () => {
    const setup = await make()
    let inHand = 0
    let most = 0
    await collect(setup.scanner, scanOf(setup, { source: 'feeder' }), never(), async () => {
      inHand += 1
      most = Math.max(most, inHand)
      await new Promise((resolve) => setTimeout(resolve, 5))
      inHand -= 1
    })
    expect(most).toBe(1)
  })

  test('a device that is not there', async () => {
    const { scanner, deviceId } = await make()
    const { pages, result } = await collect(scanner, scanOf({ deviceId: `no${deviceId}` }))
    expect({ pages, result }).toEqual({ pages: [], result: { ok: false, error: { tag: 'scanner/notFound', remedy: 'act' } } })
  })

  test('cancelled before it began', async () => {
    const setup = await make()
    const { pages, result } = await collect(setup.scanner, scanOf(setup), AbortSignal.abort())
    expect({ pages, result }).toEqual({
      pages: [],
      result: { ok: false, error: { tag: 'scanner/cancelled', remedy: 'retry', pagesKept: 0 } },
    })
  })

  test('cancelled in the middle of a batch: the pages so far are kept, none follows, and the device can be used again', async () => {
    const setup = await make()
    const abort = new AbortController()
    let handed = 0
    const { pages, result } = await collect(setup.scanner, scanOf(setup, { source: 'feeder' }), abort.signal, () => {
      handed += 1
      if (handed === 2) abort.abort()
    })
    expect(result).toEqual({ ok: false, error: { tag: 'scanner/cancelled', remedy: 'retry', pagesKept: 2 } })
    expect(pages).toHaveLength(2)
    expect((await collect(setup.scanner, scanOf(setup))).result).toEqual({ ok: true, value: 1 })
  })

  test('a page that cannot be kept ends the scan with its own failure', async () => {
    const setup = await make()
    const failure = new Error('store closed')
    let handed = 0
    const scanning = collect(setup.scanner, scanOf(setup, { source: 'feeder' }), never(), () => {
      handed += 1
      if (handed === 2) throw failure
    })
    await expect(scanning).rejects.toBe(failure)
    expect(handed).toBe(2)
    expect((await collect(setup.scanner, scanOf(setup))).result).toEqual({ ok: true, value: 1 })
  })

  test('a second scan at the same time finds it busy', async () => {
    const setup = await make()
    const [first, second] = await Promise.all([collect(setup.scanner, scanOf(setup)), collect(setup.scanner, scanOf(setup))])
    expect([first.result, second.result]).toEqual([
      { ok: true, value: 1 },
      { ok: false, error: { tag: 'scanner/busy', remedy: 'retry' } },
    ])
  })
}
