import { useState, useSyncExternalStore } from 'react'

const place = 'large-type'

/** Puts on the type size this device remembers; called first of all, before anything is drawn. */
export function wearTypeSize(): void {
  document.documentElement.toggleAttribute('data-type', false)
  if (remembered()) document.documentElement.dataset['type'] = 'large'
}

/** Large type on this device, and the switch for it. */
export function useLargeType(): [boolean, (large: boolean) => void] {
  const [large, setLarge] = useState(remembered)
  return [
    large,
    (wanted) => {
      try {
        if (wanted) localStorage.setItem(place, '1')
        else localStorage.removeItem(place)
      } catch {
        // A private window remembers nothing; the size holds until the page is closed.
      }
      if (wanted) document.documentElement.dataset['type'] = 'large'
      else delete document.documentElement.dataset['type']
      setLarge(wanted)
    },
  ]
}

/** Whether large type is worn now, wherever it was switched: for parts that are given their sizes in numbers. */
export function useWornLarge(): boolean {
  return useSyncExternalStore(watch, () => document.documentElement.dataset['type'] === 'large')
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-type'] })
  return () => observer.disconnect()
}

function remembered(): boolean {
  try {
    return localStorage.getItem(place) === '1'
  } catch {
    return false
  }
}
