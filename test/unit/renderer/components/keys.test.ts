import { afterEach, describe, expect, it } from 'vitest'
import { isKey, type KeyPress } from '#renderer/components/key-press.ts'
import { activeKeys, findKey, type ScreenKey, useKeysStore } from '#renderer/components/keys.ts'

const press = (key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...modifiers,
})
const key = (keys: string, label = keys, enabled = true): ScreenKey => ({ keys, label, enabled, run: () => {} })

describe('a key', () => {
  it('is known by its place, whatever the layout writes there', () => {
    expect(isKey('Ctrl+L', press('д', 'KeyL', { ctrlKey: true }))).toBe(true)
    expect(isKey('Alt+3', press('№', 'Digit3', { altKey: true }))).toBe(true)
  })

  it('needs exactly its modifiers', () => {
    expect(isKey('F4', press('F4', 'F4'))).toBe(true)
    expect(isKey('F4', press('F4', 'F4', { altKey: true }))).toBe(false)
    expect(isKey('Ctrl+Enter', press('Enter', 'Enter'))).toBe(false)
    expect(isKey('Ctrl+Enter', press('Enter', 'Enter', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(isKey('Esc', press('Escape', 'Escape'))).toBe(true)
  })

  it('never is a letter alone', () => {
    expect(isKey('Ctrl+L', press('l', 'KeyL'))).toBe(false)
  })
})

describe('the keys heard', () => {
  afterEach(() => useKeysStore.setState({ layers: [] }))
  const frame = { order: 1, modal: false, list: [key('F1', 'help'), key('F3', 'new intake')] }
  const screen = { order: 2, modal: false, list: [key('F3', 'start'), key('Esc', 'back', false)] }

  it('are the screen’s before the frame’s, each once, without the disabled', () => {
    expect(activeKeys([frame, screen]).map((one) => one.label)).toEqual(['start', 'help'])
  })

  it('are a modal’s alone', () => {
    const dialogue = { order: 3, modal: true, list: [key('Enter', 'yes')] }
    expect(activeKeys([frame, screen, dialogue]).map((one) => one.label)).toEqual(['yes'])
    expect(findKey([frame, screen, dialogue], press('F1', 'F1'))).toBeUndefined()
  })

  it('keep the order of rendering, whoever registers first', () => {
    const { put, take } = useKeysStore.getState()
    put(screen)
    put(frame)
    expect(useKeysStore.getState().layers.map((layer) => layer.order)).toEqual([1, 2])
    take(2)
    expect(useKeysStore.getState().layers).toEqual([frame])
  })
})
