import * as Y from 'yjs'
import { api } from '../api.ts'
import { take } from '../answer.ts'
import { deed } from '../deed.ts'
import { forgetStore, openLocal, storeName } from './local.ts'
import { forgetLocal, stranded } from './local-words.ts'
import type { Room } from './room.ts'

/**
 * Hands in what was written here and missed the seal of its generation: the text has been opened anew since, and
 * these words come back to their writer as an amendment. Answers its id, or null where nothing was left to say.
 */
export async function handInLateWords(room: Pick<Room, 'documentId' | 'generation' | 'doc'>): Promise<string | null> {
  const param = { id: room.documentId }
  const revisions = await take(api.documents[':id'].revisions.$get({ param }))
  const sealed = revisions.find((revision) => revision.generation === room.generation)
  if (!sealed) return null
  const update = toBase64(Y.encodeStateAsUpdate(room.doc, fromBase64(sealed.stateVector)))
  const json = { generation: room.generation, update }
  const { amendment } = await deed((options) => api.documents[':id']['late-words'].$post({ param, json }, options))
  return amendment?.id ?? null
}

/**
 * Words that an older generation of this text still held on this device when its page was closed: handed in as an
 * amendment, never merged into the new text. What cannot be handed in now stays for the next time.
 */
export async function handInStranded(text: { account: string; documentId: string; generation: number }): Promise<string | null> {
  let keptAs: string | null = null
  for (const one of stranded(text)) {
    const doc = new Y.Doc()
    const name = storeName(one.account, one.documentId, one.generation)
    const local = openLocal(name, doc)
    try {
      if (!(await local.loaded)) continue
      keptAs = (await handInLateWords({ documentId: one.documentId, generation: one.generation, doc })) ?? keptAs
      local.close()
      await forgetStore(name)
      forgetLocal(one)
    } catch {
      // Unreachable or refused: the words stay where they are.
    } finally {
      local.close()
      doc.destroy()
    }
  }
  return keptAs
}

function fromBase64(words: string): Uint8Array {
  return Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0))
}

function toBase64(bytes: Uint8Array): string {
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return btoa(letters)
}
