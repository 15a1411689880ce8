import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { DocumentStore } from '#core/ports/document-store.ts'
import { ContentHash } from '#core/domain/ids.ts'

export const hashOf = (content: Uint8Array): ContentHash => ContentHash.parse(createHash('sha256').update(content).digest('hex'))

/** What every store of documents does. `reopen` gives a second store over the same place, as after a restart. */
export function documentStoreContract(make: () => { readonly store: DocumentStore; readonly reopen: () => DocumentStore }): void {
  test.each([0, 1, 4096, 3_000_000])('gives back the very %i bytes, under their SHA-256, also after a restart', async (size) => {
    const { store, reopen } = make()
    const content = new Uint8Array(randomBytes(size))
    expect(await store.put(content)).toEqual({ ok: true, value: hashOf(content) })
    for (const reader of [store, reopen()]) {
      const read = await reader.get(hashOf(content))
      expect(read.ok && Buffer.compare(read.value, content)).toBe(0)
      expect(await reader.has(hashOf(content))).toBe(true)
    }
  })

  test('a content that was never put is missing', async () => {
    const { store } = make()
    const hash = hashOf(randomBytes(10))
    expect([await store.has(hash), await store.get(hash)]).toEqual([
      false,
      { ok: false, error: { tag: 'storage/missing', remedy: 'support' } },
    ])
  })

  test('twenty contents at once, each of them twice', async () => {
    const { store } = make()
    const contents = Array.from({ length: 20 }, () => new Uint8Array(randomBytes(50_000)))
    const results = await Promise.all([...contents, ...contents].map((content) => store.put(content)))
    expect(results.map((result) => result.ok && result.value)).toEqual([...contents, ...contents].map(hashOf))
    for (const content of contents) expect((await store.get(hashOf(content))).ok).toBe(true)
  })

  test('what the caller does to its bytes afterwards changes nothing', async () => {
    const { store } = make()
    const content = new Uint8Array(randomBytes(100_000))
    const hash = hashOf(content)
    const putting = store.put(content)
    content.fill(0)
    expect(await putting).toEqual({ ok: true, value: hash })
    expect((await store.get(hash)).ok).toBe(true)
  })

  test('tells the free space', async () => {
    expect(await make().store.freeBytes()).toBeGreaterThan(0)
  })
}
