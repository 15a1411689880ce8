/**
 * A barcode gun is a keyboard that types fast and presses Enter. Digits are taken by the place of the key, so that the layout in use does not matter.
 */
export interface GunPress {
  readonly code: string
  readonly key: string
  /** Milliseconds on any steady clock. */
  readonly at: number
}

/** At most this many milliseconds between two keys of a gun. */
export const gunPace = 35
/** Shorter bursts are a person's. */
export const gunLength = 12

export interface Gun {
  /**
   * Tells the gun of a press.
   * @returns the number when the press is the Enter that ends a burst
   */
  readonly press: (press: GunPress) => string | undefined
}

const digitOf = (press: GunPress): string | undefined => /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1]

export function makeGun(): Gun {
  let digits = ''
  let last = Number.NEGATIVE_INFINITY

  return {
    press: (press) => {
      const quick = press.at - last <= gunPace
      last = press.at
      if (press.code === 'Enter' || press.code === 'NumpadEnter') {
        const read = quick && digits.length >= gunLength ? digits : undefined
        digits = ''
        return read
      }
      const digit = digitOf(press)
      if (digit === undefined) digits = ''
      else digits = quick ? digits + digit : digit
      return undefined
    },
  }
}
