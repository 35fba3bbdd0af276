/**
 * While a word is being composed (an input method is open), the page neither sends what is half-written nor takes in
 * others' changes: the input method owns that piece of the page, and a change under it would double or lose a
 * character. What is held goes out, and comes in, in its order as soon as the word is done.
 */
export type Holding = {
  /** Runs it now, or when the word is done. */
  whenDone: (work: () => void) => void
  begin: () => void
  end: () => void
  isOpen: () => boolean
}

/** An input method left open must not keep the page from the others for long. */
const longestMs = 20_000
/** After the last composition event the editor still reads the word from the page. */
const settleMs = 60

export function createHolding(): Holding {
  let open = false
  let releasing = false
  const held: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function release() {
    open = false
    clearTimeout(timer)
    emptyHands()
  }
  /** What comes up on the way waits its turn, and what fails keeps nothing else back. */
  function emptyHands() {
    releasing = true
    try {
      while (held.length > 0) held.shift()?.()
    } finally {
      releasing = false
      if (held.length > 0) emptyHands()
    }
  }
  return {
    whenDone(work) {
      if (open || releasing) held.push(work)
      else work()
    },
    begin() {
      open = true
      clearTimeout(timer)
      timer = setTimeout(release, longestMs)
    },
    end() {
      if (!open) return
      clearTimeout(timer)
      timer = setTimeout(release, settleMs)
    },
    isOpen: () => open,
  }
}
