import type { Random } from '#gateway/population/random.ts'

/** Which requests a toxic meets. */
interface Reach {
  /** Share of the requests, 0 to 1; default every one. */
  readonly share?: number
  /** Only requests whose `METHOD /path` fits. */
  readonly only?: RegExp
}

/** One kind of trouble on the way between workstation and gateway. */
export type Toxic = Reach &
  (
    | { readonly kind: 'latency'; readonly milliseconds: number; readonly jitter?: number }
    /** Both ways. */
    | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
    /** The connection is torn before anything went on to the gateway. */
    | { readonly kind: 'reset' }
    /** Swallowed: nothing is passed on and nothing comes back until the toxics change. */
    | { readonly kind: 'blackhole' }
    /** Everything is there, but the answer's end (its last byte) comes so late, milliseconds. */
    | { readonly kind: 'slowClose'; readonly milliseconds: number }
    /** Both sides see the connection torn after so many bytes of the request's body. */
    | { readonly kind: 'cutRequest'; readonly bytes: number }
    /** The gateway did its work; so many bytes of the answer's body come through. */
    | { readonly kind: 'cutAnswer'; readonly bytes: number }
    /** The gateway did its work and said so; not a byte of it comes through. */
    | { readonly kind: 'answerLost' }
    /** The gateway gets the same request twice; one of the two answers is passed back. `after`: the second one comes so late, milliseconds. */
    | { readonly kind: 'duplicate'; readonly after?: number }
    /** Held back until the answer to a later request went out, at most so long, milliseconds. */
    | { readonly kind: 'overtaken'; readonly milliseconds: number }
    /** 200 with HTML, as a hotel's network answers; the gateway hears nothing. */
    | { readonly kind: 'captivePortal' }
    /** 200, JSON by its head, and nobody's words. */
    | { readonly kind: 'nonsense' }
    | { readonly kind: 'serverError'; readonly status: 500 | 502 | 503 | 504 }
    /** 503 that names when to come again. */
    | { readonly kind: 'retryAfter'; readonly seconds: number }
  )
export type ToxicKind = Toxic['kind']

/** What is in store for one request. */
export type Fate = { readonly [Kind in ToxicKind]?: Extract<Toxic, { readonly kind: Kind }> }

/** Drawn toxic by toxic in their order, so that one seed and one order of requests give the same fates. */
export function drawFate(toxics: readonly Toxic[], line: string, random: Random): Fate {
  const met = toxics.filter(({ share, only }) => (only === undefined || only.test(line)) && (share === undefined || random.next() < share))
  return Object.fromEntries(met.map((toxic) => [toxic.kind, toxic]))
}
