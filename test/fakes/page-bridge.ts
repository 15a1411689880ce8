import { Emitter } from '#core/base/emitter.ts'
import type { Api, Bridge, EventName, EventOf } from '#core/contract/client.ts'
import { worksAt } from '#core/domain/staff.ts'
import { answersOf } from './page/answers.ts'
import { providerAnswers } from './page/provider-desk.ts'
import { makeWorld, type Scene } from './page/world.ts'

export interface PageBridge extends Bridge {
  /** Says something of the core's own accord. */
  readonly emit: <Name extends EventName>(name: Name, value: EventOf<Name>) => void
  /** Loses the core, or brings it back. */
  readonly connect: (connected: boolean) => void
}

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A bridge without a core: everything is in memory, as a scene sets it. For looking at screens and for their tests. */
export function makePageBridge(scene: Scene): PageBridge {
  const events = new Emitter<{ readonly name: string; readonly value: unknown }>()
  const connection = new Emitter<boolean>()
  let connected = true
  const emit: PageBridge['emit'] = (name, value) => events.emit({ name, value })
  const world = makeWorld(scene, emit)
  const answers = {
    ...answersOf(world),
    ...(scene.role !== undefined && worksAt(scene.role) === 'provider' ? providerAnswers(world, scene.role) : {}),
  }

  const api = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async (input: unknown) => {
        await after(scene.delay ?? 5)
        if (!connected) return { ok: false, error: { tag: 'core/down', remedy: 'retry' } }
        const failure = scene.fail?.[name]
        if (failure !== undefined) return { ok: false, error: failure }
        return structuredClone(await (answer as (input: unknown) => unknown)(input))
      },
    ]),
  ) as unknown as Api

  return {
    host: 'web',
    api,
    emit,
    onEvent: <Name extends EventName>(name: Name, listener: (value: EventOf<Name>) => void) =>
      events.on((event) => {
        if (event.name === name) listener(event.value as EventOf<Name>)
      }),
    onConnection: connection.on,
    connect: (now) => {
      connected = now
      connection.emit(now)
    },
    leavePin: (_ticket, pin) => {
      pin.fill(0)
      return Promise.resolve(true)
    },
  }
}
