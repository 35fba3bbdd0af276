import { performance } from 'node:perf_hooks'
import type { Sql } from 'postgres'
import { type Append, appendBatch } from '../documents/batches.ts'

/**
 * Commits for all rooms of this node together: what became ready in one turn of the loop goes in one statement, and
 * the next forms while it is under way. When the loop is busy the next waits a few milliseconds for more.
 */
export type Committer = {
  /** The hash of the new last row once this is on disk; null when the log is elsewhere by now and nothing was kept. */
  append: (wanted: Append) => Promise<string | null>
}

type Waiting = { wanted: Append; settle: (hash: string | null) => void; fail: (error: unknown) => void }

const mostUnderWay = 3
const longestWindowMs = 5
/** A loop less busy than this does not wait. */
const idleUpTo = 0.6
const measuredMs = 100

export function createCommitter(sql: Sql, took: (ms: number, updates: number) => void = () => {}): Committer {
  let waiting: Waiting[] = []
  let underWay = 0
  let arranged = false
  const windowMs = createWindow()

  function arrange(): void {
    if (arranged || underWay >= mostUnderWay || waiting.length === 0) return
    arranged = true
    const ms = windowMs()
    const start = () => {
      arranged = false
      const batch = waiting
      waiting = []
      underWay += 1
      void commit(batch).finally(() => {
        underWay -= 1
        arrange()
      })
    }
    if (ms < 1) setImmediate(start)
    else setTimeout(start, ms)
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const begun = performance.now()
    try {
      const kept = await appendBatch(sql, batch.map(({ wanted }) => wanted))
      took(performance.now() - begun, batch.reduce((sum, { wanted }) => sum + (kept.has(wanted.document.id) ? wanted.entries.length : 0), 0))
      for (const each of batch) {
        const hash = kept.get(each.wanted.document.id)
        if (hash === undefined && batch.length > 1) void commit([each])
        else each.settle(hash ?? null)
      }
    } catch (error) {
      // What is wrong with one text must not keep the others from the log; each finds out for itself.
      if (batch.length > 1) for (const each of batch) void commit([each])
      else batch[0]!.fail(isTaken(error) ? null : error)
    }
  }

  return {
    append: (wanted) =>
      new Promise((resolve, reject) => {
        waiting.push({ wanted, settle: resolve, fail: (error) => (error === null ? resolve(null) : reject(error as Error)) })
        arrange()
      }),
  }
}

/** Another hand bound the same Yjs client first: whoever asked looks at the log again. */
const isTaken = (error: unknown): boolean => (error as { code?: string }).code === '23505'

/** How long to wait for more: nothing while the loop has time, up to a few milliseconds the busier it is. */
function createWindow(): () => number {
  let since = performance.eventLoopUtilization()
  let measuredAt = performance.now()
  let ms = 0
  return () => {
    const now = performance.now()
    if (now - measuredAt < measuredMs) return ms
    const { utilization } = performance.eventLoopUtilization(since)
    since = performance.eventLoopUtilization()
    measuredAt = now
    ms = utilization <= idleUpTo ? 0 : ((utilization - idleUpTo) / (1 - idleUpTo)) * longestWindowMs
    return ms
  }
}
