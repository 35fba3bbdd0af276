import type { Chance } from '../../rooms/chance.ts'
import { openRelay, type Relay } from './relay.ts'

/** What becomes of NOTIFY on its way from PostgreSQL to a house. */
export type Hints = 'pass' | 'lost' | 'wild'

/** A relay between a house and PostgreSQL that lets everything through but the hints as it pleases. */
export async function openHintRelay(url: string, chance: Chance): Promise<{ url: string; relay: Relay; set: (hints: Hints) => void }> {
  let hints: Hints = 'pass'
  const relay = await openRelay(() => Number(new URL(url).port), { up: () => (piece) => piece, down: () => lens() })
  const through = new URL(url)
  through.port = String(relay.port)

  /** Three in ten are lost, three in ten come twice, and some come after the next ones. */
  function treat(message: Buffer, kept: Buffer[]): Buffer[] {
    if (hints === 'pass') return [message]
    if (hints === 'lost' || chance.below(10) < 3) return []
    const out = chance.below(10) < 3 ? [message, message] : [message]
    if (chance.oneIn(3)) {
      kept.push(...out)
      return []
    }
    return [...out, ...kept.splice(0)]
  }

  /** PostgreSQL's messages have a letter and a length; A is a notification. */
  function lens() {
    let rest = Buffer.alloc(0)
    const kept: Buffer[] = []
    return (piece: Buffer): Buffer => {
      rest = Buffer.concat([rest, piece])
      const out: Buffer[] = []
      while (rest.length >= 5) {
        const length = 1 + rest.readInt32BE(1)
        if (rest.length < length) break
        const message = rest.subarray(0, length)
        if (message[0] === notification) out.push(...treat(message, kept))
        else out.push(message)
        rest = rest.subarray(length)
      }
      return Buffer.concat(out)
    }
  }
  return {
    url: through.toString(),
    relay,
    set: (next) => {
      hints = next
    },
  }
}
const notification = 'A'.charCodeAt(0)
