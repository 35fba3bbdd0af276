import { clearDocument, IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

/**
 * A text as this device keeps it, so that it opens and is written without a network. The store is named by account,
 * text and generation: nobody opens another's words, and a text that was opened anew never meets its old self.
 */
export type LocalStore = {
  /** What the store held is in the document. False where this browser keeps nothing. */
  loaded: Promise<boolean>
  /** The whole text had come from the server once: it may be shown without it. */
  isWhole: () => Promise<boolean>
  markWhole: () => void
  /** True for a change that came out of the store. */
  isOwn: (origin: unknown) => boolean
  close: () => void
}

const prefix = 'yst-text'
const patienceMs = 3000

export const storeName = (account: string, documentId: string, generation: number): string =>
  [prefix, account, documentId, generation].join('|')

export function openLocal(name: string, doc: Y.Doc): LocalStore {
  let store: IndexeddbPersistence | null = null
  let closed = false
  const loaded = (async () => {
    if (!(await keepsWords()) || closed) return false
    store = new IndexeddbPersistence(name, doc)
    return Promise.race([store.whenSynced.then(() => true), after(patienceMs)])
  })()
  return {
    loaded,
    isWhole: async () => ((await loaded) && store !== null ? (await store.get('whole')) === 1 : false),
    markWhole: () => void loaded.then((there) => (there && !closed ? store?.set('whole', 1) : undefined)).catch(() => {}),
    isOwn: (origin) => origin !== null && origin === store,
    close: () => {
      closed = true
      void store?.destroy()
    },
  }
}

const after = (ms: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), ms))

let keeps: Promise<boolean> | null = null
/** True where this browser lets a page keep something; private windows of some do not. */
export const keepsWords = (): Promise<boolean> => (keeps ??= Promise.race([canOpenStore(), after(patienceMs)]))

function canOpenStore(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open('yst-probe')
      request.addEventListener('success', () => {
        request.result.close()
        resolve(true)
      })
      request.addEventListener('error', () => resolve(false))
    } catch {
      resolve(false)
    }
  })
}

export const forgetStore = (name: string): Promise<void> => clearDocument(name)

/** The names of every store of texts on this device, of one account or of all. */
export async function storesOf(account?: string): Promise<string[]> {
  if (typeof indexedDB === 'undefined' || !indexedDB.databases) return []
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
  return names.filter((name) => name.startsWith(account === undefined ? `${prefix}|` : `${prefix}|${account}|`))
}
