import { useEffect, useState } from 'react'

let ahead = 0

/** Takes the house's time from an answer; half the clocks of a county's tablets are wrong. */
export function learnHouseTime(iso: string | null): void {
  const at = iso ? Date.parse(iso) : NaN
  if (!Number.isNaN(at)) ahead = at - Date.now()
}

/** The house's time in milliseconds, as well as this device can tell. */
export function houseNow(): number {
  return Date.now() + ahead
}

/** The house's time, ticking on the screen. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(houseNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(houseNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
