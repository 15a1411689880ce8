import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'
import { isKey, type KeyPress } from './key-press.ts'

/** A key of the screen. Shown on the bottom line where it has a label. */
export interface ScreenKey {
  /** As it is written: `Ctrl+Enter`, `F4`, `Esc`. */
  readonly keys: string
  readonly label?: string
  readonly run: () => void
  readonly enabled?: boolean
}

interface Layer {
  readonly id: string
  readonly list: readonly ScreenKey[]
  /** What lies below is not heard while this is there: a dialogue, the lock. */
  readonly modal: boolean
}

interface KeysState {
  readonly layers: readonly Layer[]
  readonly put: (layer: Layer) => void
  readonly take: (id: string) => void
}

export const useKeysStore = create<KeysState>((set) => ({
  layers: [],
  put: (layer) =>
    set(({ layers }) => ({
      layers: layers.some((other) => other.id === layer.id) ? layers.map((other) => (other.id === layer.id ? layer : other)) : [...layers, layer],
    })),
  take: (id) => set(({ layers }) => ({ layers: layers.filter((layer) => layer.id !== id) })),
}))

/** The keys that are heard now, the latest screen's first; each key once. */
export function activeKeys(layers: readonly Layer[]): readonly ScreenKey[] {
  const modal = layers.findLastIndex((layer) => layer.modal)
  const seen = new Set<string>()
  return layers
    .slice(Math.max(0, modal))
    .reverse()
    .flatMap((layer) => layer.list)
    .filter((key) => key.enabled !== false && !seen.has(key.keys) && seen.add(key.keys))
}

export const findKey = (layers: readonly Layer[], press: KeyPress): ScreenKey | undefined => activeKeys(layers).find((key) => isKey(key.keys, press))

const signature = (list: readonly ScreenKey[], modal: boolean): string => JSON.stringify([modal, list.map((key) => [key.keys, key.label, key.enabled])])

/** Registers the keys of a screen for as long as it is shown; they appear on the bottom line and under F1. */
export function useKeys(list: readonly ScreenKey[], { modal = false }: { readonly modal?: boolean } = {}): void {
  const id = useId()
  const latest = useRef(list)
  const shape = signature(list, modal)
  useLayoutEffect(() => {
    latest.current = list
  })
  useLayoutEffect(() => {
    const stable = latest.current.map((key, index) => ({ ...key, run: () => latest.current[index]?.run() }))
    useKeysStore.getState().put({ id, list: stable, modal })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `shape` stands for the list
  }, [id, shape, modal])
  useEffect(() => () => useKeysStore.getState().take(id), [id])
}

/** Hears the keys of the whole page; once, at the root. A key that a control has used itself is not a screen's key. */
export function useKeyListener(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const key = findKey(useKeysStore.getState().layers, event)
      if (key === undefined) return
      event.preventDefault()
      if (!event.repeat) key.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
