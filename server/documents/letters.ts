import type * as Y from 'yjs'
import { clausesOf, settleIds } from '../../shared/documents/clauses.ts'
import { type DocumentKind, isWrittenText } from '../../shared/documents/kinds.ts'
import { agendaRuns, readAgenda } from '../../shared/sync/agenda.ts'
import { readText, type Run } from '../../shared/sync/text.ts'

/** One character of a text under the name that Yjs has for it. */
export type Letter = { sign: string; client: number; clock: number }
/** A clause, or an agenda item's words or note, letter by letter. */
export type LetteredPart = { id: string; heading: boolean; letters: Letter[] }

/** A text letter by letter. A block that has no id of its own yet is named by its place. */
export function partsIn(kind: DocumentKind, doc: Y.Doc): LetteredPart[] {
  if (isWrittenText(kind)) {
    const { content, runs } = readText(doc)
    let unnamed = 0
    const clauses = clausesOf(settleIds(content, () => `unnamed-${(unnamed += 1)}`))
    return clauses.map(({ id, heading, text }, index) => ({ id, heading, letters: lettersOf(text, runs[index] ?? []) }))
  }
  const runs = agendaRuns(doc)
  const part = (id: string, text: string) => ({ id, heading: false, letters: lettersOf(text, runs.get(id) ?? []) })
  return readAgenda(doc).items.flatMap((item) => [part(item.id, item.words), part(`${item.id}.note`, item.note)])
}

function lettersOf(text: string, runs: readonly Run[]): Letter[] {
  const letters: Letter[] = []
  let place = 0
  let run = 0
  let before = 0
  for (const sign of text) {
    while (run < runs.length - 1 && place >= before + runs[run]!.length) before += runs[run++]!.length
    const { client = 0, clock = 0 } = runs[run] ?? {}
    letters.push({ sign, client, clock: clock + place - before })
    place += sign.length
  }
  return letters
}
