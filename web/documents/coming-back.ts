/**
 * How long a page waits before it comes back after its line closed. A house that restarts says so (1012): it is there
 * again in a moment, and pages come back a little apart. Otherwise it is the network or a house under pressure, and
 * pages come back anywhere within a time that grows, so that they do not all stand at the door at once.
 */
export type ComingBack = {
  opened: () => void
  /** The wait in ms after a line closed with this code; undefined where it just broke. */
  wait: (code: number | undefined) => number
}

const restarting = 1012
const longestMs = 15_000
/** A line that held this long was a good one: the next wait begins small again. */
const stableMs = 30_000

export function createComingBack(random: () => number = Math.random, now: () => number = () => performance.now()): ComingBack {
  let openedAt: number | null = null
  let broken = 0
  return {
    opened() {
      openedAt = now()
    },
    wait(code) {
      if (openedAt !== null && now() - openedAt >= stableMs) broken = 0
      openedAt = null
      if (code === restarting) return 300 + random() * 2_700
      broken += 1
      return random() * Math.min(longestMs, 500 * 2 ** broken)
    },
  }
}
