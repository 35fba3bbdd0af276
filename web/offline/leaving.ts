import { forgetStore, storeName, storesOf } from '../documents/local.ts'
import { type LocalText, unsavedOf } from '../documents/local-words.ts'
import { openRoom } from '../documents/room.ts'
import { forgetAnswers } from './forgetting.ts'

/**
 * A tablet is many people's. What one has written and the server has not is sent before they leave; what cannot be
 * sent stays under their account until they are back. Everything else of theirs is wiped.
 */

const flushMs = 8_000

/** Sends what is only on this device; what is still only here afterwards. */
export async function sendKept(account: string, patienceMs = flushMs): Promise<LocalText[]> {
  await Promise.all(distinct(unsavedOf(account)).map((text) => sendOne(text, patienceMs)))
  return unsavedOf(account)
}

async function sendOne(text: LocalText, patienceMs: number): Promise<void> {
  const room = openRoom(text.documentId, text.generation, text.account)
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, patienceMs)
    const stop = room.subscribe(() => {
      const { connected, closed } = room.look()
      if (!(connected && !room.holdsWords()) && closed === null) return
      clearTimeout(late)
      stop()
      resolve()
    })
  })
  room.leave()
}

function distinct(texts: readonly LocalText[]): LocalText[] {
  return [...new Map(texts.map((text) => [storeName(text.account, text.documentId, text.generation), text])).values()]
}

/** Wipes what this device kept for an account, but for words that never reached the server. */
export async function wipe(account: string): Promise<void> {
  const held = new Set(unsavedOf(account).map((text) => storeName(text.account, text.documentId, text.generation)))
  for (const name of await storesOf(account)) if (!held.has(name)) await forgetStore(name)
  await forgetAnswers()
}
