import type { DocumentKind } from '../../shared/documents/kinds.ts'
import { makeSnapshot, snapshotAfter } from '../documents/snapshots.ts'
import { complain } from './complain.ts'
import type { Served } from './served.ts'

/** Makes snapshots of a text beside what people do in it: due by rows or bytes, a moment after the last words. */
export type Tidying = {
  wrote: (bytes: number) => void
  /** Something may be due, now that the text stands at this row. */
  look: () => void
  /** Nothing of it is under way any more, and nothing new begins. */
  end: () => Promise<void>
}

const pauseMs = 1_000
/** A text that is written without a pause waits no longer than so many pauses. */
const mostPauses = 20

export function createTidying(
  kind: DocumentKind,
  served: Served,
  /** Where the text stands; asked only between two turns, when bytes and number agree. */
  stand: () => number,
  keep: (sequence: number, snapshot: Uint8Array) => Promise<void>,
  snapshotAt: number,
): Tidying {
  let kept = snapshotAt
  let bytes = served.parts().slice(1).reduce((sum, part) => sum + part.length, 0)
  let timer: NodeJS.Timeout | null = null
  let making: Promise<void> | null = null
  let ended = false
  let wroteAt = 0

  const isDue = (): boolean => stand() - kept >= snapshotAfter.rows || bytes >= snapshotAfter.bytes

  async function make(): Promise<void> {
    const sequence = stand()
    const parts = served.parts()
    kept = sequence
    bytes = 0
    const snapshot = await makeSnapshot(kind, parts)
    if (!snapshot) throw new Error('a snapshot does not say what the log says')
    await keep(sequence, snapshot)
    served.replace(parts, snapshot)
  }

  function wait(pauses: number): void {
    timer = setTimeout(() => {
      timer = null
      if (pauses < mostPauses && performance.now() - wroteAt < pauseMs) return wait(pauses + 1)
      making = make()
        .catch(complain)
        .finally(() => {
          making = null
        })
    }, pauseMs)
    timer.unref()
  }

  return {
    wrote(more) {
      bytes += more
      wroteAt = performance.now()
    },
    look() {
      if (!ended && !timer && !making && isDue()) wait(1)
    },
    async end() {
      ended = true
      if (timer) clearTimeout(timer)
      await making
    },
  }
}
