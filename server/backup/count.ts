import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { Halt } from '../halt.ts'

/** How many rows each table holds: what a backup says of itself, and what its restoring must find again. */
export type Counts = Record<string, number>

export async function countRows(tx: Db | Tx): Promise<Counts> {
  const tables = await tx.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const counts: Counts = {}
  for (const { name } of tables) {
    const [row] = await tx.execute<{ count: string }>(sql`select count(*) as count from ${sql.identifier('public')}.${sql.identifier(name)}`)
    counts[name] = Number(row!.count)
  }
  return counts
}

/** The ledger has no hole: every subject's lines are numbered from one without a gap. */
export async function assertLedgerIsWhole(tx: Db | Tx, counts: Counts): Promise<void> {
  if (!('ledger' in counts)) return
  const holes = await tx.execute(
    sql`select subject_kind, subject_id from ledger group by 1, 2 having min(sequence) <> 1 or max(sequence) <> count(*) limit 1`,
  )
  if (holes.length > 0) throw new Halt('台账的编号不连续，这份数据不完整：请保留原来的数据，并找人检查。')
}

export function assertSameCounts(found: Counts, said: Counts): void {
  const names = [...new Set([...Object.keys(found), ...Object.keys(said)])]
  const wrong = names.find((name) => found[name] !== said[name])
  if (wrong) throw new Halt(`备份对不上：表 ${wrong} 应有 ${said[wrong] ?? 0} 行，读到 ${found[wrong] ?? 0} 行。这份备份不能用。`)
}
