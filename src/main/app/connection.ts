import { Emitter } from '#core/base/emitter.ts'
import type { Result } from '#core/base/result.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { Clock } from '#core/ports/clock.ts'
import type { Gateway, GatewayFault, GatewayUnavailable } from '#core/ports/gateway.ts'

export interface Connection {
  readonly state: 'online' | 'offline' | 'connecting'
  readonly since: Instant
  /** Why it is offline: nobody there, too slow, a proxy that does not let through, or an answer that is not the gateway's (a captive portal). */
  readonly why?: Exclude<GatewayUnavailable['why'], 'busy'>
}

const isCalledOff = (input: unknown): boolean => typeof input === 'object' && input !== null && 'aborted' in input && input.aborted === true

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
    const away = !answer.ok && answer.error.tag === 'gateway/unavailable' && answer.error.why !== 'busy' ? answer.error.why : undefined
    const state = away === undefined ? 'online' : 'offline'
    const { state: before, since, why } = this.#connection
    if (state === before && away === why) return
    // Another reason for the same silence does not begin it anew.
    this.#connection = { state, since: state === before ? since : this.#clock.instant(), ...(away === undefined ? {} : { why: away }) }
    this.#changed.emit(this.#connection)
  }
}

/** The same gateway, every answer noted. */
export function watchedGateway(gateway: Gateway, watch: ConnectionWatch): Gateway {
  const watched = Object.entries(gateway).map(([name, call]: [string, (...input: never[]) => Promise<Result<unknown, GatewayFault>>]) => [
    name,
    async (...input: never[]) => {
      const answer = await call(...input)
      // What we called off ourselves says nothing of the gateway.
      if (answer.ok || !input.some(isCalledOff)) watch.note(answer)
      return answer
    },
  ])
  // Every member of the port is a call that answers a Result: the wrapper keeps each one's type.
  return Object.fromEntries(watched) as unknown as Gateway
}
