/** The days that were typed, where the term may be extended by so many. */
export function daysOf(typed: string, maxDays: number): number | undefined {
  const days = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  return days >= 1 && days <= maxDays ? days : undefined
}
