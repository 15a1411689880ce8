import { networkInterfaces } from 'node:os'

/** The clocks and the network of this machine. */
export interface MachineSenses {
  /** Device clock, milliseconds. */
  readonly wall: () => number
  /** A clock that nobody sets, milliseconds; it may stand still while the machine sleeps. */
  readonly monotonic: () => number
  /** Addresses by which this machine is reached from outside. */
  readonly addresses: () => readonly string[]
}

const ofThisMachine: MachineSenses = {
  wall: Date.now,
  monotonic: () => performance.now(),
  addresses: () =>
    Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.internal === false)
      .map((one) => one?.address ?? ''),
}

/** `addressGone` and `woke`: what was connected is dead. `addressCame`: there may be a way again. */
export type MachineChange = 'woke' | 'addressGone' | 'addressCame'

const every = 2_000
/** A look that comes so much too late, or a clock that jumped so far: the machine slept, or someone set the clock. Milliseconds. */
const jump = 5_000

/** What changed since the look before; undefined for nothing. */
export function createSense({ wall, monotonic, addresses }: MachineSenses): () => MachineChange | undefined {
  let [wallBefore, monotonicBefore, addressesBefore] = [wall(), monotonic(), new Set(addresses())]
  return () => {
    const [wallNow, monotonicNow, addressesNow] = [wall(), monotonic(), new Set(addresses())]
    const [passed, counted] = [wallNow - wallBefore, monotonicNow - monotonicBefore]
    const before = addressesBefore
    wallBefore = wallNow
    monotonicBefore = monotonicNow
    addressesBefore = addressesNow
    // A machine that sleeps stops the counted time (Linux, macOS); a program that was stopped sees both go on.
    if (Math.abs(passed - counted) > jump || counted > every + jump) return 'woke'
    if (!before.isSubsetOf(addressesNow)) return 'addressGone'
    return addressesNow.size > before.size ? 'addressCame' : undefined
  }
}

/** Looks every two seconds; a system that says itself that it woke is not waited for. */
export function watchMachine(
  onChange: (change: MachineChange) => void,
  senses: MachineSenses = ofThisMachine,
): { readonly stop: () => void } {
  const sense = createSense(senses)
  const timer = setInterval(() => {
    const change = sense()
    if (change !== undefined) onChange(change)
  }, every)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
