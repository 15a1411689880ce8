import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createFileStore } from '#adapters/files/file-store.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { documentStoreContract, hashOf } from './document-store.contract.ts'

const key = new Uint8Array(randomBytes(32))

function setUp() {
  const folder = join(temporaryFolder(), 'documents')
  const reopen = () => createFileStore({ folder, key })
  return { folder, reopen, store: reopen() }
}

const allFiles = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile())
    : []

const mounts: string[] = []
function mount(options: string): string {
  const folder = temporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder])
  mounts.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of mounts.splice(0)) execFileSync('umount', [folder])
})
const canMount = ((): boolean => {
  if (process.getuid?.() !== 0) return false
  const script = 'd=$(mktemp -d) && mount -t tmpfs none "$d" && umount "$d" && rmdir "$d"'
  return spawnSync('sh', ['-c', script]).status === 0
})()

const content = new TextEncoder().encode('ЖСН 900101300123, Әбілов Қанат. '.repeat(500))

describe('documents as encrypted files', () => {
  documentStoreContract(setUp)

  test('one file for one content, named after neither it nor its hash, for the owner only', async () => {
    const { store, folder } = setUp()
    await store.put(content)
    await store.put(content)
    const files = allFiles(folder)
    expect(files).toHaveLength(1)
    const [path] = files
    expect(basename(path!)).toMatch(/^[0-9a-f]{64}\.bin$/)
    expect(basename(dirname(path!))).toBe(basename(path!).slice(0, 2))
    expect(path).not.toContain(hashOf(content).slice(0, 16))
    expect([statSync(path!).mode & 0o777, statSync(dirname(path!)).mode & 0o777]).toEqual([0o600, 0o700])
  })

  test('names under another key are others', async () => {
    const [first, second] = [setUp(), temporaryFolder()]
    await first.store.put(content)
    await createFileStore({ folder: second, key: new Uint8Array(randomBytes(32)) }).put(content)
    expect(basename(allFiles(first.folder)[0]!)).not.toBe(basename(allFiles(second)[0]!))
  })

  test('neither plain text, nor hash, nor key is ever on the disk, not even in passing', async () => {
    const { store, folder } = setUp()
    const seen = new Map<string, Buffer>()
    let watching = true
    const watch = (async () => {
      while (watching) {
        for (const path of allFilesNow(folder)) seen.set(`${path}-${seen.size}`, readNow(path))
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const large = Buffer.concat(Array.from({ length: 200 }, () => content))
    await store.put(content)
    await store.put(large)
    watching = false
    await watch
    const secrets = [
      Buffer.from('900101300123'),
      Buffer.from('Әбілов'),
      Buffer.from(hashOf(content), 'hex'),
      Buffer.from(hashOf(content)),
      Buffer.from(key),
    ]
    expect(seen.size).toBeGreaterThan(1)
    expect([...seen.values()].flatMap((bytes) => secrets.filter((secret) => bytes.includes(secret)))).toEqual([])
  })

  test('the same content in two stores is encrypted to different bytes', async () => {
    const [first, second] = [setUp(), setUp()]
    await first.store.put(content)
    await second.store.put(content)
    const [one, two] = [first, second].map(({ folder }) => readFileSync(allFiles(folder)[0]!))
    expect(one!.equals(two!)).toBe(false)
  })

  test('one flipped bit anywhere is damage, and putting the content again mends it', async () => {
    const { store, folder } = setUp()
    const short = content.subarray(0, 60)
    await store.put(short)
    const path = allFiles(folder)[0]!
    const whole = readFileSync(path)
    const outcomes = new Set<string>()
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole)
      flipped[at]! ^= 1 << (at % 8)
      writeFileSync(path, flipped)
      const read = await store.get(hashOf(short))
      outcomes.add(read.ok ? `passed at ${at}` : read.error.tag)
    }
    expect([...outcomes]).toEqual(['storage/damaged'])
    expect((await store.put(short)).ok).toBe(true)
    expect((await store.get(hashOf(short))).ok).toBe(true)
  })

  test.each([0, 3, 20, -1])('a file cut to %i bytes is damaged', async (length) => {
    const { store, folder } = setUp()
    await store.put(content)
    const path = allFiles(folder)[0]!
    writeFileSync(path, readFileSync(path).subarray(0, length))
    expect(await store.get(hashOf(content))).toEqual({ ok: false, error: { tag: 'storage/damaged', remedy: 'support' } })
  })

  test('a document put in the place of another is damaged', async () => {
    const { store, folder } = setUp()
    await store.put(content)
    const first = allFiles(folder)[0]!
    const other = content.subarray(0, 100)
    await store.put(other)
    const second = allFiles(folder).find((path) => path !== first)!
    copyFileSync(first, second)
    expect(await store.get(hashOf(other))).toEqual({ ok: false, error: { tag: 'storage/damaged', remedy: 'support' } })
  })

  test('another key opens nothing', async () => {
    const { store, folder } = setUp()
    await store.put(content)
    const other = createFileStore({ folder, key: new Uint8Array(randomBytes(32)) })
    expect((await other.get(hashOf(content))).ok).toBe(false)
  })

  test('half-written files of a killed process are removed at the start', async () => {
    const { store, folder, reopen } = setUp()
    await store.put(content)
    mkdirSync(join(folder, 'incoming'), { recursive: true })
    writeFileSync(join(folder, 'incoming', 'left.part'), 'half')
    reopen()
    await vi.waitFor(() => expect(readdirSync(join(folder, 'incoming'))).toEqual([]))
    expect((await store.get(hashOf(content))).ok).toBe(true)
  })

  test.each([0, 5, 20, 60, 120])(
    'killed after %i ms of writing: every file that was told to be there is whole, none is half',
    async (delay) => {
      const { folder, reopen } = setUp()
      const writer = `
      import { randomBytes } from 'node:crypto'
      import { createFileStore } from '#adapters/files/file-store.ts'
      const store = createFileStore({ folder: ${JSON.stringify(folder)}, key: Uint8Array.from(${JSON.stringify([...key])}) })
      for (;;) { const put = await store.put(randomBytes(200_000)); process.stdout.write(put.value + '\\n') }`
      const told = execFileSync(
        'sh',
        [
          '-c',
          `node --input-type=module-typescript -e "$1" & pid=$!; while [ ! -d "$2" ]; do sleep 0.01; done; sleep ${delay / 1000}; kill -9 $pid; wait $pid; true`,
          'sh',
          writer,
          folder,
        ],
        { cwd: process.cwd() },
      )
      const store = reopen()
      const hashes = told
        .toString()
        .trim()
        .split('\n')
        .filter((line) => /^[0-9a-f]{64}$/.test(line)) as ReturnType<typeof hashOf>[]
      for (const hash of hashes) expect((await store.get(hash)).ok).toBe(true)
      await vi.waitFor(() => expect(allFiles(folder).filter((path) => !path.endsWith('.bin'))).toEqual([]))
      // One more may have been renamed and not yet told.
      expect(allFiles(folder).length - hashes.length).toBeOneOf([0, 1])
    },
  )

  test('a key of another length is a bug', () => {
    expect(() => createFileStore({ folder: temporaryFolder(), key: new Uint8Array(16) })).toThrow(RangeError)
  })

  describe.skipIf(!canMount)('on a volume of its own (skipped where mounting is not allowed)', () => {
    test('disk full: told with the space left, nothing half is kept, what was there can be read, and smaller files still fit', async () => {
      const folder = join(mount('size=1m'), 'documents')
      const store = createFileStore({ folder, key })
      const small = randomBytes(300_000)
      expect((await store.put(small)).ok).toBe(true)
      const result = await store.put(randomBytes(900_000))
      expect(result).toEqual({ ok: false, error: { tag: 'storage/diskFull', remedy: 'act', freeBytes: expect.any(Number) } })
      expect(!result.ok && 'freeBytes' in result.error && result.error.freeBytes).toBeGreaterThan(400_000)
      expect(allFiles(folder)).toHaveLength(1)
      expect((await store.get(hashOf(small))).ok).toBe(true)
      expect((await store.put(randomBytes(300_000))).ok).toBe(true)
      expect(await store.freeBytes()).toBeLessThan(1024 * 1024)
    })

    test('read-only: told as such, and what is there can be read', async () => {
      const volume = mount('size=1m')
      const folder = join(volume, 'documents')
      await createFileStore({ folder, key }).put(content)
      execFileSync('mount', ['-o', 'remount,ro', volume])
      const store = createFileStore({ folder, key })
      expect(await store.put(randomBytes(10))).toEqual({ ok: false, error: { tag: 'storage/readOnly', remedy: 'support' } })
      expect((await store.get(hashOf(content))).ok).toBe(true)
      expect(await store.put(content)).toEqual({ ok: true, value: hashOf(content) })
    })

    test('read-only before the folder was ever made', async () => {
      const volume = mount('size=1m,ro')
      const store = createFileStore({ folder: join(volume, 'a', 'documents'), key })
      expect(await store.put(content)).toEqual({ ok: false, error: { tag: 'storage/readOnly', remedy: 'support' } })
      expect(await store.get(hashOf(content))).toEqual({ ok: false, error: { tag: 'storage/missing', remedy: 'support' } })
      expect(await store.freeBytes()).toBeGreaterThan(0)
    })
  })
})

/** Files come and go while they are looked at. */
const allFilesNow = (folder: string): readonly string[] => {
  try {
    return allFiles(folder)
  } catch {
    return []
  }
}
const readNow = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
