/** Counts what is open by some name: by address, by account. */
export type Tally = { open: (name: string) => number; enter: (name: string) => void; leave: (name: string) => void }

export function createTally(): Tally {
  const counts = new Map<string, number>()
  return {
    open: (name) => counts.get(name) ?? 0,
    enter: (name) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    leave(name) {
      const left = (counts.get(name) ?? 1) - 1
      if (left > 0) counts.set(name, left)
      else counts.delete(name)
    },
  }
}

/** How many seconds' worth of frames may come at once. */
const burstSeconds = 4

/**
 * How long to leave a socket unread after a frame, in ms: 0 while it keeps to its rate. What it sends meanwhile waits
 * on its own line; nobody is sent away for typing fast.
 */
export function createRate(framesPerSecond: number, now: () => number = performance.now.bind(performance)): () => number {
  if (framesPerSecond === 0) return () => 0
  const most = framesPerSecond * burstSeconds
  let left = most
  let at = now()
  return () => {
    const time = now()
    left = Math.min(most, left + ((time - at) / 1000) * framesPerSecond) - 1
    at = time
    return left >= 0 ? 0 : Math.ceil((-left / framesPerSecond) * 1000)
  }
}
