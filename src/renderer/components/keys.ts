import { useEffect, useLayoutEffect, useRef, useState } from 'react'
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
  /** Order of rendering: a frame is below its screens, a screen below its panels. */
  readonly order: number
  readonly list: readonly ScreenKey[]
  /** What lies below is not heard while this is there: a dialogue, the lock. */
  readonly modal: boolean
}

interface KeysState {
  readonly layers: readonly Layer[]
  readonly put: (layer: Layer) => void
  readonly take: (order: number) => void
}

export const useKeysStore = create<KeysState>((set) => ({
  layers: [],
  put: (layer) =>
    set(({ layers }) => ({
      layers: [...layers.filter((other) => other.order !== layer.order), layer].toSorted((one, other) => one.order - other.order),
    })),
  take: (order) => set(({ layers }) => ({ layers: layers.filter((layer) => layer.order !== order) })),
}))

let lastOrder = 0

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

export const findKey = (layers: readonly Layer[], press: KeyPress): ScreenKey | undefined =>
  activeKeys(layers).find((key) => isKey(key.keys, press))

const signature = (list: readonly ScreenKey[], modal: boolean): string =>
  JSON.stringify([modal, list.map((key) => [key.keys, key.label, key.enabled])])

/** Registers the keys of a screen for as long as it is shown; they appear on the bottom line and under F1. */
export function useKeys(list: readonly ScreenKey[], { modal = false }: { readonly modal?: boolean } = {}): void {
  const [order] = useState(() => ++lastOrder)
  const latest = useRef(list)
  const shape = signature(list, modal)
  useLayoutEffect(() => {
    latest.current = list
  })
  useLayoutEffect(() => {
    const stable = latest.current.map((key, index) => ({ ...key, run: () => latest.current[index]?.run() }))
    useKeysStore.getState().put({ order, list: stable, modal })
    // `shape` stands for the list: what the keys run may be new at each rendering.
  }, [order, shape, modal])
  useEffect(() => () => useKeysStore.getState().take(order), [order])
}

/** Function keys and Ctrl+Enter belong to the screen wherever the focus is: controls (a radio group, a list) would swallow some of them. */
const isCommand = ({ key, ctrlKey }: KeyboardEvent): boolean => /^F\d{1,2}$/.test(key) || (ctrlKey && key === 'Enter')

/** Hears the keys of the whole page; once, at the root. A plain key that a control has used itself is not a screen's key. */
export function useKeyListener(): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const key = findKey(useKeysStore.getState().layers, event)
      if (key === undefined) return
      event.preventDefault()
      if (!event.repeat) key.run()
    }
    const onCapture = (event: KeyboardEvent): void => {
      if (!isCommand(event)) return
      hear(event)
      // Heard here, it is not the control's as well: a radio in focus would take Ctrl+Enter for a choice.
      if (event.defaultPrevented) event.stopPropagation()
    }
    window.addEventListener('keydown', onCapture, { capture: true })
    window.addEventListener('keydown', hear)
    return () => {
      window.removeEventListener('keydown', onCapture, { capture: true })
      window.removeEventListener('keydown', hear)
    }
  }, [])
}
