import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { serverAccount } from '../../shared/documents/authors.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import { readText } from '../../shared/sync/text.ts'
import { api } from '../api.ts'
import { useAnswer } from '../use-answer.ts'
import type { Room } from './room.ts'

const calmMs = 300
/** A Yjs client that the house has not told of is asked about at most this often. */
const askAgainMs = 4000

/** The names of those who wrote a clause, who wrote most of it first. */
export type ClauseWriters = ReadonlyMap<string, readonly string[]>

/**
 * Who wrote each clause, as people write: whose the Yjs clients are the house says once, and again when a new one has
 * come; the rest is read off the text itself.
 */
export function useWriters(room: Room, account: string): ClauseWriters {
  const { documentId, generation } = room
  const answer = useAnswer(() => api.documents[':id'].writers.$get({ param: { id: documentId } }), [], [documentId, generation])
  const [writers, setWriters] = useState<ClauseWriters>(new Map())
  const told = answer.data

  const read = useCallback((): boolean => {
    const names = new Map(told?.writers.map((one) => [one.account, one.name]))
    const accounts = new Map(told?.generation === generation ? told.clients.map((one) => [one.client, one.account]) : [])
    accounts.set(room.doc.clientID, account)
    let allKnown = true
    const nameOf = (client: number): string | null => {
      const whose = accounts.get(client)
      if (whose === serverAccount) return null
      if (whose === undefined) allKnown = false
      return (whose === undefined ? null : names.get(whose)) ?? nameAtCaret(room, client)
    }
    const { content, runs } = readText(room.doc)
    const now = new Map(clausesOf(content).map(({ id }, index) => [id, inOrder(runs[index] ?? [], nameOf)] as const))
    setWriters((before) => (JSON.stringify([...before]) === JSON.stringify([...now]) ? before : now))
    return allKnown
  }, [room, generation, account, told])
  const askAgain = useEffectEvent(answer.again)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedAt = performance.now()
    const look = () => {
      timer = undefined
      if (read() || performance.now() - askedAt < askAgainMs) return
      askedAt = performance.now()
      askAgain()
    }
    const later = () => {
      timer ??= setTimeout(look, calmMs)
    }
    look()
    room.doc.on('update', later)
    return () => {
      clearTimeout(timer)
      room.doc.off('update', later)
    }
  }, [room, read])
  return writers
}

/** Somebody who has just begun to write has their name at their caret. */
function nameAtCaret(room: Room, client: number): string | null {
  const state = room.provider.awareness.getStates().get(client) as { user?: { name?: unknown } } | undefined
  return typeof state?.user?.name === 'string' ? state.user.name : null
}

function inOrder(runs: readonly { client: number; length: number }[], nameOf: (client: number) => string | null): string[] {
  const lengths = new Map<string, number>()
  for (const { client, length } of runs) {
    const name = nameOf(client)
    if (name !== null) lengths.set(name, (lengths.get(name) ?? 0) + length)
  }
  return [...lengths].toSorted(([, a], [, b]) => b - a).map(([name]) => name)
}
