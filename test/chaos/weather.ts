import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '#gateway/population/random.ts'
import type { FaultProxy } from '#test/harness/fault-proxy.ts'
import type { Toxic } from '#test/harness/toxics.ts'

/** Always in the air of a bad day: a little of everything. */
const rain: readonly Toxic[] = [
  { kind: 'latency', milliseconds: 2, jitter: 30, share: 0.3 },
  { kind: 'reset', share: 0.02 },
  { kind: 'cutRequest', bytes: 700, share: 0.03 },
  { kind: 'cutAnswer', bytes: 40, share: 0.03 },
  { kind: 'answerLost', share: 0.05 },
  { kind: 'duplicate', share: 0.08 },
  { kind: 'duplicate', after: 150, share: 0.04 },
  { kind: 'overtaken', milliseconds: 200, share: 0.05 },
  { kind: 'slowClose', milliseconds: 60, share: 0.03 },
  { kind: 'nonsense', share: 0.01 },
  { kind: 'serverError', status: 502, share: 0.02 },
]
const submissions = /^POST \/v1\/requests/

/** What a while may bring, milliseconds at most. */
const storms: readonly { readonly toxics: readonly Toxic[]; readonly longest: number }[] = [
  { toxics: [], longest: 600 },
  { toxics: rain, longest: 900 },
  { toxics: rain, longest: 900 },
  { toxics: rain, longest: 900 },
  { toxics: [{ kind: 'captivePortal' }], longest: 300 },
  { toxics: [{ kind: 'blackhole' }], longest: 250 },
  { toxics: [{ kind: 'reset' }], longest: 300 },
  { toxics: [{ kind: 'answerLost', only: submissions }], longest: 400 },
  { toxics: [{ kind: 'cutAnswer', bytes: 100, only: submissions }], longest: 400 },
  { toxics: [{ kind: 'duplicate' }], longest: 400 },
  {
    toxics: [
      { kind: 'overtaken', milliseconds: 300 },
      { kind: 'latency', milliseconds: 0, jitter: 80 },
    ],
    longest: 500,
  },
  { toxics: [{ kind: 'bandwidth', bytesPerSecond: 200_000 }], longest: 400 },
  { toxics: [{ kind: 'retryAfter', seconds: 1, share: 0.3, only: submissions }], longest: 150 },
]

/** Changes what the proxy does again and again, by the seed, until stopped; then the sky is clear. */
export function startWeather(proxy: Pick<FaultProxy, 'poison'>, random: Random): { readonly stop: () => Promise<void> } {
  let stopping = false
  const change = async (): Promise<void> => {
    while (!stopping) {
      const { toxics, longest } = random.pick(storms)
      proxy.poison(...toxics)
      await wait(random.between(50, longest))
    }
    proxy.poison()
  }
  const running = change()
  return {
    stop: () => {
      stopping = true
      return running
    },
  }
}
