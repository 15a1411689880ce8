import { createRequire } from 'node:module'
import type * as pcsc from 'pcsc-mini'
import { Emitter } from '#core/base/emitter.ts'
import type { Logger } from '#core/base/logger.ts'
import type { CardReaders } from '#core/ports/card-readers.ts'

type Look = ReturnType<CardReaders['look']>
type SeenReader = Look['readers'][number]

type Library = typeof pcsc

/** Clients whose service is gone. What the garbage collector does to one of these would end the process (pcsc-mini 0.1.3). */
const dead: pcsc.Client[] = []

/** It is linked to the system's PC/SC library: where that is missing, it cannot be loaded. */
function loadLibrary(): Library | undefined {
  try {
    return createRequire(import.meta.url)('pcsc-mini') as Library
  } catch {
    return undefined
  }
}

/** Somebody has the card for themselves: it is there and well. */
const inUse = 'SharingViolation'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

/** @param lookAgainEvery milliseconds after which a service that is away is asked for again. Default 3000 */
export function createCardReaders(logger: Logger, lookAgainEvery = 3_000): CardReaders {
  const changed = new Emitter<void>()
  const library = loadLibrary()
  const seen = new Map<string, SeenReader>()
  let service: Look['service'] = library === undefined ? 'missing' : 'stopped'
  let client: pcsc.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const watch = ({ CardMode, ReaderStatus, CardDisposition }: Library, reader: pcsc.Reader): void => {
    const name = reader.name()
    let turn = 0
    const told = (state: SeenReader): void => {
      const before = seen.get(name)
      seen.set(name, state)
      if (before?.state !== state.state || before.atr !== state.atr) changed.emit()
    }
    // The answer to reset that comes with the event is not the card's (pcsc-mini 0.1.3): the card itself is asked, beside whoever works with it.
    const meet = async (): Promise<SeenReader> => {
      try {
        const card = await reader.connect(CardMode.SHARED)
        const atr = hex((await card.state()).atr)
        await card.disconnect(CardDisposition.LEAVE)
        return atr === '' ? { name, state: 'silent' } : { name, state: 'card', atr }
      } catch (failure) {
        const code = failure instanceof Error && 'code' in failure ? failure.code : undefined
        return { name, state: code === inUse ? 'card' : 'silent' }
      }
    }
    reader.on('change', async (status: pcsc.ReaderStatusFlags) => {
      const mine = ++turn
      if (!status.hasAny(ReaderStatus.PRESENT)) return told({ name, state: 'empty' })
      const before = seen.get(name)
      // Somebody connects or lets go: the card is the one that it was.
      if (before?.state === 'card' && !status.hasAny(ReaderStatus.MUTE)) return
      const met: SeenReader = status.hasAny(ReaderStatus.MUTE) ? { name, state: 'silent' } : await meet()
      if (mine === turn || seen.get(name)?.state !== 'empty') told(met)
    })
    reader.on('disconnect', () => {
      turn++
      if (seen.delete(name)) changed.emit()
    })
  }

  const lookAgain = (): void => {
    if (closed) return
    timer = setTimeout(start, lookAgainEvery)
    timer.unref()
  }

  const connect = ({ Client }: Library): pcsc.Client => {
    const mine = new Client()
    mine.on('reader', (reader) => library && watch(library, reader))
    mine.on('error', ({ code }) => {
      if (client !== mine || closed) return
      logger.warn('The PC/SC service is gone', { code })
      dead.push(mine)
      client = undefined
      service = 'stopped'
      seen.clear()
      changed.emit()
      lookAgain()
    })
    return mine
  }

  const start = (): void => {
    if (library === undefined) return
    client ??= connect(library)
    try {
      client.start()
      service = 'running'
      changed.emit()
    } catch {
      // No service yet; the same client can be started later.
      lookAgain()
    }
  }
  start()

  return {
    look: () => ({ service, readers: [...seen.values()].toSorted((one, other) => one.name.localeCompare(other.name)) }),
    onDidChange: changed.on,
    close: () => {
      closed = true
      clearTimeout(timer)
      try {
        if (service === 'running') client?.stop()
      } catch {
        // The service went a moment ago.
      }
    },
  }
}
