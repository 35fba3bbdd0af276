import type { AgendaItem } from '../../shared/agenda.ts'
import type { Card } from '../../shared/cards.ts'
import type { Opinion } from '../../shared/opinions.ts'
import type { Session } from '../../shared/sessions.ts'
import { api } from '../api.ts'
import { useAnswer } from '../use-answer.ts'

/** Everything a screen of one session shows, asked for again whenever the bell names the session. */
export type HallRecords = {
  session: Session
  items: readonly AgendaItem[]
  cards: readonly Card[]
  /** What the caller may do with cards as such: say, record. */
  mayWithCards: readonly string[]
  opinion: Opinion | undefined
}

export function useSession(id: string) {
  return useAnswer(() => api.sessions[':id'].$get({ param: { id } }), [`session:${id}`], [id])
}

export function useItems(sessionId: string): readonly AgendaItem[] {
  const answer = useAnswer(
    () => api.sessions[':id'].items.$get({ param: { id: sessionId } }),
    [`session:${sessionId}`],
    [sessionId],
  )
  return answer.data?.items ?? []
}

const nothing = { cards: [], may: [] }

export function useCards(sessionId: string): { cards: readonly Card[]; may: readonly string[] } {
  const answer = useAnswer(
    () => api.sessions[':id'].cards.$get({ param: { id: sessionId } }),
    [`session:${sessionId}`],
    [sessionId],
  )
  return answer.data ?? nothing
}

export function useOpinion(session: Pick<Session, 'id' | 'opinionId'>): Opinion | undefined {
  const answer = useAnswer(
    () => api.opinions[':id'].$get({ param: { id: session.opinionId } }),
    [`session:${session.id}`, `opinion:${session.opinionId}`],
    [session.opinionId],
  )
  return answer.data
}

/** 月月有商量 第 6 期, or the title of a session that belongs to no series. */
export function seriesName(session: Pick<Session, 'brand' | 'ordinal' | 'title'>): string {
  if (session.brand === '') return session.title
  return session.ordinal === null ? session.brand : `${session.brand} 第 ${session.ordinal} 期`
}
