import { z } from 'zod'

/**
 * How long a token stays logged in after a signature: not at all, so many minutes after the last one, or until the operator logs out, locks the desk
 * or takes the token. The PIN itself is never kept.
 */
export const PinPolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signature') }),
  z.object({ kind: z.literal('minutes'), minutes: z.int().min(1).max(60) }),
  z.object({ kind: z.literal('shift') }),
])
export type PinPolicy = z.infer<typeof PinPolicy>

/** No shift is longer, milliseconds. */
const longestShift = 12 * 60 * 60_000

/** Milliseconds since the last signature for which the login is kept; undefined: the PIN is asked for each. */
export function keepFor(policy: PinPolicy = { kind: 'signature' }): number | undefined {
  switch (policy.kind) {
    case 'signature':
      return undefined
    case 'minutes':
      return policy.minutes * 60_000
    case 'shift':
      return longestShift
  }
}
