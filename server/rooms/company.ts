import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { complain } from './complain.ts'

/**
 * The other nodes on the same database, as far as they are heard. Everything said here is a hint and may be lost: the
 * rows of the log are the truth, and rooms look at them by themselves as well. One who is alone says only hello.
 */
export type Company = {
  /** Rows up to this one are in a text's log. */
  moved: (documentId: string, generation: number, sequence: number) => void
  /** This node's rows for a text came too late: others made theirs first. */
  late: (documentId: string) => void
  /** Where a caret of this node is; of several places of one caret only the last is told. */
  caret: (documentId: string, client: number, message: Uint8Array) => void
  /** A text was opened here: what carets are at it elsewhere? */
  opened: (documentId: string) => void
  /** True while other nodes are known. */
  any: () => boolean
  leave: () => Promise<void>
}

export type Neighbour = {
  moved: (documentId: string, generation: number, sequence: number) => void
  /** Another node writes in a text and finds it moved on each time. */
  late: (documentId: string) => void
  carets: (documentId: string, node: string, message: Uint8Array) => void
  /** The carets at a text here by Yjs client, for one that asks. */
  everyCaret: (documentId: string) => ReadonlyMap<number, Uint8Array>
  /** A node went, or has not been heard for a while: its carets are not there any more. */
  gone: (node: string) => void
}

type Word =
  | { from: string; hello: 'first' | 'again' | 'bye' }
  | { from: string; moved: [string, number, number][] }
  | { from: string; carets: [string, string][] }
  | { from: string; opened: string }
  | { from: string; late: string }

const channel = 'rooms'
/** A payload may have 8,000 bytes. */
const mostBytes = 7_500
const helloMs = 4_000
const silentMs = 11_000
const caretMs = 40

export async function keepCompany(sql: Sql, neighbour: Neighbour): Promise<Company> {
  const self = randomUUID()
  const heardAt = new Map<string, number>()
  const moved = new Map<string, [number, number]>()
  const carets = new Map<string, [string, string]>()
  let telling = false
  let due: NodeJS.Timeout | null = null
  let left = false

  // Without an `await` that counts: what is lost here is found by looking.
  const say = (word: Word): Promise<unknown> =>
    sql`select pg_notify(${channel}, ${JSON.stringify(word)})`.catch((error: unknown) => {
      if (!left) complain(error)
    })

  function hear(word: Word): void {
    const { from } = word
    if (from === self || left) return
    if ('hello' in word && word.hello === 'bye') return lose(from)
    const isNew = !heardAt.has(from)
    heardAt.set(from, performance.now())
    if (isNew) void say({ from: self, hello: 'first' })
    if ('moved' in word) for (const [id, generation, sequence] of word.moved) neighbour.moved(id, generation, sequence)
    else if ('late' in word) neighbour.late(word.late)
    else if ('carets' in word) for (const [id, message] of word.carets) neighbour.carets(id, from, new Uint8Array(Buffer.from(message, 'base64')))
    else if ('opened' in word) for (const [client, message] of neighbour.everyCaret(word.opened)) tellCaret(word.opened, client, message)
  }
  function lose(node: string): void {
    if (heardAt.delete(node)) neighbour.gone(node)
  }

  /** One word at a time: what comes in while one is on its way goes together in the next. */
  async function tellMoved(): Promise<void> {
    if (telling) return
    telling = true
    while (moved.size > 0) {
      const batch = [...moved].slice(0, 100).map(([id, [generation, sequence]]): [string, number, number] => [id, generation, sequence])
      for (const [id] of batch) moved.delete(id)
      await say({ from: self, moved: batch })
    }
    telling = false
  }

  function tellCaret(documentId: string, client: number, message: Uint8Array): void {
    const text = Buffer.from(message).toString('base64')
    if (text.length > mostBytes - 200) return
    carets.set(`${documentId}:${client}`, [documentId, text])
    due ??= setTimeout(() => {
      due = null
      let batch: [string, string][] = []
      let bytes = 0
      for (const caret of carets.values()) {
        if (bytes + caret[1].length + 60 > mostBytes - 100) {
          void say({ from: self, carets: batch })
          batch = []
          bytes = 0
        }
        batch.push(caret)
        bytes += caret[1].length + 60
      }
      carets.clear()
      void say({ from: self, carets: batch })
    }, caretMs)
  }

  const listening = await sql.listen(channel, (payload) => hear(JSON.parse(payload) as Word), () => void say({ from: self, hello: 'first' }))
  const timer = setInterval(() => {
    void say({ from: self, hello: 'again' })
    for (const [node, at] of heardAt) if (performance.now() - at > silentMs) lose(node)
  }, helloMs)
  timer.unref()

  return {
    moved(documentId, generation, sequence) {
      if (heardAt.size === 0) return
      moved.set(documentId, [generation, sequence])
      void tellMoved()
    },
    caret(documentId, client, message) {
      if (heardAt.size > 0) tellCaret(documentId, client, message)
    },
    opened(documentId) {
      if (heardAt.size > 0) void say({ from: self, opened: documentId })
    },
    late(documentId) {
      if (heardAt.size > 0) void say({ from: self, late: documentId })
    },
    any: () => heardAt.size > 0,
    async leave() {
      clearInterval(timer)
      if (due) clearTimeout(due)
      await say({ from: self, hello: 'bye' })
      left = true
      await listening.unlisten()
    },
  }
}
