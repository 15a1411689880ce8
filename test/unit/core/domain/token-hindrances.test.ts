import { describe, expect, it } from 'vitest'
import type { ModuleDiagnosis, ReaderDiagnosis, SlotDiagnosis, TokenDiagnosis } from '#core/domain/token-diagnosis.ts'
import { hindrancesOf } from '#core/domain/token-hindrances.ts'

const reader = (more: Partial<ReaderDiagnosis> = {}): ReaderDiagnosis => ({ name: 'Reader 00', state: 'card', atr: '3B00', ...more })
const slot = (more: Partial<SlotDiagnosis> = {}): SlotDiagnosis => ({
  module: '/m.so',
  reader: 'Reader 00',
  state: 'ready',
  label: 'operator',
  model: 'm',
  pin: 'ok',
  certificates: 1,
  withKey: 1,
  milliseconds: 1,
  ...more,
})
const module = (more: Partial<ModuleDiagnosis> = {}): ModuleDiagnosis => ({
  name: 'Vendor',
  path: '/m.so',
  state: 'loaded',
  milliseconds: 1,
  ...more,
})
const found = (more: Partial<TokenDiagnosis>) =>
  hindrancesOf({ modules: [], service: { state: 'running', milliseconds: 0 }, readers: [], slots: [], otherTokens: 0, ...more })

const name = { kk: 'Карта', ru: 'Карта' }
const card = { id: 'vendor', name, byNcalayer: false, driverUrl: 'https://driver.example' }

describe('what keeps a token from signing', () => {
  it('is nothing where a token with a key is ready', () => {
    expect(found({ modules: [module()], readers: [reader()], slots: [slot()] })).toEqual([])
    expect(found({ service: { state: 'missing', milliseconds: 0 }, otherTokens: 1 })).toEqual([])
  })

  it.each([
    ['no service', { service: { state: 'stopped', milliseconds: 0 } }, [{ kind: 'noService' }]],
    ['no library of the service', { service: { state: 'missing', milliseconds: 0 } }, [{ kind: 'noService' }]],
    ['no reader', {}, [{ kind: 'noReader' }]],
    ['no card', { readers: [reader({ state: 'empty' })] }, [{ kind: 'noCard', reader: 'Reader 00' }]],
    ['a silent card', { readers: [reader({ state: 'silent' })] }, [{ kind: 'silentCard', reader: 'Reader 00' }]],
    ['an unknown card', { readers: [reader()] }, [{ kind: 'unknownCard', reader: 'Reader 00', atr: '3B00' }]],
    [
      'a known card without driver',
      { readers: [reader({ card })] },
      [{ kind: 'driverMissing', card: name, url: 'https://driver.example' }],
    ],
    [
      'a card only NCALayer reaches',
      { readers: [reader({ card: { ...card, byNcalayer: true, pinTries: 3 } })] },
      [{ kind: 'byNcalayer', card: name, pinTries: 3 }],
    ],
    [
      'a card that its driver does not show',
      { readers: [reader({ card })], modules: [module({ id: 'vendor' })] },
      [{ kind: 'notShown', card: name }],
    ],
    [
      'a driver for another processor',
      { readers: [reader({ card })], modules: [module({ id: 'vendor', state: 'architecture', code: 'ia32' })] },
      [{ kind: 'architecture', module: 'Vendor', processor: 'ia32' }],
    ],
    [
      'a driver that does not start',
      { readers: [reader({ card })], modules: [module({ id: 'vendor', state: 'failed', code: 'CKR_GENERAL_ERROR' })] },
      [{ kind: 'moduleFailed', module: 'Vendor', code: 'CKR_GENERAL_ERROR' }],
    ],
    [
      'a slot that does not answer',
      { readers: [reader()], slots: [slot({ state: 'failed', code: 'CKR_DEVICE_ERROR' })] },
      [{ kind: 'tokenFailed', reader: 'Reader 00', code: 'CKR_DEVICE_ERROR' }],
    ],
    [
      'a blank token',
      { readers: [reader()], slots: [slot({ state: 'notInitialised', label: '' })] },
      [{ kind: 'notInitialised', token: 'm' }],
    ],
    ['no PIN', { slots: [slot({ pin: 'notSet' })] }, [{ kind: 'pinNotSet', token: 'operator' }]],
    ['a PIN to be changed', { slots: [slot({ pin: 'toBeChanged' })] }, [{ kind: 'pinToBeChanged', token: 'operator' }]],
    ['a locked PIN', { slots: [slot({ pin: 'locked' })] }, [{ kind: 'pinLocked', token: 'operator' }]],
    ['an empty token', { slots: [slot({ certificates: 0, withKey: 0 })] }, [{ kind: 'empty', token: 'operator' }]],
    ['certificates without keys', { slots: [slot({ withKey: 0 })] }, [{ kind: 'noKeys', token: 'operator' }]],
    ['a broken table', { otherTokens: 1, tableProblem: 'cards.0.id' }, [{ kind: 'tableBroken', problem: 'cards.0.id' }]],
  ] satisfies [string, Partial<TokenDiagnosis>, unknown[]][])('%s', (_what, more, told) => {
    expect(found(more)).toEqual(told)
  })

  it('does not count the token that SoftHSM keeps blank beside others, nor a card whose module names its slots otherwise', () => {
    expect(found({ slots: [slot(), slot({ state: 'notInitialised', label: '' })] })).toEqual([])
    expect(found({ readers: [reader({ card })], modules: [module({ id: 'vendor' })], slots: [slot({ reader: 'Slot 1' })] })).toEqual([])
    expect(found({ readers: [{ name: 'Reader 00', state: 'card' }] })).toEqual([])
  })
})
