import { z } from 'zod'
import { stepsBetween } from './difference.ts'

/** What two versions of a clause have in common, and what was added or taken out by whom. */
export const changeShape = z.object({
  kind: z.enum(['same', 'added', 'removed']),
  text: z.string(),
  /** Whose words they are. */
  author: z.string(),
  /** Who took them out. */
  by: z.string().nullable(),
})
export type Change = z.infer<typeof changeShape>

export const comparedPartShape = z.object({
  /** The clause, or of an agenda the item (its words) or `id.note`. */
  id: z.string(),
  heading: z.boolean(),
  /** Whether it stands in the earlier version, and in the later one. */
  was: z.boolean(),
  is: z.boolean(),
  changes: z.array(changeShape),
})
export type ComparedPart = z.infer<typeof comparedPartShape>

export const isChanged = ({ was, is, changes }: ComparedPart): boolean => was !== is || changes.some(({ kind }) => kind !== 'same')

/**
 * Joins what belongs together. Words that were taken out and stand there again in their author’s name (the text was
 * put back to an earlier version) have not changed.
 */
export function tidied(letters: readonly Change[]): Change[] {
  const changes: Change[] = []
  const push = (change: Change) => {
    const last = changes.at(-1)
    if (last && last.kind === change.kind && last.author === change.author && last.by === change.by) last.text += change.text
    else changes.push({ ...change })
  }
  for (let at = 0; at < letters.length;) {
    if (letters[at]!.kind === 'same') {
      push(letters[at++]!)
      continue
    }
    const end = letters.findIndex(({ kind }, index) => index > at && kind === 'same')
    const block = letters.slice(at, end < 0 ? letters.length : end)
    at += block.length
    const removed = block.filter(({ kind }) => kind === 'removed')
    const added = block.filter(({ kind }) => kind === 'added')
    for (const { kind, from, to } of stepsBetween(removed, added, (a, b) => a.text === b.text && a.author === b.author)) {
      for (const one of (kind === 'come' ? added : removed).slice(from, to)) push(kind === 'same' ? { ...one, kind: 'same', by: null } : one)
    }
  }
  return changes
}
