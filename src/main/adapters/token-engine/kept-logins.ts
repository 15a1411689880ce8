import type { TokenPlace } from './token-directory.ts'

/** When the logins that signatures left behind end. Whether one is still there only its back end knows. */
export interface KeptLogins {
  /** A signature begins: its login does not end under it. */
  readonly hold: (tokenId: string) => void
  /** A signature is done: its login ends so many milliseconds from now; undefined: as long as it was kept before. */
  readonly keep: (place: TokenPlace, milliseconds: number | undefined) => void
  readonly drop: (tokenId: string) => void
  /** Tokens that are still logged in. */
  readonly all: () => readonly TokenPlace[]
}

interface Kept {
  readonly place: TokenPlace
  readonly milliseconds: number
  readonly timer: NodeJS.Timeout
}

/** @param onDidExpire the time of a login is over */
export function createKeptLogins(onDidExpire: (place: TokenPlace) => void): KeptLogins {
  const kept = new Map<string, Kept>()
  const hold = (tokenId: string): void => clearTimeout(kept.get(tokenId)?.timer)
  const drop = (tokenId: string): void => {
    hold(tokenId)
    kept.delete(tokenId)
  }

  return {
    hold,
    drop,
    keep: (place, milliseconds = kept.get(place.tokenId)?.milliseconds ?? 0) => {
      drop(place.tokenId)
      if (!place.backend.isLoggedIn(place.tokenId)) return
      const timer = setTimeout(() => onDidExpire(place), milliseconds)
      timer.unref()
      kept.set(place.tokenId, { place, milliseconds, timer })
    },
    all: () => {
      for (const { place } of [...kept.values()]) if (!place.backend.isLoggedIn(place.tokenId)) drop(place.tokenId)
      return [...kept.values()].map(({ place }) => place)
    },
  }
}
