import { Emitter } from '#core/base/emitter.ts'
import type { Result } from '#core/base/result.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { Clock } from '#core/ports/clock.ts'
import type { Gateway, GatewayFault } from '#core/ports/gateway.ts'

export interface Connection {
  readonly state: 'online' | 'offline' | 'connecting'
  readonly since: Instant
}

/** Whether the gateway answers, told by the calls that are made anyway. */
export class ConnectionWatch {
  readonly #clock: Clock
  readonly #changed = new Emitter<Connection>()
  readonly onDidChange = this.#changed.on
  #connection: Connection

  constructor(clock: Clock) {
    this.#clock = clock
    this.#connection = { state: 'connecting', since: clock.instant() }
  }

  get connection(): Connection {
    return this.#connection
  }

  /** A refusal is an answer, and so is "busy": someone is there. */
  note(answer: Result<unknown, GatewayFault>): void {
    const there = answer.ok || answer.error.tag === 'gateway/refused' || answer.error.why === 'busy'
    const state = there ? 'online' : 'offline'
    if (state === this.#connection.state) return
    this.#connection = { state, since: this.#clock.instant() }
    this.#changed.emit(this.#connection)
  }
}

/** The same gateway, every answer noted. */
export function watchedGateway(gateway: Gateway, watch: ConnectionWatch): Gateway {
  const watched = Object.entries(gateway).map(([name, call]: [string, (...input: never[]) => Promise<Result<unknown, GatewayFault>>]) => [
    name,
    async (...input: never[]) => {
      const answer = await call(...input)
      watch.note(answer)
      return answer
    },
  ])
  // Every member of the port is a call that answers a Result: the wrapper keeps each one's type.
  return Object.fromEntries(watched) as unknown as Gateway
}
