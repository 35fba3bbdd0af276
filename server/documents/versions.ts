import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { documentUpdates } from '../../db/schema/documents.ts'
import { serverAccount } from '../../shared/documents/authors.ts'
import { linesOf } from '../house/ledger.ts'
import { type DocumentRow, revisionsOf } from './queries.ts'
import type { Point } from './replay.ts'

/** A text as somebody left it: after a stretch of writing, under a seal, or put back to what it said before. */
export type Version = Point & {
  since: Date
  at: Date
  /** Who wrote in it, in the order they began; nobody where only the house did. */
  accounts: string[]
  /** The text as the house made it, or opened it again. */
  begun: boolean
  /** What it was put back to. */
  restored: Point | null
  sealed: { number: number; at: Date; by: string } | null
}

/** A stretch ends where nobody wrote for so long, and when it has lasted so long. */
export const stretches = { pauseMs: 10 * 60_000, longestMs: 30 * 60_000 }

export type Row = Point & { account: string; at: Date }
export type Seal = { generation: number; number: number; at: Date; sealedBy: string }

/** The versions of a text, the oldest first. */
export async function versionsOf(tx: Tx, document: DocumentRow): Promise<Version[]> {
  const { generation, sequence, account, at } = documentUpdates
  const rows = await tx
    .select({ generation, sequence, account, at })
    .from(documentUpdates)
    .where(and(eq(documentUpdates.organisationId, document.organisationId), eq(documentUpdates.documentId, document.id)))
    .orderBy(asc(sequence))
  return versionsFrom(rows, await revisionsOf(tx, document), await restoresOf(tx, document))
}

/** Rows by which the text was put back, and to what. */
async function restoresOf(tx: Tx, document: DocumentRow): Promise<Map<number, Point>> {
  const lines = (await linesOf(tx, 'document', [document.id])).filter(({ move }) => move === 'restore')
  return new Map(
    lines.map(({ facts }) => [Number(facts['sequence']), { generation: Number(facts['ofGeneration']), sequence: Number(facts['ofSequence']) }]),
  )
}

export function versionsFrom(rows: readonly Row[], seals: readonly Seal[], restores: ReadonlyMap<number, Point>): Version[] {
  const sealOf = new Map(seals.map((seal) => [seal.generation, seal]))
  const versions: Version[] = []
  let open: Version | null = null
  let generation = 0
  for (const row of rows) {
    const begun = row.generation !== generation
    if (begun) {
      sealLast(versions, sealOf.get(generation))
      open = null
      generation = row.generation
    }
    // Whatever the clocks of several machines say, nothing comes before what it follows, or after its seal.
    const seal = sealOf.get(generation)
    const said = seal && row.at > seal.at ? seal.at : row.at
    const before = versions.at(-1)
    const at = before && said < before.at ? before.at : said
    const restored = restores.get(row.sequence) ?? null
    if (open && !restored && !isOver(open, at)) Object.assign(open, { sequence: row.sequence, at })
    else {
      open = { generation, sequence: row.sequence, since: at, at, accounts: [], begun, restored, sealed: null }
      versions.push(open)
    }
    if (row.account !== serverAccount && !open.accounts.includes(row.account)) open.accounts.push(row.account)
    if (begun || restored) open = null
  }
  sealLast(versions, sealOf.get(generation))
  return versions
}

const isOver = ({ since, at }: Version, now: Date): boolean =>
  now.getTime() - at.getTime() >= stretches.pauseMs || now.getTime() - since.getTime() >= stretches.longestMs

/** The seal falls on what was written last; the ids that the house gave in the same moment make no version of their own. */
function sealLast(versions: Version[], seal: Seal | undefined): void {
  if (!seal) return
  const [before, settled] = versions.slice(-2)
  if (before && settled && before.generation === settled.generation && settled.accounts.length === 0 && +settled.since === +seal.at) {
    versions.pop()
    before.sequence = settled.sequence
  }
  const { number, at, sealedBy: by } = seal
  const last = versions.at(-1)
  if (last) last.sealed = { number, at, by }
}
