import { describe, expect, it } from 'vitest'
import { Abort } from '#core/base/remote.ts'
import { err } from '#core/base/result.ts'
import type { LimitFinding } from '#core/domain/outbox.ts'
import { importFile, scanPages } from '#core/services/gather-pages.ts'
import { openCase } from '#core/services/open-case.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { operator } from '#test/builders/case-log.ts'
import { readyCase } from '#test/builders/draft.ts'
import { createFakeDesk, definition, sessionOf } from '#test/fakes/desk.ts'

const sync: LimitFinding = { kind: 'sync', level: 'stop', value: 340, stopsAt: 336 }
const disk: LimitFinding = { kind: 'disk', level: 'stop', value: 1_000, stopsAt: 209_715_200 }
const stopped = ({ level: _level, ...finding }: LimitFinding) => err({ tag: 'limits/stopped', remedy: 'act', ...finding })

/** A desk with a case that was begun before these limits were reached. */
async function deskWith(...found: readonly LimitFinding[]) {
  let limits: readonly LimitFinding[] = []
  const desk = createFakeDesk({ limits: () => limits })
  const caseId = await readyCase(desk)
  limits = found
  const slot = { caseId, slotId: 'application' }
  const request = { deviceId: 'd', source: 'feeder', mode: 'gray', dpi: 300 } as const
  return {
    open: () => openCase(desk, operator, { serviceId: definition.id, language: 'kk' }),
    bring: () => importFile(desk, slot, Uint8Array.of(1)),
    scan: () => scanPages(desk, slot, request, new Abort()),
    prepare: () => prepareRequest(desk, sessionOf(), caseId),
  }
}

describe('beyond a limit', () => {
  it('nothing new is taken in, and what was begun goes on, its documents too', async () => {
    const { open, bring, scan, prepare } = await deskWith(sync)
    expect(open()).toEqual(stopped(sync))
    // The answers of paper and scanner themselves: they were asked.
    expect([await bring(), await scan()]).toMatchObject([
      { error: { tag: 'document/unknownType' } },
      { error: { tag: 'scanner/notFound' } },
    ])
    expect((await prepare()).ok).toBe(true)
  })

  it('of the disk, no pages are taken either; signing goes on', async () => {
    const { open, bring, scan, prepare } = await deskWith(sync, disk)
    expect(open()).toEqual(stopped(sync))
    expect([await bring(), await scan()]).toEqual([stopped(disk), stopped(disk)])
    expect((await prepare()).ok).toBe(true)
  })

  it('a warning stops nothing', async () => {
    const { open } = await deskWith({ ...sync, level: 'warn' }, { ...disk, level: 'warn' })
    expect(open().ok).toBe(true)
  })
})
