import type { Chance } from '../../rooms/chance.ts'

/**
 * What was written and what the house has answered for, kept outside every process that dies. A mark is a short string
 * that occurs once in the world: it is found again in any copy of a text, or it is lost.
 */
export type Ledger = {
  /** A page makes a change: it puts a mark in, takes one out, or does something else. */
  note: (change: Change) => Entry
  /** The house has said that this change is committed. */
  acknowledge: (entry: Entry) => void
  /** A mark for the next insertion of this page. */
  mark: (page: string) => string
  acknowledged: () => number
  /** What has been acknowledged until now: what a look at the disk that begins after this must find there. */
  promised: () => readonly Entry[]
  /** Of what was promised, what this text does not show; and marks that nobody wrote or that stand there twice. */
  lostFrom: (words: string, promised?: readonly Entry[]) => string[]
}
export type Change = { kind: 'in' | 'out' | 'other'; mark: string }
export type Entry = Change & { acknowledged: boolean }

export function createLedger(): Ledger {
  const entries: Entry[] = []
  const counts = new Map<string, number>()
  let acknowledged = 0
  const promised = () => entries.filter((entry) => entry.acknowledged)

  return {
    note(change) {
      const entry = { ...change, acknowledged: false }
      entries.push(entry)
      return entry
    },
    acknowledge(entry) {
      if (entry.acknowledged) return
      entry.acknowledged = true
      acknowledged += 1
    },
    mark(page) {
      const count = (counts.get(page) ?? 0) + 1
      counts.set(page, count)
      return `⟦${page}.${count}⟧`
    },
    acknowledged: () => acknowledged,
    promised,
    lostFrom(words, toldBefore = promised()) {
      const found = new Map<string, number>()
      for (const mark of marksIn(words)) found.set(mark, (found.get(mark) ?? 0) + 1)
      const taken = new Set(entries.filter(({ kind }) => kind === 'out').map(({ mark }) => mark))
      const known = new Set(entries.map(({ mark }) => mark))
      const wrong: string[] = []
      for (const { kind, mark } of toldBefore) {
        if (kind === 'in' && !found.has(mark) && !taken.has(mark)) wrong.push(`${mark} was acknowledged and is gone`)
        if (kind === 'out' && found.has(mark)) wrong.push(`that ${mark} is taken out was acknowledged and it is there`)
      }
      for (const [mark, times] of found) {
        if (!known.has(mark)) wrong.push(`nobody wrote ${mark}`)
        if (times > 1) wrong.push(`${mark} stands there ${times} times`)
      }
      return wrong
    },
  }
}

const marks = /⟦[^⟦⟧]*⟧/g
export const marksIn = (words: string): string[] => words.match(marks) ?? []

/** A place between two marks: no mark is ever put into another. */
export function placeBetweenMarks(words: string, chance: Chance): number {
  const places = [0, ...[...words.matchAll(marks)].map((found) => found.index + found[0].length)]
  return chance.pick(places)
}
