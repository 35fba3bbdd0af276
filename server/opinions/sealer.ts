import { isNotNull } from 'drizzle-orm'
import { opinions } from '../../db/schema/opinions.ts'
import type { House } from '../house/house.ts'
import { sealWhenDue } from './freeze.ts'

export type Sealer = {
  /** Looks at every announced opinion now: seals what is due and sets the clock for the rest. */
  sweep: () => Promise<void>
  stop: () => Promise<void>
}

const againMs = 1000
const longestWaitMs = 60_000

/**
 * Lets announced seals fall when their moment comes. It hears of announcements by the bell, so any process may have
 * made them, and looks for those a process left behind when it starts or its connection returns.
 */
export function startSealer(house: House): Sealer {
  const timers = new Map<string, NodeJS.Timeout>()
  const working = new Set<Promise<void>>()
  let open = true

  function later(id: string, milliseconds: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    if (!open) return
    const timer = setTimeout(() => void look(id), Math.min(milliseconds, longestWaitMs))
    timer.unref()
    timers.set(id, timer)
  }

  async function tryToSeal(id: string): Promise<void> {
    try {
      const came = await sealWhenDue(house, id)
      if ('waiting' in came) later(id, came.waiting)
    } catch (error) {
      if (open) console.error('the seal did not fall, it is tried again', error)
      later(id, againMs)
    }
  }

  function look(id: string): Promise<void> {
    clearTimeout(timers.get(id))
    timers.delete(id)
    const work = tryToSeal(id).finally(() => working.delete(work))
    working.add(work)
    return work
  }

  async function sweep(): Promise<void> {
    const rows = await house.db.select({ id: opinions.id }).from(opinions).where(isNotNull(opinions.freezingAt))
    await Promise.all(rows.map((row) => look(row.id)))
  }

  const hearing = house.sql.listen(
    'bell',
    (name) => {
      const id = /^opinion:([0-9a-f-]{36})$/.exec(name)?.[1]
      if (id && open) void look(id)
    },
    () => void sweep().catch((error: unknown) => console.error('announced seals could not be looked up', error)),
  )
  hearing.catch((error: unknown) => console.error('the sealer does not hear the bell', error))

  return {
    sweep,
    async stop() {
      open = false
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.allSettled(working)
      await (await hearing.catch(() => null))?.unlisten()
    },
  }
}
