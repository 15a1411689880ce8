import { describe, expect, it } from 'vitest'
import { createLimitWatch } from '#app/limit-watch.ts'
import { silentLogger } from '#core/base/logger.ts'
import { enqueue } from '#core/services/enqueue.ts'
import { newCaseId } from '#test/builders/case-log.ts'
import { createFakeDesk } from '#test/fakes/desk.ts'

const hour = 3_600_000
const gigabyte = 1024 ** 3

function watching() {
  const desk = createFakeDesk()
  const disk = { free: 50 * gigabyte }
  const backup: { at: string | undefined } = { at: undefined }
  let news = 0
  const watch = createLimitWatch({
    stores: desk.stores,
    documents: { freeBytes: () => (disk.free < 0 ? Promise.reject(new Error('gone')) : Promise.resolve(disk.free)) },
    clock: desk.clock,
    logger: silentLogger,
    backupAt: () => backup.at,
    onDidChange: () => void news++,
  })
  return { desk, disk, backup, watch, news: () => news }
}

describe('createLimitWatch', () => {
  it('finds nothing at a desk that never synced, queued or copied anything', async () => {
    const { watch, news } = watching()
    await watch.measure()
    expect([watch.findings(), news()]).toEqual([[], 0])
  })

  it('measures age of the oldest item and of the last sync and copy, and the disk, and tells news once', async () => {
    const { desk, disk, backup, watch, news } = watching()
    enqueue(desk, 'submitRequest', newCaseId())
    desk.stores.settings.saveSyncedAt(desk.clock.instant())
    backup.at = desk.clock.instant()
    await desk.clock.advance(60 * hour)
    enqueue(desk, 'submitRequest', newCaseId())
    disk.free = 100 * 1024 ** 2
    await watch.measure()
    await watch.measure()
    expect(watch.findings().map(({ kind, level, value }) => [kind, level, value])).toEqual([
      ['disk', 'stop', 100 * 1024 ** 2],
      ['oldestItem', 'warn', 60],
      ['sync', 'warn', 60],
      ['backup', 'warn', 60],
    ])
    expect(news()).toBe(1)
  })

  it('does not count what the gateway refused: it waits for a person, not for the line', async () => {
    const { desk, watch } = watching()
    enqueue(desk, 'submitRequest', newCaseId())
    const [job] = desk.stores.jobs.list(['ready'], 1)
    if (job === undefined) throw new Error('Nothing queued')
    desk.stores.jobs.update({ ...job, state: 'rejected' })
    await desk.clock.advance(400 * hour)
    await watch.measure()
    expect(watch.findings()).toEqual([])
  })

  it('keeps what it found where it cannot measure', async () => {
    const { disk, watch } = watching()
    disk.free = 0
    await watch.measure()
    disk.free = -1
    await watch.measure()
    expect(watch.findings()).toMatchObject([{ kind: 'disk', level: 'stop' }])
  })
})
