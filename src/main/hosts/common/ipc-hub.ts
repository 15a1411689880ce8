import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'

/** As much of a process with an IPC channel as the hub needs: a ChildProcess from the parent's side, `process` from the child's. */
export interface IpcEnd {
  send?(message: unknown): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
  on(event: 'error', listener: (failure: Error) => void): unknown
  readonly connected?: boolean
}

type Envelope =
  | { readonly tereze: string; readonly kind: 'open' }
  | { readonly tereze: string; readonly kind: 'close' }
  | { readonly tereze: string; readonly kind: 'message'; readonly message: unknown }

const isEnvelope = (message: unknown): message is Envelope =>
  typeof message === 'object' && message !== null && 'tereze' in message && typeof message.tereze === 'string'

interface Lane {
  readonly messages: Emitter<unknown>
  readonly closed: Emitter<void>
  /** Messages that came before anyone listened. */
  waiting: unknown[] | undefined
}

/** Many channels over one Node IPC connection, told apart by name. Either side opens; the other hears `onOpen`. */
export class IpcHub {
  readonly #end: IpcEnd
  readonly #lanes = new Map<string, Lane>()
  readonly #opened = new Emitter<{ readonly name: string; readonly channel: Channel }>()
  readonly onOpen = this.#opened.on

  constructor(end: IpcEnd) {
    this.#end = end
    end.on('message', (message) => {
      if (isEnvelope(message)) this.#receive(message)
    })
    // A message on its way to an end that has just died; that it is gone is told by `disconnect`.
    end.on('error', () => {})
    end.on('disconnect', () => {
      for (const name of [...this.#lanes.keys()]) this.#drop(name)
    })
  }

  open(name: string): Channel {
    this.#send({ tereze: name, kind: 'open' })
    const lane = this.#lane(name)
    // Opened between the other side's end and the word of it: nobody would ever close it.
    if (this.#end.connected === false) queueMicrotask(() => this.#drop(name))
    return lane
  }

  #receive(envelope: Envelope): void {
    if (envelope.kind === 'open') {
      this.#opened.emit({ name: envelope.tereze, channel: this.#lane(envelope.tereze) })
      return
    }
    const lane = this.#lanes.get(envelope.tereze)
    if (envelope.kind !== 'message') this.#drop(envelope.tereze)
    else if (lane?.waiting !== undefined) lane.waiting.push(envelope.message)
    else lane?.messages.emit(envelope.message)
  }

  #drop(name: string): void {
    const lane = this.#lanes.get(name)
    this.#lanes.delete(name)
    lane?.closed.emit()
  }

  #send(envelope: Envelope): void {
    if (this.#end.connected !== false) this.#end.send?.(envelope)
  }

  #lane(name: string): Channel {
    const lane: Lane = { messages: new Emitter(), closed: new Emitter(), waiting: [] }
    this.#lanes.set(name, lane)
    // A name may be opened anew: what the closed lane's owner still says must not reach the new one.
    const isOpen = (): boolean => this.#lanes.get(name) === lane
    return {
      post: (message) => {
        if (isOpen()) this.#send({ tereze: name, kind: 'message', message })
      },
      onMessage: (listener) => {
        const off = lane.messages.on(listener)
        const { waiting } = lane
        lane.waiting = undefined
        for (const message of waiting ?? []) listener(message)
        return off
      },
      onClose: lane.closed.on,
      close: () => {
        if (!isOpen()) return
        this.#send({ tereze: name, kind: 'close' })
        this.#drop(name)
      },
    }
  }
}
