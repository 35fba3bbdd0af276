import { useEffect, useState } from 'react'

/** The token behind #: taken once, then wiped from the address bar, so that nobody reads or copies it from there. */
export function useHashToken(): string {
  const [token] = useState(() => location.hash.slice(1))
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname)
  }, [])
  return token
}
