import type { Owners } from '../documents/owner.ts'
import type { CloseCode } from '../../shared/sync/wire.ts'
import { complain } from './complain.ts'
import type { Leave, Pen } from './pen.ts'
import type { Room } from './room.ts'

/** Keeps what everybody may do at open texts in step with what the house says. */
export type Rights = {
  /** A line on the bell: `noun:id`, or `noun@organisation`. */
  hear: (payload: string) => void
  /** Asks anew for everybody in these rooms. */
  recheck: (rooms: readonly Room[]) => Promise<void>
  end: () => Promise<void>
}

/** Time between two rounds of asking after the bell: a busy bell must not become a flood of questions. */
const pauseMs = 300
/** So many are asked about at a time: enough for a full hall within a second, and few beside what commits. */
const lanes = 4

/** `accounts`: the nouns whose ids are people, so that the bell for one asks about this one alone. */
export function watchRights(owners: Owners, accounts: readonly string[], everyRoom: () => Promise<Room[]>): Rights {
  let rungNouns = new Set<string>()
  let rungAccounts = new Set<string>()
  let round: NodeJS.Timeout | null = null
  let asking: Promise<void> = Promise.resolve()
  let ended = false

  async function ask(room: Room, pen: Pen): Promise<void> {
    try {
      const verdict: Leave | CloseCode = await pen.reask()
      if (typeof verdict === 'number') pen.socket.close(verdict)
      else room.setLeave(pen, verdict)
    } catch (error) {
      complain(error)
      pen.socket.close(1013)
    }
  }
  async function askAll(pens: (readonly [Room, Pen])[]): Promise<void> {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let next = pens.pop(); next; next = pens.pop()) await ask(...next)
      }),
    )
  }
  const pensOf = (room: Room) => room.pens().map((pen) => [room, pen] as const)

  async function after(nouns: ReadonlySet<string>, people: ReadonlySet<string>): Promise<void> {
    const pens = (await everyRoom()).flatMap((room) => {
      const everybody = owners[room.kind].concerns.some((noun) => nouns.has(noun))
      return pensOf(room).filter(([, pen]) => everybody || people.has(pen.account))
    })
    await askAll(pens)
  }

  return {
    hear(payload) {
      if (ended) return
      const noun = payload.split(/[:@]/)[0] ?? ''
      if (!accounts.includes(noun)) rungNouns.add(noun)
      else if (payload[noun.length] === ':') rungAccounts.add(payload)
      round ??= setTimeout(() => {
        round = null
        const [nouns, people] = [rungNouns, rungAccounts]
        rungNouns = new Set()
        rungAccounts = new Set()
        asking = asking.then(() => after(nouns, people)).catch((error: unknown) => complain(error))
      }, pauseMs)
    },
    recheck: (rooms) => askAll(rooms.flatMap(pensOf)),
    async end() {
      ended = true
      if (round) clearTimeout(round)
      await asking
    },
  }
}
