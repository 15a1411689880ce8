import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createPaper } from '#adapters/paper/paper.ts'
import { makeJpeg, makePdf } from '#test/builders/papers.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { paperContract } from './paper.contract.ts'

const hasJudges = ['qpdf', 'pdftoppm', 'pdftotext', 'pdfinfo'].every((program) => spawnSync(program, ['--version']).error === undefined)

/** A worker that does what a hostile file might drive the real one to. */
function makeWorker(code: string): URL {
  const path = join(temporaryFolder(), 'worker.mjs')
  writeFileSync(path, code)
  return pathToFileURL(path)
}

const damaged = { ok: false, error: { tag: 'document/damaged', remedy: 'act' } }

describe.skipIf(!hasJudges)('papers by sharp and pdf-lib (skipped where qpdf or poppler is not installed)', () => {
  paperContract(() => createPaper())

  test('while a large PDF is read the main thread goes on', async () => {
    const pdf = await makePdf({ pages: 100 })
    const filler = Buffer.concat([
      Buffer.from(pdf.subarray(0, 15)),
      Buffer.from(`% ${'x'.repeat(70)}\n`.repeat(400_000)),
      Buffer.from(pdf.subarray(15)),
    ])
    let longest = 0
    let last = performance.now()
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    await createPaper().readFile(filler)
    clearInterval(ticking)
    expect(longest).toBeLessThan(200)
  })

  test.each([
    ['never ends', 'for (;;) {}', { readMs: 300 }],
    ['fills the heap', 'const all = []; for (;;) all.push(new Array(1000).fill({}))', { memoryBytes: 200 * 1024 * 1024 }],
    [
      'fills memory outside the heap',
      'const all = []; for (;;) { all.push(new Uint8Array(8388608).fill(1)); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10) }',
      { memoryBytes: 200 * 1024 * 1024 },
    ],
    ['dies', 'process.exit(3)', {}],
    ['throws', 'throw new Error("x")', {}],
  ])(
    'a PDF whose reading %s is refused, and the next one is read',
    async (_name, code, limits) => {
      const pdf = await makePdf({ pages: 1 })
      expect(await createPaper({ worker: makeWorker(code), ...limits }).readFile(pdf)).toEqual(damaged)
      expect((await createPaper().readFile(pdf)).ok).toBe(true)
    },
    20_000,
  )

  test('binding that never ends is given up', async () => {
    const paper = createPaper({ worker: makeWorker('for (;;) {}'), assembleMs: 300 })
    expect(await paper.assemble([{ kind: 'image', jpeg: await makeJpeg(), dpi: 100, rotation: 0 }], 'x')).toEqual(damaged)
  })
})
