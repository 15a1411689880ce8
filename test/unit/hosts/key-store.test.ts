import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileKeyStore, KeyFileUnfit } from '#hosts/common/key-store.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

describe.skipIf(process.platform === 'win32')('fileKeyStore', () => {
  it('makes 256 random bits that only the owner reads, and gives the same ever after', async () => {
    const file = join(temporaryFolder(), 'deep', 'key')
    const key = await fileKeyStore(file).masterKey()
    const other = await fileKeyStore(join(temporaryFolder(), 'key')).masterKey()
    expect([key.length, statSync(file).mode & 0o777, await fileKeyStore(file).masterKey()]).toEqual([32, 0o600, key])
    expect(other).not.toEqual(key)
  })

  it('a key that others can read, or that is cut short, is refused and left as it is', async () => {
    const open = join(temporaryFolder(), 'key')
    await fileKeyStore(open).masterKey()
    chmodSync(open, 0o640)
    const short = join(temporaryFolder(), 'key')
    writeFileSync(short, new Uint8Array(31), { mode: 0o600 })
    await expect(fileKeyStore(open).masterKey()).rejects.toEqual(new KeyFileUnfit('The key file can be read by others'))
    await expect(fileKeyStore(short).masterKey()).rejects.toEqual(new KeyFileUnfit('The key file is damaged'))
    expect(statSync(short).size).toBe(31)
  })
})
