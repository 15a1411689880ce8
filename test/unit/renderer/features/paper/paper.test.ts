import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '#core/contract/client.ts'
import { ContentHash } from '#core/domain/ids.ts'
import { setBridge } from '#renderer/bridge/bridge.ts'
import { borrowPicture, heldPictures } from '#renderer/features/paper/page-pictures.ts'
import { printerOf } from '#renderer/features/paper/printer-choice.ts'
import { safeFileName } from '#renderer/features/paper/save-file.ts'

const hash = ContentHash.parse('b'.repeat(64))
const urls = { made: 0, open: new Set<string>() }
let asked = 0
let answer: (jpeg: Uint8Array | undefined) => void = () => {}

beforeEach(() => {
  asked = 0
  urls.made = 0
  urls.open.clear()
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    const url = `blob:${++urls.made}`
    urls.open.add(url)
    return url
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void urls.open.delete(url))
  const thumbnail = () => {
    asked++
    return new Promise((resolve) => {
      answer = (jpeg) =>
        resolve(jpeg === undefined ? { ok: false, error: { tag: 'storage/missing', remedy: 'support' } } : { ok: true, value: { jpeg } })
    })
  }
  setBridge({ api: { 'documents/thumbnail': thumbnail } } as unknown as Bridge)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('pictures of pages', () => {
  it('asks once for all that show the same picture, and revokes it when the last one stops', async () => {
    const [one, other] = [borrowPicture('c', hash, 240), borrowPicture('c', hash, 240)]
    answer(new Uint8Array([1]))
    expect([await one.ready, await other.ready, asked]).toEqual(['blob:1', 'blob:1', 1])
    one.release()
    one.release()
    expect(urls.open.size).toBe(1)
    other.release()
    expect([urls.open.size, heldPictures()]).toEqual([0, 0])
  })

  it('leaves no URL behind where the picture comes after nobody waits for it', async () => {
    const picture = borrowPicture('c', hash, 240)
    picture.release()
    answer(new Uint8Array([1]))
    expect(await picture.ready).toBeUndefined()
    expect([urls.open.size, heldPictures()]).toEqual([0, 0])
  })

  it('says so where the picture cannot be had', async () => {
    const picture = borrowPicture('c', hash, 240)
    answer(undefined)
    expect(await picture.ready).toBeUndefined()
    picture.release()
  })
})

it('chooses the remembered printer, then the system’s, then the first', () => {
  const printers = [
    { name: 'HP', isDefault: false },
    { name: 'Xerox', isDefault: true },
  ]
  expect([printerOf(printers, 'HP'), printerOf(printers, 'gone'), printerOf(printers.slice(0, 1), ''), printerOf([], 'HP')]).toEqual([
    'HP',
    'Xerox',
    'HP',
    '',
  ])
})

it('makes file names that every system takes', () => {
  expect([safeFileName('qolhat-1234 5678.pdf'), safeFileName('../a/b:c*.pdf'), safeFileName('natije-.pdf')]).toEqual([
    'qolhat-1234-5678.pdf',
    'a-b-c.pdf',
    'natije.pdf',
  ])
})
