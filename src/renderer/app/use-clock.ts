import { useEffect, useState } from 'react'

/** The device's clock, epoch milliseconds, anew with every full minute. */
export function useClock(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), 60_000 - (now % 60_000) + 20)
    return () => clearTimeout(timer)
  }, [now])
  return now
}
