export type SaveState = 'idle' | 'saving' | 'saved' | 'failed'

/** Saves; `false` where it did not succeed. Never rejects. */
export type Save<Value> = (value: Value) => Promise<boolean>

interface AutosaveOptions {
  readonly onState: (state: SaveState) => void
  /** Milliseconds from a change to its saving, at most; further changes do not put it off. */
  readonly delay?: number
  /** Milliseconds to the next attempt after a failure. */
  readonly retryDelay?: number
}

export interface Autosave<Value> {
  /** How to save from now on; also begins anew after `close`. */
  readonly saveWith: (save: Save<Value>) => void
  readonly change: (value: Value) => void
  /** Saves at once what is not saved yet. @returns whether everything is saved */
  readonly flush: () => Promise<boolean>
  readonly hasUnsaved: () => boolean
  /** Flushes, then ends: no attempt follows a failure. */
  readonly close: () => Promise<boolean>
}

/** Saves the newest value soon after it changes, one save at a time; a failed one is tried again and never blocks typing. */
export function createAutosave<Value>({ onState, delay = 250, retryDelay = 2000 }: AutosaveOptions): Autosave<Value> {
  let save: Save<Value> = () => Promise.resolve(false)
  let unsaved: { readonly value: Value } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined
  let closed = false

  const schedule = (after: number): void => {
    timer ??= setTimeout(() => void flush(), after)
  }

  const saveAll = async (): Promise<boolean> => {
    while (unsaved !== undefined) {
      const taken = unsaved
      unsaved = undefined
      onState('saving')
      if (!(await save(taken.value))) {
        unsaved ??= taken
        onState('failed')
        if (!closed) schedule(retryDelay)
        return false
      }
    }
    onState('saved')
    return true
  }

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer)
    timer = undefined
    // A save that runs takes the newest value with its next turn.
    if (running !== undefined) return running
    if (unsaved === undefined) return true
    running = saveAll()
    try {
      return await running
    } finally {
      running = undefined
    }
  }

  return {
    saveWith: (other) => {
      save = other
      closed = false
    },
    change: (value) => {
      unsaved = { value }
      if (running === undefined) schedule(delay)
    },
    flush,
    hasUnsaved: () => unsaved !== undefined || running !== undefined,
    close: () => {
      closed = true
      return flush()
    },
  }
}
