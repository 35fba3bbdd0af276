import { type PresenceEntry, readFrame, readPresence, writePresence } from '../../shared/sync/wire.ts'

/** Carets of people who have the text open at another node. Those nodes have stamped them; here they are only shown. */
export type Abroad = {
  /** Takes in what another node says; answers the messages for the pens here, by Yjs client. */
  receive: (node: string, message: Uint8Array) => Map<number, Uint8Array>
  /** A node is gone, and its carets with it. */
  gone: (node: string) => Map<number, Uint8Array>
  all: () => PresenceEntry[]
}

const mostCarets = 5_000

export function createAbroad(isHere: (client: number) => boolean): Abroad {
  const carets = new Map<number, { node: string; entry: PresenceEntry }>()

  function set(node: string, entry: PresenceEntry): void {
    if (entry.state === null) carets.delete(entry.clientId)
    else if (carets.has(entry.clientId) || carets.size < mostCarets) carets.set(entry.clientId, { node, entry })
  }

  return {
    receive(node, message) {
      const told = new Map<number, Uint8Array>()
      for (const entry of presenceIn(message)) {
        // Somebody who came over from that node: what is said of them here is newer.
        if (isHere(entry.clientId)) continue
        set(node, entry)
        told.set(entry.clientId, writePresence([entry]))
      }
      return told
    },
    gone(node) {
      const told = new Map<number, Uint8Array>()
      for (const [clientId, { node: from, entry }] of carets) {
        if (from !== node) continue
        carets.delete(clientId)
        told.set(clientId, writePresence([{ clientId, clock: entry.clock + 1, state: null }]))
      }
      return told
    },
    all: () => [...carets.values()].map(({ entry }) => entry),
  }
}

/** The entries of a whole awareness message. */
export function presenceIn(message: Uint8Array): PresenceEntry[] {
  const frame = readFrame(message)
  return frame.kind === 'presence' ? readPresence(frame.payload) : []
}
