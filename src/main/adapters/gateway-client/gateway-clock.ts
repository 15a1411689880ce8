/** How far the gateway's clock is from the device's, learned from its answers. */
export interface GatewayClock {
  /** @param time exact, from the body of an answer; started and ended are the device's clock around the request */
  readonly noteTime: (time: string, started: number, ended: number) => void
  /** @param date the answer's Date header: whole seconds */
  readonly noteDate: (date: string | undefined, started: number, ended: number) => void
  /** Gateway minus device, milliseconds; undefined before the first answer. */
  readonly skew: () => number | undefined
}

/** An answer that was longer under way says too little of the time. */
const longestTrip = 5_000
/** A Date header is half a second wrong on the average, and the way there is not always as long as the way back. */
const dateResolution = 1_500

export function createGatewayClock(): GatewayClock {
  let skew: number | undefined
  const estimate = (time: number, started: number, ended: number): number | undefined =>
    Number.isNaN(time) || ended - started > longestTrip || ended < started ? undefined : Math.round(time - (started + ended) / 2)
  return {
    noteTime: (time, started, ended) => {
      skew = estimate(Date.parse(time), started, ended) ?? skew
    },
    noteDate: (date, started, ended) => {
      const found = date === undefined ? undefined : estimate(Date.parse(date) + 500, started, ended)
      if (found !== undefined && (skew === undefined || Math.abs(found - skew) > dateResolution)) skew = found
    },
    skew: () => skew,
  }
}
