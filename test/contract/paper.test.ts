import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
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
  const shared = createPaper()
  paperContract(() => shared)

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

/** Does nothing with its files; writes down its start, and every task's beginning and end. */
function countingWorker() {
  const log = join(temporaryFolder(), 'log')
  writeFileSync(log, '')
  const worker = makeWorker(`
    import { appendFileSync } from 'node:fs'
    import { parentPort } from 'node:worker_threads'
    const write = (line) => appendFileSync(${JSON.stringify(log)}, line + '\\n')
    write('start')
    parentPort.on('message', (task) => {
      const what = task.pdf === undefined ? '' : Buffer.from(task.pdf).toString('latin1')
      if (what.includes('die')) process.exit(1)
      if (what.includes('hang')) for (;;) {}
      write('begin')
      setTimeout(() => {
        write('end')
        parentPort.postMessage(what.includes('broken') ? { kind: 'damaged' } : { kind: 'counted', pages: 1 })
      }, what.includes('slow') ? 200 : 0)
    })
  `)
  const lines = () => readFileSync(log, 'utf8').split('\n').filter(Boolean)
  return { worker, lines, starts: () => lines().filter((line) => line === 'start').length }
}

const pdfSaying = (what: string, bytes = 0): Uint8Array => Buffer.concat([Buffer.from(`%PDF-1.7\n${what}`), Buffer.alloc(bytes)])
const fine = expect.objectContaining({ ok: true })

describe('PDF workers', () => {
  test('small files are read by the same worker, one after another', async () => {
    const { worker, starts } = countingWorker()
    const paper = createPaper({ worker })
    for (let turn = 0; turn < 5; turn += 1) expect(await paper.readFile(pdfSaying('x'))).toEqual(fine)
    expect(starts()).toBe(1)
  })

  test.each([
    ['broken', 0, damaged],
    ['large', 9 * 1024 * 1024, fine],
  ])('after a %s file a new worker stands ready', async (what, bytes, answer) => {
    const { worker, starts } = countingWorker()
    const paper = createPaper({ worker })
    expect(await paper.readFile(pdfSaying(what, bytes))).toEqual(answer)
    await vi.waitFor(() => expect(starts()).toBe(2))
    expect(await paper.readFile(pdfSaying('x'))).toEqual(fine)
    expect(starts()).toBe(2)
  })

  test.each(['die', 'hang'])('a worker that did not answer (%s) is replaced with the next file', async (what) => {
    const { worker, starts } = countingWorker()
    const paper = createPaper({ worker, readMs: 1_000 })
    expect(await paper.readFile(pdfSaying('x'))).toEqual(fine)
    expect(await paper.readFile(pdfSaying(what))).toEqual(damaged)
    expect(starts()).toBe(1)
    expect(await paper.readFile(pdfSaying('x'))).toEqual(fine)
    expect(starts()).toBe(2)
  })

  test('two files at once, never more; each is answered', async () => {
    const { worker, lines, starts } = countingWorker()
    const paper = createPaper({ worker })
    const answers = await Promise.all(Array.from({ length: 6 }, () => paper.readFile(pdfSaying('slow'))))
    expect(answers).toEqual(Array(6).fill(fine))
    let running = 0
    const most = Math.max(...lines().map((line) => (running += line === 'begin' ? 1 : line === 'end' ? -1 : 0)))
    expect([most, starts() <= 6]).toEqual([2, true])
  })

  test('an idle worker is closed, and the next file starts another', async () => {
    const { worker, starts } = countingWorker()
    const paper = createPaper({ worker, idleMs: 50 })
    await paper.readFile(pdfSaying('x'))
    await new Promise((done) => setTimeout(done, 300))
    expect(await paper.readFile(pdfSaying('x'))).toEqual(fine)
    expect(starts()).toBe(2)
  })

  test('a picture that comes in has a worker started for the binding', async () => {
    const { worker, starts } = countingWorker()
    await createPaper({ worker }).readFile(await makeJpeg())
    await vi.waitFor(() => expect(starts()).toBe(1))
  })

  test('the spare worker does not keep the process alive', async () => {
    const module = pathToFileURL(resolve(import.meta.dirname, '../../src/main/adapters/paper/paper.ts')).href
    const script = join(temporaryFolder(), 'read.mjs')
    writeFileSync(
      script,
      `import { createPaper } from '${module}'
      const read = await createPaper().readFile(Buffer.from('${Buffer.from(await makePdf({ pages: 2 })).toString('base64')}', 'base64'))
      console.log(read.value.pages)`,
    )
    const { stdout, stderr, status } = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 20_000 })
    expect([stdout.trim(), stderr, status]).toEqual(['2', '', 0])
  })
})
