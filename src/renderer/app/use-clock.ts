import { useEffect, useState } from 'react'

/** The device's clock, epoch milliseconds, anew with every full minute, or with every full `step` of milliseconds. */
export function useClock(step = 60_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), step - (now % step) + 20)
    return () => clearTimeout(timer)
  }, [now, step])
  return now
}
