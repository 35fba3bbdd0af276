import { useEffect, useState } from 'react'

const quietMs = 300
const least = 2

/** What somebody types to look for, and what is asked: from two characters on, once the hand has paused. */
export function useSearch(): { typed: string; asked: string; type: (words: string) => void } {
  const [typed, type] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const words = typed.trim()
    const timer = setTimeout(() => setAsked([...words].length >= least ? words : ''), quietMs)
    return () => clearTimeout(timer)
  }, [typed])
  return { typed, asked, type }
}
