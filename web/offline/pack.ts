import { openRoom, type Room } from '../documents/room.ts'
import { take } from '../answer.ts'
import { api } from '../api.ts'
import { notePack } from './packs.ts'

/**
 * 备会包 (session pack): everything of one session fetched onto this device beforehand, so that it opens in a place
 * without a network. The service worker keeps the answers, the local stores keep the texts.
 */
export type PackTold = { done: number; all: number }

const textMs = 20_000

/** Fetches the pack; tells how far it is. Rejects where something could not be fetched: the pack is then not whole. */
export async function loadPack(sessionId: string, tell: (told: PackTold) => void): Promise<void> {
  const param = { id: sessionId }
  const session = await take(api.sessions[':id'].$get({ param }))
  const texts = [session.agendaDocumentId, session.opinionDocumentId]
  const of = (id: string) => ({ param: { id } })
  const work: (() => Promise<unknown>)[] = [
    () => take(api.me.$get()),
    () => take(api.sessions[':id'].items.$get({ param })),
    () => take(api.sessions[':id'].cards.$get({ param })),
    () => take(api.opinions[':id'].$get(of(session.opinionId))),
    ...texts.flatMap((id) => [
      () => take(api.documents[':id'].sources.$get(of(id))),
      () => take(api.documents[':id'].revisions.$get(of(id))),
      () => take(api.documents[':id'].amendments.$get(of(id))),
      () => loadText(id),
    ]),
    ...(session.topicId ? [() => take(api.topics[':id'].$get(of(session.topicId!)))] : []),
  ]
  let done = 0
  tell({ done, all: work.length })
  for (const step of work) {
    await step()
    done += 1
    tell({ done, all: work.length })
  }
  notePack(sessionId)
}

async function loadText(documentId: string): Promise<void> {
  const { generation, account } = await take(api.documents[':id'].$get({ param: { id: documentId } }))
  const room = openRoom(documentId, generation, account)
  try {
    await untilHere(room)
  } finally {
    room.leave()
  }
}

function untilHere(room: Room): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the text did not come')), textMs)
    const look = () => {
      if (!room.look().synced || !room.look().connected) return
      clearTimeout(late)
      stop()
      resolve()
    }
    const stop = room.subscribe(look)
    look()
  })
}
