import { execFile } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { extract } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { createFileCarrier } from '#adapters/carrier/file-carrier.ts'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import type { CarrierEntry } from '#core/ports/carrier.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { canMakeDisks, makeSmallDisk } from '#test/fixtures/small-disk.ts'

const identity = await generateX25519Identity()
const recipient = await identityToRecipient(identity)
const fileName = 'tereze-7-20261120-050000.tzc'
const mebibyte = 1024 * 1024
const run = promisify(execFile)

const entry = (name: string, bytes: number, fill = 7): CarrierEntry => ({
  name,
  bytes,
  read: () => Promise.resolve(ok(new Uint8Array(bytes).fill(fill))),
})
const write = (folder: string, entries: readonly CarrierEntry[], signal = new Abort(), onProgress: (done: number) => void = () => {}) =>
  createFileCarrier({ folders: [] }).write({ folder, fileName, recipient, entries }, onProgress, signal)

async function readBack(path: string): Promise<readonly (readonly [string, Buffer])[]> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const archive = extract()
  Readable.from([Buffer.from(await decrypter.decrypt(new Uint8Array(readFileSync(path))))]).pipe(archive)
  const found: (readonly [string, Buffer])[] = []
  for await (const one of archive) found.push([one.header.name, await buffer(one)])
  return found
}

describe('a carrier in a folder', () => {
  it('holds the entries in their order, byte for byte, and only whole under its name', async () => {
    const folder = temporaryFolder()
    const progress: number[] = []
    const entries = [entry('manifest.cms', 3_000), entry('contents/a', 0), entry('contents/b', 2 * mebibyte, 9)]
    const written = await write(folder, entries, new Abort(), (done) => progress.push(done))
    const path = join(folder, fileName)
    expect([written, readdirSync(folder)]).toEqual([ok({ path, bytes: statSync(path).size }), [fileName]])
    expect(await readBack(path)).toEqual([
      ['manifest.cms', Buffer.alloc(3_000, 7)],
      ['contents/a', Buffer.alloc(0)],
      ['contents/b', Buffer.alloc(2 * mebibyte, 9)],
    ])
    expect([progress.at(-1), progress.every((done, index) => index === 0 || done >= (progress[index - 1] ?? 0))]).toEqual([
      3_000 + 2 * mebibyte,
      true,
    ])
  })

  it('called off, nothing of it is left; what another died over is cleared away', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'tereze-7-20261119-050000.tzc.part'), 'half')
    writeFileSync(join(folder, 'somebody-else.part'), 'half')
    const signal = new Abort()
    const answer = await write(folder, [entry('a', mebibyte), entry('b', mebibyte)], signal, () => signal.abort())
    expect([answer, readdirSync(folder)]).toEqual([err(fault('carrier/cancelled', 'act')), ['somebody-else.part']])
  })

  it('a content that cannot be read ends it with the reason', async () => {
    const folder = temporaryFolder()
    const broken: CarrierEntry = { name: 'b', bytes: 5, read: () => Promise.resolve(err(fault('storage/damaged', 'support'))) }
    expect([await write(folder, [entry('a', mebibyte), broken]), readdirSync(folder)]).toEqual([
      err(fault('storage/damaged', 'support')),
      [],
    ])
  })

  it.each([
    ['no folder', (folder: string) => join(folder, 'away'), 'carrier/folderMissing'],
    ['a path that is not absolute', () => 'stick', 'carrier/folderMissing'],
  ])('%s: %s', async (_what, folderOf, tag) => {
    expect(await write(folderOf(temporaryFolder()), [entry('a', 1)])).toMatchObject({ ok: false, error: { tag } })
  })

  it.skipIf(!canMakeDisks)(
    'a stick too small is told before anything is written, one that fills up leaves nothing (skipped without loop devices)',
    async () => {
      const disk = makeSmallDisk(4)
      try {
        expect(await write(disk.folder, [entry('a', 64 * mebibyte)])).toMatchObject({ ok: false, error: { tag: 'carrier/full' } })
        // Somebody else writes to it meanwhile.
        const greedy: CarrierEntry = {
          name: 'a',
          bytes: mebibyte,
          read: () => {
            writeFileSync(join(disk.folder, 'other'), new Uint8Array(2.5 * mebibyte))
            return Promise.resolve(ok(new Uint8Array(mebibyte)))
          },
        }
        const answer = await write(disk.folder, [greedy, entry('b', mebibyte)])
        expect([answer, existsSync(join(disk.folder, fileName)), existsSync(join(disk.folder, `${fileName}.part`))]).toMatchObject([
          { ok: false, error: { tag: 'carrier/full' } },
          false,
          false,
        ])
      } finally {
        disk.remove()
      }
    },
  )

  it('300 MB go through a heap of 40 MB, and the whole process grows by far less than the file', async () => {
    const folder = temporaryFolder()
    const child = join(import.meta.dirname, '../fixtures/carrier-child.ts')
    const args = ['--max-old-space-size=40', child, folder, recipient, '150', String(2 * mebibyte)]
    const { stdout } = await run(process.execPath, args)
    const { ok: isWritten, grownBytes } = JSON.parse(stdout) as { readonly ok: boolean; readonly grownBytes: number }
    const { size } = statSync(join(folder, 'tereze-1-0.tzc'))
    rmSync(folder, { recursive: true })
    expect([isWritten, size > 300 * mebibyte, grownBytes]).toEqual([true, true, expect.any(Number)])
    expect(grownBytes).toBeLessThan(150 * mebibyte)
  }, 240_000)

  it('a folder that takes no files says so (skipped as root, whom nothing stops)', async (test) => {
    if (process.getuid?.() === 0) return test.skip()
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    expect(await write(folder, [entry('a', 1)])).toMatchObject({ ok: false, error: { tag: 'carrier/readOnly' } })
  })
})
