import { copyFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CaseId } from '#core/domain/ids.ts'
import { openDatabase } from '#gateway/database/database.ts'
import { createFeedStore } from '#gateway/feed-store.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const open = (file: string) => {
  const database = openDatabase(file, new Date('2026-11-22T06:00:00.000Z'))
  const feed = createFeedStore(database)
  const add = (count: number): void => {
    for (let index = 0; index < count; index++)
      feed.add('desk', { kind: 'statusChanged', caseId: randomUUID() as CaseId, status: 'inWork', at: '2026-11-20T06:00:00.000Z' })
  }
  const after = (cursor: string) => feed.after(['desk', '000000000000'], cursor)
  return { database, add, after }
}

describe('the cursor', () => {
  it('goes on where it stands, in pages, and stays where nothing new is', () => {
    const { database, add, after } = open(join(temporaryFolder(), 'gateway.sqlite'))
    expect(after('')).toEqual({ events: [], cursor: '' })
    add(450)
    const sizes: number[] = []
    const seen = new Set<string>()
    let cursor = ''
    for (let page = after(cursor); page !== undefined && page.events.length > 0; page = after(cursor)) {
      sizes.push(page.events.length)
      for (const { eventId } of page.events) seen.add(eventId)
      cursor = page.cursor
    }
    expect([sizes, seen.size, after(cursor)]).toEqual([[200, 200, 50], 450, { events: [], cursor }])
    database.close()
  })

  it.each(['rubbish', 'f000000000000001', 'f000000000000001.00000000', 'f000000000000900.00000000'])('%s is none of ours', (cursor) => {
    const { database, add, after } = open(join(temporaryFolder(), 'gateway.sqlite'))
    add(2)
    expect(after(cursor)).toBeUndefined()
    database.close()
  })

  it('of a day after the one that the gateway was put back to is not taken for one of the new events', () => {
    const [file, copy] = [join(temporaryFolder(), 'gateway.sqlite'), join(temporaryFolder(), 'gateway.sqlite')]
    const first = open(file)
    first.add(1)
    const early = first.after('')?.cursor ?? ''
    first.database.close()
    copyFileSync(file, copy)
    const ahead = open(file)
    ahead.add(3)
    const late = ahead.after('')?.cursor ?? ''
    ahead.database.close()
    const restored = open(copy)
    restored.add(5)
    expect([restored.after(late), restored.after(early)?.events.length]).toEqual([undefined, 5])
    restored.database.close()
  })
})
