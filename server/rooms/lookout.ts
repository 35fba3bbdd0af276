import type { Sql } from 'postgres'
import type { Room } from './room.ts'

/** Shorter than the two seconds in which a lost hint must have done no harm. */
const lookMs = 1_500

/** Looks by itself where the logs of the open rooms stand, all in one question: hints may be lost, this is not. */
export function keepLookout(sql: Sql, open: () => ReadonlyMap<string, Room>): { end: () => void } {
  let asking = false
  const timer = setInterval(() => {
    if (!asking) void look()
  }, lookMs)
  timer.unref()

  async function look(): Promise<void> {
    const rooms = open()
    if (rooms.size === 0) return
    asking = true
    try {
      const rows = await sql<{ id: string; generation: number; next: number; sealed: boolean }[]>`
        select id, generation, next_sequence as next, sealed_at is not null as sealed
        from documents where id = any(${[...rooms.keys()]}::uuid[])`
      for (const { id, generation, next, sealed } of rows) {
        const room = rooms.get(id)!
        const stand = room.stand()
        if (stand.generation !== generation || stand.sealed !== sealed) room.look()
        else if (stand.sequence < next - 1) room.look({ generation, sequence: next - 1 })
      }
    } catch {
      // The database is away: there is nothing to be seen now, and the next look comes soon.
    }
    asking = false
  }

  return { end: () => clearInterval(timer) }
}
