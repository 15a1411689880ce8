import { Emitter } from '#core/base/emitter.ts'
import type { Desk, Session } from '#core/services/desk.ts'

export interface Seat<D extends Desk = Desk> {
  readonly desk: D
  readonly session: Session
  readonly locked: boolean
}

/** Who sits at this machine. One person at a time, whatever the number of windows; a page that reloads finds them still there. */
export class SessionHolder<D extends Desk = Desk> {
  #seat: Seat<D> | undefined
  readonly #ended = new Emitter<'loggedOut' | 'expired'>()
  readonly onDidEnd = this.#ended.on

  get seat(): Seat<D> | undefined {
    return this.#seat
  }

  begin(desk: D, session: Session): Seat<D> {
    this.#seat = { desk, session, locked: false }
    return this.#seat
  }

  setLocked(locked: boolean): void {
    if (this.#seat !== undefined) this.#seat = { ...this.#seat, locked }
  }

  end(why: 'loggedOut' | 'expired'): void {
    if (this.#seat === undefined) return
    this.#seat = undefined
    this.#ended.emit(why)
  }
}
