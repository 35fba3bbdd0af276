import type { Tx } from '../../db/client.ts'
import { serverAccount } from '../../shared/documents/authors.ts'
import { type Change, type ComparedPart, tidied } from '../../shared/documents/compared.ts'
import { type Letter, type LetteredPart, partsIn } from './letters.ts'
import type { DocumentRow } from './queries.ts'
import { type Point, replay, type Replay } from './replay.ts'

/** Two versions of a text, clause by clause: every letter is followed from the earlier one to the later one. */

/** A letter of the earlier version: who wrote it, and who took it out, or under which name it stands in the later one. */
type Fate = { sign: string; author: string; takenOutBy: string | null; name: string }

const nameOf = ({ client, clock }: Pick<Letter, 'client' | 'clock'>): string => `${client}:${clock}`

export async function compare(tx: Tx, document: DocumentRow, from: Point, to: Point): Promise<ComparedPart[]> {
  const { kind } = document
  let now = await replay(tx, document, from.generation)
  await now.goTo(from.sequence)
  const earlier = partsIn(kind, now.doc)
  const fates = new Map<string, Fate>()
  const fateOf = new Map<Letter, Fate>()
  for (const letter of earlier.flatMap(({ letters }) => letters)) {
    const fate = { sign: letter.sign, author: authorIn(now, letter), takenOutBy: null, name: nameOf(letter) }
    fates.set(fate.name, fate)
    fateOf.set(letter, fate)
  }
  for (let generation = from.generation; generation < to.generation; generation += 1) {
    await now.goTo(now.last)
    settleFates(now, fates)
    now = await crossOver(tx, document, now, generation + 1, fates)
  }
  await now.goTo(to.sequence)
  settleFates(now, fates)
  const later = partsIn(kind, now.doc)
  return lineUp(earlier, later).map(([before, after]) => {
    const gone = (before?.letters ?? []).map((letter) => fateOf.get(letter)!)
    const changes = changesIn(gone, after?.letters ?? [], fates, (letter) => authorIn(now, letter))
    return { id: (after ?? before)!.id, heading: (after ?? before)!.heading, was: before !== null, is: after !== null, changes: tidied(changes) }
  })
}

const authorIn = ({ accounts }: Replay, { client }: { client: number }): string => accounts.get(client) ?? serverAccount

/** Of the letters that still stood: who has taken them out meanwhile. */
function settleFates(now: Replay, fates: Map<string, Fate>): void {
  for (const [name, fate] of fates) {
    const [client, clock] = name.split(':').map(Number) as [number, number]
    fate.takenOutBy = now.takenOutBy(client, clock)
    if (fate.takenOutBy !== null) fates.delete(name)
  }
}

/** A text that was opened again is a new Yjs document of the same words: every letter gets its name in that one. */
async function crossOver(tx: Tx, document: DocumentRow, old: Replay, generation: number, fates: Map<string, Fate>): Promise<Replay> {
  const next = await replay(tx, document, generation)
  await next.goTo(next.first)
  const begun = new Map(partsIn(document.kind, next.doc).map((part) => [part.id, part.letters]))
  const standing = [...fates]
  fates.clear()
  const stood = new Map(standing)
  for (const { id, letters } of partsIn(document.kind, old.doc)) {
    letters.forEach((letter, index) => {
      const fate = stood.get(nameOf(letter))
      const again = begun.get(id)?.[index]
      if (!fate || !again) return
      fate.name = nameOf(again)
      fates.set(fate.name, fate)
    })
  }
  return next
}

/** Clauses of both in reading order: those of the later version, and among them where they were the ones that are gone. */
function lineUp(earlier: readonly LetteredPart[], later: readonly LetteredPart[]): [LetteredPart | null, LetteredPart | null][] {
  const before = new Map(earlier.map((part) => [part.id, part]))
  const stays = new Set(later.map(({ id }) => id))
  const goneAfter = new Map<string, LetteredPart[]>()
  let last = ''
  for (const part of earlier) {
    if (stays.has(part.id)) last = part.id
    else goneAfter.set(last, [...(goneAfter.get(last) ?? []), part])
  }
  const gone = (id: string) => (goneAfter.get(id) ?? []).map((part): [LetteredPart, null] => [part, null])
  return [...gone(''), ...later.flatMap((part): [LetteredPart | null, LetteredPart | null][] => [[before.get(part.id) ?? null, part], ...gone(part.id)])]
}

function changesIn(
  before: readonly Fate[],
  after: readonly Letter[],
  standing: ReadonlyMap<string, Fate>,
  authorOf: (letter: Letter) => string,
): Change[] {
  const places = new Map(before.map(({ name }, index) => [name, index]))
  const changes: Change[] = []
  let at = 0
  // A letter that still stands and is not met here stands in another clause: it was not taken out.
  const takeOut = (until: number) => {
    for (const { sign, author, takenOutBy } of before.slice(at, until)) {
      if (takenOutBy !== null) changes.push({ kind: 'removed', text: sign, author, by: takenOutBy })
    }
    at = Math.max(at, until)
  }
  for (const letter of after) {
    const name = nameOf(letter)
    const fate = standing.get(name)
    const place = fate ? places.get(name) : undefined
    if (place !== undefined) {
      takeOut(place)
      at = Math.max(at, place + 1)
    }
    changes.push({ kind: fate ? 'same' : 'added', text: letter.sign, author: fate?.author ?? authorOf(letter), by: null })
  }
  takeOut(before.length)
  return changes
}
