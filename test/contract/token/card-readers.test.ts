import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createCardReaders } from '#adapters/pcsc/card-readers.ts'
import { findCard } from '#adapters/token-modules/find-modules.ts'
import { readModuleTable } from '#adapters/token-modules/module-table.ts'
import { silentLogger } from '#core/base/logger.ts'
import { hindrancesOf } from '#core/domain/token-hindrances.ts'
import { type OwnPcscd, ownPcscd, whyNoPcscd } from '#test/fixtures/own-pcscd.ts'
import { openTokenDesk, type TokenDesk } from '#test/fixtures/token-desk.ts'
import { insertCard, type VirtualCard } from '#test/fixtures/virtual-card.ts'

if (whyNoPcscd !== undefined) console.warn(`PC/SC is not tested: ${whyNoPcscd}`)

describe.skipIf(whyNoPcscd !== undefined)('readers and cards by PC/SC (pcscd with virtual readers)', () => {
  const { kinds } = readModuleTable()
  let pcscd: OwnPcscd
  let desk: TokenDesk
  const cards: VirtualCard[] = []
  const changes = vi.fn()

  beforeAll(() => {
    pcscd = ownPcscd()
    const surroundings = { readers: createCardReaders(silentLogger, 200), findCard: (atr: string) => findCard(kinds, atr) }
    desk = openTokenDesk({ backends: [], surroundings })
    desk.token.onDidChange(changes)
  })
  afterEach(async () => {
    for (const card of cards.splice(0)) await card.remove()
  })
  afterAll(async () => {
    await desk.close()
    await pcscd.remove()
  })

  const insert = async (atr: string, reader: 0 | 1 = 0) => {
    const card = await insertCard(pcscd.ports[reader], atr)
    cards.push(card)
    return card
  }
  /** Only what is told of its own accord counts: nobody asks in between. */
  const toldOf = async (expected: readonly unknown[]) => {
    let seen: unknown
    await vi.waitFor(
      async () => {
        const diagnosis = await desk.token.diagnose()
        seen = diagnosis.ok ? hindrancesOf(diagnosis.value) : diagnosis.error
        expect(seen).toEqual(expected)
      },
      { timeout: 15_000, interval: 50 },
    )
    await vi.waitFor(() => expect(changes).toHaveBeenCalled(), { timeout: 5_000 })
    changes.mockClear()
  }
  const [first, second] = ['Tereze 00 00', 'Tereze 00 01']
  const noCard = [{ kind: 'noCard', reader: first }]

  it('tells that no service runs, and finds it when it is started', async () => {
    const diagnosis = await desk.token.diagnose()
    expect(diagnosis.ok && [diagnosis.value.service.state, hindrancesOf(diagnosis.value)]).toEqual(['stopped', [{ kind: 'noService' }]])
    await pcscd.start()
    await toldOf(noCard)
  })

  it('tells an unknown card with its answer to reset, and that it was taken out', async () => {
    const card = await insert('3B021450')
    await toldOf([{ kind: 'unknownCard', reader: first, atr: '3B021450' }])
    await card.remove()
    await toldOf(noCard)
  })

  it('names a known card and where its driver is to be had', async () => {
    const card = await insert('3BD5180081313A7D8073C8211030')
    const name = 'eToken (PRO 72K, 5110)'
    await toldOf([{ kind: 'driverMissing', card: { kk: name, ru: name }, url: 'https://cpl.thalesgroup.com' }])
    await card.remove()
    await toldOf(noCard)
  })

  it('sees two cards in two readers', async () => {
    await insert('3B88014B415A544F4B454E82')
    await toldOf([{ kind: 'byNcalayer', card: { kk: 'KAZTOKEN', ru: 'KAZTOKEN' } }])
    await insert('3B021450', 1)
    await toldOf([
      { kind: 'byNcalayer', card: { kk: 'KAZTOKEN', ru: 'KAZTOKEN' } },
      { kind: 'unknownCard', reader: second, atr: '3B021450' },
    ])
    for (const card of cards.splice(0)) await card.remove()
    await toldOf(noCard)
  })

  it('tells a card that does not answer', async () => {
    const card = await insert('0102')
    await toldOf([{ kind: 'silentCard', reader: first }])
    await card.remove()
    await toldOf(noCard)
  })

  it('survives the service: gone, and back with a card', async () => {
    await pcscd.stop()
    await toldOf([{ kind: 'noService' }])
    await pcscd.start()
    await toldOf(noCard)
    await insert('3B021450')
    await toldOf([{ kind: 'unknownCard', reader: first, atr: '3B021450' }])
  })
})
