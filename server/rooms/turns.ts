/**
 * Taking turns with another node that writes in the same text. Who has just committed has all it needs for the next
 * time and would come first again and again, while the other still reads what it missed. So it leaves the other the
 * time for that, as long as it would itself need.
 */
export type Turns = {
  /** Rows of another hand came in, or it says that it comes too late again and again. */
  others: () => void
  /** The log was elsewhere: what follows is catching up. True where the other should be told, for it cannot know. */
  lost: () => boolean
  won: () => void
  /** Resolves when it is this node's turn again, or something is heard of the other. */
  mine: () => Promise<void>
  /** Something was heard of the other: there is no need to wait for it any more. */
  heard: () => void
}

const companyMs = 2_000
const leastMs = 8
const mostMs = 100

export function createTurns(now: () => number = () => performance.now()): Turns {
  let othersAt = -Infinity
  let lostAt: number | null = null
  let catchingUpMs = 0
  let after = 0
  let toldAt = -Infinity
  let wake = (): void => {}

  return {
    others() {
      othersAt = now()
    },
    lost() {
      lostAt ??= now()
      othersAt = now()
      after = 0
      if (now() - toldAt < companyMs / 2) return false
      toldAt = now()
      return true
    },
    won() {
      if (lostAt !== null) catchingUpMs = (catchingUpMs + now() - lostAt) / 2
      lostAt = null
      if (now() - othersAt < companyMs) after = now() + Math.min(mostMs, Math.max(leastMs, catchingUpMs * 1.5))
    },
    mine() {
      const ms = after - now()
      after = 0
      if (ms <= 0) return Promise.resolve()
      return new Promise((resolve) => {
        const late = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(late)
          resolve()
        }
      })
    },
    heard: () => wake(),
  }
}
