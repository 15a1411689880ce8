import { describe, expect, it } from 'vitest'
import { fault } from '#core/base/fault.ts'
import { Abort } from '#core/base/remote.ts'
import { err, ok } from '#core/base/result.ts'
import { type CheckStep, checkStepIds, type CheckStepId, withoutPeople } from '#core/domain/self-check.ts'
import type { TokenDiagnosis } from '#core/domain/token-diagnosis.ts'
import { checkReport } from '#core/services/check-report.ts'
import { checkWorkplace } from '#core/services/self-check.ts'
import { declaredCase } from '#test/builders/declared.ts'
import { centreBin, createFakeDesk, type FakeDesk, sessionOf } from '#test/fakes/desk.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const session = sessionOf()
const mine = certificateOf({ iin: session.staff.iin, bin: centreBin })
const diagnosis: TokenDiagnosis = {
  modules: [{ name: 'KAZTOKEN', path: 'C:/Users/aigul.serikova/lib/libkztoken.so', state: 'loaded', version: '2.40', milliseconds: 4 }],
  service: { state: 'running', milliseconds: 1 },
  readers: [{ name: 'Kaztoken 00 00', state: 'card', atr: '3b8c' }],
  slots: [
    {
      module: 'C:/Users/aigul.serikova/lib/libkztoken.so',
      reader: 'Kaztoken 00 00',
      state: 'ready',
      label: `${session.staff.fullName} ${session.staff.iin}`,
      model: 'EDS',
      pin: 'ok',
      certificates: 1,
      withKey: 1,
      milliseconds: 3,
    },
  ],
  otherTokens: 0,
}

function healthyDesk(over: Partial<FakeDesk> = {}): FakeDesk {
  const desk = createFakeDesk({ gateway: { health: () => Promise.resolve(ok({ time: desk.clock.instant() })) } })
  desk.token.certificates = [mine]
  return {
    ...desk,
    token: { ...desk.token, diagnose: () => Promise.resolve(ok(diagnosis)) },
    authority: {
      ocsp: () => Promise.resolve({ state: 'good', source: 'ocsp', producedAt: desk.clock.instant() }),
      list: () => Promise.resolve({ issuedAt: desk.clock.instant() }),
      timestamp: () => Promise.resolve({ provedAt: desk.clock.instant() }),
    },
    scanner: { ...desk.scanner, listDevices: () => Promise.resolve(ok([{ id: 'd', vendor: 'v', model: 'm' } as never])) },
    printer: { ...desk.printer, listPrinters: () => Promise.resolve(ok([{ name: 'p', isDefault: true }])) },
    ...over,
  }
}
const check = (desk: FakeDesk, signal = new Abort(), onStep: (step: CheckStepId | CheckStep) => void = () => {}) =>
  checkWorkplace(desk, session, onStep, signal)
const saidBy = ({ steps }: Awaited<ReturnType<typeof check>>) =>
  Object.fromEntries(steps.map(({ id, state, said, fault: why }) => [id, `${state} ${why?.tag ?? said}`]))

describe('the check of a workplace', () => {
  it('finds all well where all is well, in its order, telling each step before and after', async () => {
    const heard: string[] = []
    const checked = await check(healthyDesk(), new Abort(), (step) =>
      heard.push(typeof step === 'string' ? step : `${step.id} ${step.state}`),
    )
    expect(saidBy(checked)).toEqual(Object.fromEntries(checkStepIds.map((id) => [id, 'good good'])))
    expect(heard).toEqual(checkStepIds.flatMap((id) => [id, `${id} good`]))
  })

  it.each<[string, (desk: FakeDesk) => Partial<FakeDesk>, Partial<Record<CheckStepId, string>>]>([
    [
      'the token process is down',
      (desk) => ({ token: { ...desk.token, diagnose: () => Promise.resolve(err(fault('token/processDown', 'retry'))) } }),
      { tokens: 'bad token/processDown' },
    ],
    [
      'a card that no driver knows',
      (desk) => ({ token: { ...desk.token, diagnose: () => Promise.resolve(ok({ ...diagnosis, slots: [] })) } }),
      { tokens: 'bad hindered' },
    ],
    [
      'nobody’s certificate',
      (desk) => ({ token: { ...desk.token, list: () => Promise.resolve(ok([])) } }),
      { certificates: 'bad none', ocsp: 'skipped noCertificate' },
    ],
    [
      'a gateway that is away',
      (desk) => ({
        gateway: { ...desk.gateway, health: () => Promise.resolve(err(fault('gateway/unavailable', 'retry', { why: 'timeout' }))) },
      }),
      { gateway: 'bad gateway/unavailable', clock: 'skipped noGateway' },
    ],
    [
      'a clock that is three minutes behind',
      (desk) => ({ deviceInstant: () => new Date(Date.parse(desk.clock.instant()) - 180_000).toISOString() }),
      { clock: 'bad wrong' },
    ],
    [
      'authorities that are silent',
      (desk) => ({
        authority: {
          ...desk.authority,
          ocsp: () => Promise.resolve({ state: 'unknown', why: 'noAnswer' }),
          list: () => Promise.resolve(undefined),
          timestamp: () => Promise.resolve(undefined),
        },
      }),
      { ocsp: 'warning noAnswer', list: 'warning noAnswer', timestamp: 'warning noAnswer' },
    ],
    [
      'a revoked certificate and a stale list',
      (desk) => ({
        authority: {
          ...desk.authority,
          ocsp: () => Promise.resolve({ state: 'revoked', source: 'ocsp', revokedAt: '2026-11-01T00:00:00.000Z' }),
          list: () => Promise.resolve({ issuedAt: '2026-11-01T00:00:00.000Z', nextAt: '2026-11-02T00:00:00.000Z' }),
        },
      }),
      { ocsp: 'bad revoked', list: 'warning stale' },
    ],
    [
      'a full disk and no copy',
      () => ({
        limits: () => [
          { kind: 'disk', level: 'stop', value: 1e8, stopsAt: 2e8 },
          { kind: 'backup', level: 'warn', value: 60, stopsAt: 336 },
        ],
      }),
      { disk: 'bad limit', backup: 'warning limit' },
    ],
    [
      'no scanner and no printing program',
      (desk) => ({
        scanner: { ...desk.scanner, listDevices: () => Promise.resolve(ok([])) },
        printer: { ...desk.printer, listPrinters: () => Promise.resolve(err(fault('printer/missingProgram', 'support'))) },
      }),
      { scanner: 'warning none', printer: 'bad printer/missingProgram' },
    ],
  ])('%s', async (_what, over, expected) => {
    const desk = healthyDesk()
    expect(saidBy(await check({ ...desk, ...over(desk) }))).toEqual({
      ...Object.fromEntries(checkStepIds.map((id) => [id, 'good good'])),
      ...expected,
    })
  })

  it('warns weeks before the certificate ends', async () => {
    const desk = healthyDesk()
    const soon = certificateOf({ iin: session.staff.iin, bin: centreBin, notAfter: '2026-12-10T00:00:00.000Z' })
    const token = { ...desk.token, list: () => Promise.resolve(ok([{ certificates: [soon] } as never])) }
    const { steps } = await check({ ...desk, token })
    expect(steps.find(({ id }) => id === 'certificates')).toMatchObject({ state: 'warning', said: 'soon', data: { count: 1, days: 19 } })
  })

  it('waits for no silent device: the step fails at its limit, and the others are looked at', async () => {
    const desk = healthyDesk()
    const checking = check({ ...desk, scanner: { ...desk.scanner, listDevices: () => new Promise(() => {}) } })
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    await desk.clock.advance(15_000)
    expect(saidBy(await checking)).toMatchObject({ scanner: 'bad timeout', printer: 'good good' })
  })

  it('called off, it leaves what was not looked at unsaid', async () => {
    const abort = new Abort()
    const { steps } = await check(healthyDesk(), abort, (step) => step === 'gateway' && abort.abort())
    expect(saidBy({ steps })).toMatchObject({ certificates: 'good good', gateway: 'skipped cancelled', printer: 'skipped cancelled' })
  })
})

describe('the report to support', () => {
  const surroundings = { version: '0.1.0', platform: 'linux', at: '2026-11-20T05:00:00.000Z', training: true }

  it('names nobody: no number, name, path of a person, password or session of the database', async () => {
    const desk = healthyDesk()
    const caseId = await declaredCase(desk)
    desk.stores.settings.saveLogin({ login: 'aigul', failures: 0, verifier: 'argon2id$secret', staff: JSON.stringify(session.staff) })
    const text = checkReport(await check(desk), desk.workplace, surroundings)
    const { applicant } = desk.stores.drafts.find(caseId)?.draft ?? {}
    const { staff } = session
    const secrets = [staff.iin, staff.fullName, staff.login, session.staffToken, 'argon2id', 'aigul', 'serikova', mine.summary.commonName]
    for (const secret of [...secrets, applicant?.iin, applicant?.surname, applicant?.phone]) {
      expect(secret).not.toBe('')
      expect(text).not.toContain(secret)
    }
    expect(text.match(/\d{12}/g) ?? []).toEqual([centreBin])
  })

  it('says what support needs: versions, steps with times and codes, drivers and readers', async () => {
    const desk = healthyDesk({
      printer: {
        ...createFakeDesk().printer,
        listPrinters: () => Promise.resolve(err(fault('printer/failed', 'support', { code: 'E7' }))),
      },
    })
    const report: unknown = JSON.parse(checkReport(await check(desk), desk.workplace, surroundings))
    expect(report).toMatchObject({
      program: 'Tereze 0.1.0',
      workplace: { bin: centreBin, kind: 'centre', deskNumber: 7 },
      tokens: {
        modules: [{ file: 'libkztoken.so', state: 'loaded', version: '2.40' }],
        readers: [{ name: 'Kaztoken 00 00', atr: '3b8c' }],
        slots: [{ label: expect.stringMatching(/^[0-9a-f]{12}$/), pin: 'ok', certificates: 1 }],
      },
    })
    const { steps } = report as { readonly steps: readonly object[] }
    expect(steps.at(-1)).toEqual({
      step: 'printer',
      state: 'bad',
      milliseconds: expect.any(Number),
      said: 'fault',
      fault: 'printer/failed',
      code: 'E7',
    })
  })

  it.each([
    ['850312440018', '************'],
    ['IIN850312440018/x', 'IIN************/x'],
    [centreBin, centreBin],
    ['1234567890123', '1234567890123'],
  ])('%s is shown as %s', (given, shown) => expect(withoutPeople(given, centreBin)).toBe(shown))
})
