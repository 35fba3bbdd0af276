import * as Y from 'yjs'

/**
 * Who has seen which key. One key is one step of its typist's clock, so that servers which put several into one frame
 * are counted by the same measure as those which do not.
 */
export type Tally = {
  /** A typist whose keys count from where its clock stands now. */
  follow: (client: number, clock: number) => void
  sent: (client: number, at: number) => void
  /** A watcher's own view; `group` says whose latencies these are. */
  watcher: (group: number) => { see: (payload: Uint8Array, at: number) => void; lacks: (except?: number) => number }
  /** From now on arrivals and latencies count. */
  start: () => void
  deliveries: () => number
  latencies: (group: number) => Float64Array
}

type Followed = { index: number; from: number; sentAt: number[] }
type Range = { client: number; from: number; to: number }

const mostKnown = 2000

export function createTally(): Tally {
  const typists = new Map<number, Followed>()
  const byIndex: Followed[] = []
  const known = new Map<string, Range[]>()
  const latencies: number[][] = []
  let counting = false
  let deliveries = 0

  /** The same frame goes to everyone: it is read once. */
  function rangesOf(payload: Uint8Array): Range[] {
    const key = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('latin1')
    const found = known.get(key)
    if (found) return found
    const ranges = Y.decodeUpdate(payload).structs.map(({ id, length }) => ({ client: id.client, from: id.clock, to: id.clock + length }))
    if (known.size >= mostKnown) known.clear()
    known.set(key, ranges)
    return ranges
  }

  return {
    follow(client, clock) {
      const followed = { index: byIndex.length, from: clock, sentAt: [] }
      typists.set(client, followed)
      byIndex.push(followed)
    },
    sent(client, at) {
      typists.get(client)!.sentAt.push(at)
    },
    watcher(group) {
      const seen: number[] = []
      const times = (latencies[group] ??= [])
      return {
        see(payload, at) {
          for (const { client, from, to } of rangesOf(payload)) {
            const typist = typists.get(client)
            if (!typist) continue
            const next = seen[typist.index] ?? 0
            // A hole stays one: what comes after it is not counted as seen.
            if (from - typist.from > next) continue
            for (let key = next; key < to - typist.from; key += 1) {
              if (!counting) continue
              deliveries += 1
              times.push(at - typist.sentAt[key]!)
            }
            seen[typist.index] = Math.max(next, to - typist.from)
          }
        },
        lacks: (except) => {
          let sum = 0
          for (const [client, { index, sentAt }] of typists) if (client !== except) sum += sentAt.length - (seen[index] ?? 0)
          return sum
        },
      }
    },
    start() {
      counting = true
    },
    deliveries: () => deliveries,
    latencies: (group) => Float64Array.from(latencies[group] ?? []).sort(),
  }
}
