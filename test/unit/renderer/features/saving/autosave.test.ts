import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAutosave, type SaveState } from '#renderer/features/saving/autosave.ts'

interface Pending {
  readonly value: string
  readonly answer: (saved: boolean) => void
}

const open = () => {
  const saves: Pending[] = []
  const states: SaveState[] = []
  const autosave = createAutosave<string>({ onState: (state) => states.push(state) })
  autosave.saveWith((value) => new Promise((answer) => saves.push({ value, answer })))
  return { autosave, saves, states, values: () => saves.map(({ value }) => value) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('autosave', () => {
  it('saves 250 ms after the first change, however much is typed meanwhile, and the newest value', async () => {
    const { autosave, values } = open()
    for (const value of ['а', 'ас', 'аса', 'асан']) {
      autosave.change(value)
      await vi.advanceTimersByTimeAsync(80)
    }
    expect(values()).toEqual(['асан'])
  })

  it('saves nothing earlier', async () => {
    const { autosave, values } = open()
    autosave.change('а')
    await vi.advanceTimersByTimeAsync(249)
    expect(values()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(values()).toEqual(['а'])
  })

  it('keeps one save on its way at a time, and what was typed meanwhile goes next', async () => {
    const { autosave, saves, values, states } = open()
    autosave.change('1')
    await vi.advanceTimersByTimeAsync(250)
    autosave.change('12')
    autosave.change('123')
    await vi.advanceTimersByTimeAsync(5000)
    expect(values()).toEqual(['1'])
    saves[0]?.answer(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(values()).toEqual(['1', '123'])
    saves[1]?.answer(true)
    await vi.advanceTimersByTimeAsync(0)
    expect({ states, unsaved: autosave.hasUnsaved() }).toEqual({ states: ['saving', 'saving', 'saved'], unsaved: false })
  })

  it('flushes at once, and says whether everything is saved', async () => {
    const { autosave, saves, values } = open()
    autosave.change('ж')
    const flushed = autosave.flush()
    expect(values()).toEqual(['ж'])
    saves[0]?.answer(true)
    expect(await flushed).toBe(true)
    expect(await autosave.flush()).toBe(true)
    expect(values()).toEqual(['ж'])
  })

  it('tries a failed save again after two seconds, with what is newest by then', async () => {
    const { autosave, saves, values, states } = open()
    autosave.change('1')
    const flushed = autosave.flush()
    saves[0]?.answer(false)
    expect(await flushed).toBe(false)
    autosave.change('12')
    await vi.advanceTimersByTimeAsync(1999)
    expect(values()).toEqual(['1'])
    await vi.advanceTimersByTimeAsync(1)
    expect(values()).toEqual(['1', '12'])
    saves[1]?.answer(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(states).toEqual(['saving', 'failed', 'saving', 'saved'])
  })

  it('keeps the failed value where nothing newer was typed', async () => {
    const { autosave, saves, values } = open()
    autosave.change('1')
    const flushed = autosave.flush()
    saves[0]?.answer(false)
    await flushed
    await vi.advanceTimersByTimeAsync(2000)
    expect(values()).toEqual(['1', '1'])
  })

  it('does not try again once it is closed, and begins anew when it is told how to save', async () => {
    const { autosave, saves, values } = open()
    autosave.change('1')
    const closed = autosave.close()
    saves[0]?.answer(false)
    expect(await closed).toBe(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(values()).toEqual(['1'])
    const again: string[] = []
    autosave.saveWith((value) => {
      again.push(value)
      return Promise.resolve(true)
    })
    expect(await autosave.flush()).toBe(true)
    expect(again).toEqual(['1'])
  })
})
