import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader'

const run = promisify(execFile)

async function inFolder<T>(pdf: Uint8Array, use: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-judge-'))
  try {
    const file = join(folder, 'sheet.pdf')
    await writeFile(file, pdf)
    return await use(file, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const big = { maxBuffer: 1 << 26 }

/** The PDF's text as poppler reads it, in the order it was set, white space made single. */
export const textOf = (pdf: Uint8Array): Promise<string> =>
  inFolder(pdf, async (file) => (await run('pdftotext', ['-raw', file, '-'], big)).stdout.replace(/\s+/g, ' '))

/** Rows of pdffonts: name and whether it is embedded. */
export const fontsOf = (
  pdf: Uint8Array,
): Promise<readonly { readonly name: string; readonly embedded: boolean; readonly unicode: boolean }[]> =>
  inFolder(pdf, async (file) => {
    const rows = (await run('pdffonts', [file])).stdout.trim().split('\n').slice(2)
    return rows.map((row) => {
      const [embedded, , unicode] = row.trim().split(/\s+/).slice(-5, -2)
      return { name: row.split(/\s+/)[0] ?? '', embedded: embedded === 'yes', unicode: unicode === 'yes' }
    })
  })

/** Page sizes in millimetres. */
export const pagesOf = (pdf: Uint8Array): Promise<readonly { readonly width: number; readonly height: number }[]> =>
  inFolder(pdf, async (file) => {
    const { stdout } = await run('pdfinfo', ['-l', '1000', file])
    return [...stdout.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts/g)].map(([, width, height]) => ({
      width: Math.round((Number(width) / 72) * 25.4),
      height: Math.round((Number(height) / 72) * 25.4),
    }))
  })

const rasters = (file: string, folder: string): Promise<readonly string[]> =>
  run('pdftoppm', ['-r', '200', '-gray', '-png', file, join(folder, 'page')], big).then(async () =>
    (await readdir(folder))
      .filter((name) => name.endsWith('.png'))
      .sort()
      .map((name) => join(folder, name)),
  )

/** What zbar reads from the pages at 200 dpi, `TYPE:text`. */
export const zbarOf = (pdf: Uint8Array): Promise<readonly string[]> =>
  inFolder(pdf, async (file, folder) => {
    const read: string[] = []
    for (const page of await rasters(file, folder)) {
      const { stdout } = await run('zbarimg', ['-q', '--nodbus', page], big).catch((failure: { stdout: string }) => failure)
      read.push(...stdout.split('\n').filter((line) => line !== ''))
    }
    return read
  })

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')

/** What ZXing reads from the pages at 200 dpi. */
export const zxingOf = (pdf: Uint8Array): Promise<readonly ReadResult[]> =>
  inFolder(pdf, async (file, folder) => {
    await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer }, fireImmediately: true })
    const pages = await Promise.all((await rasters(file, folder)).map((page) => readFile(page)))
    const read = await Promise.all(
      pages.map((page) => readBarcodes(new Uint8Array(page), { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 255 })),
    )
    return read.flat()
  })
