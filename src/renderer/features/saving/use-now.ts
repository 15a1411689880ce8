import { useEffect, useState } from 'react'

/** The device's clock, read anew each so many milliseconds. */
export function useNow(every = 30_000): string {
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
