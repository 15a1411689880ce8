import { ok } from '#core/base/result.ts'
import { type CheckFinding, type CheckStep, checkStepIds, type CheckStepId } from '#core/domain/self-check.ts'
import { checkReport } from '#core/services/check-report.ts'
import type { Workplace } from '#core/domain/staff.ts'
import type { World } from './world.ts'

const good = (data: Record<string, number> = {}): CheckFinding => ({ state: 'good', said: 'good', data })
const found: Readonly<Record<CheckStepId, CheckFinding>> = {
  tokens: {
    state: 'warning',
    said: 'hindered',
    data: { tokens: 1, readers: 2, modules: 3 },
    hindrances: [{ kind: 'noCard', reader: 'ACS ACR38U 00 00' }],
  },
  certificates: { state: 'warning', said: 'soon', data: { count: 1, days: 21 } },
  gateway: good(),
  clock: { state: 'bad', said: 'wrong', data: { seconds: 187 } },
  ocsp: good(),
  list: good({ hours: 3 }),
  timestamp: { state: 'warning', said: 'noAnswer', data: {} },
  disk: good({ bytes: 84e9 }),
  queue: good({ waiting: 4 }),
  backup: { state: 'warning', said: 'limit', data: {}, limit: { kind: 'backup', level: 'warn', value: 60, stopsAt: 336 } },
  scanner: { state: 'bad', said: 'fault', data: {}, fault: { tag: 'scanner/notFound', remedy: 'act' } },
  printer: good({ count: 2 }),
}

/** A workplace with one of everything. */
export async function checkAnswer({ emit, now, scene }: World) {
  const steps: CheckStep[] = []
  for (const id of checkStepIds) {
    emit('check/progress', { id })
    await new Promise((done) => setTimeout(done, scene.delay ?? 20))
    const step = { id, milliseconds: 12 + steps.length * 37, ...found[id] }
    steps.push(step)
    emit('check/progress', { id, step })
  }
  const workplace = { bin: '020240000555', kind: 'centre', deskNumber: 7 } as Pick<Workplace, 'bin' | 'kind' | 'deskNumber'>
  const report = checkReport({ steps }, workplace, { version: '0.1.0', platform: 'linux 6.1 x64, Node 24', at: now, training: true })
  return ok({ at: now, steps, report })
}
