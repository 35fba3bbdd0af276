import { api } from '../api.ts'
import type { Me } from '../me.tsx'
import { type Answer, useAnswer } from '../use-answer.ts'
import { openNow, type Waiting, waitingFor } from './waiting.ts'
import type { SessionLine } from '../../shared/sessions.ts'

/** Everything that waits for this person, from every part of the house; `missing` is what has not been answered yet. */
export function useWaiting({ actor }: Me): { open: SessionLine[]; waiting: Waiting[]; missing: Answer<unknown> | undefined } {
  const organisations = [...new Set(actor.roles.map((held) => held.organisationId))]
  const any = (...kinds: string[]) => kinds.flatMap((kind) => organisations.map((id) => `${kind}@${id}`))
  const sessions = useAnswer(() => api.sessions.$get(), any('session'))
  const issues = useAnswer(() => api.issues.$get({ query: {} }), any('issue'))
  const topics = useAnswer(() => api.topics.$get({ query: {} }), any('topic'))
  const desks = useAnswer(() => api.waiting.$get(), any('proposal', 'assignment', 'brief', 'report'))
  const waiting = waitingFor(
    actor.roles.map((held) => held.role),
    {
      sessions: sessions.data?.sessions ?? [],
      issues: issues.data?.issues ?? [],
      topics: topics.data?.topics ?? [],
      desks: desks.data?.waiting ?? [],
    },
  )
  // Nothing is said to be all there is before everything was asked.
  const missing = [sessions, issues, topics, desks].find((answer) => answer.data === undefined)
  return { open: openNow(sessions.data?.sessions ?? []), waiting, missing }
}
