import { useState } from 'react'
import type { AssignmentListLine, AssignmentPart, AssignmentStage } from '../../shared/assignment-shapes.ts'
import type { Role } from '../../shared/people.ts'
import { api } from '../api.ts'
import { deskPlaces } from '../desk/places.ts'
import { useMe } from '../me.tsx'
import { useAnswer } from '../use-answer.ts'

/** 批示 stands beside the parts: what came by a brief. */
export const showsOf = { all: '全部', lead: '主办', co: '会办', brief: '批示' } as const
export type Show = keyof typeof showsOf

/** What one's own units, or the offices one sits in, have in hand. */
export function useAssignments(asked: { show: Show; stage?: AssignmentStage; q?: string }) {
  const me = useMe()
  const organisations = [...new Set(me.data?.actor.roles.map((role) => role.organisationId) ?? [])]
  const part: AssignmentPart = asked.show === 'brief' ? 'all' : asked.show
  return useAnswer(
    () => api.assignments.$get({ query: { part, ...(asked.stage ? { stage: asked.stage } : {}), ...(asked.q ? { q: asked.q } : {}) } }),
    organisations.map((id) => `assignment@${id}`),
    [part, asked.stage, asked.q],
  )
}

export const shownBy = (lines: readonly AssignmentListLine[], show: Show): AssignmentListLine[] =>
  lines.filter((line) => show !== 'brief' || line.handledKind === 'brief')

/** True for the people of a unit. */
export function useOwnUnits(): (unitId: string) => boolean {
  const me = useMe()
  const own = new Set(me.data?.actor.roles.flatMap(({ role, organisationId }) => (role === 'unitClerk' || role === 'unitLeader' ? [organisationId] : [])))
  return (unitId) => own.has(unitId)
}

/** True for those whose desk this is: units and offices. Sponsors only read what was sent to them. */
export function useIsDesk(): boolean {
  const me = useMe()
  const wanted: readonly Role[] = deskPlaces.assignments.roles
  return me.data?.actor.roles.some(({ role }) => wanted.includes(role)) ?? false
}

const kept = 'assignments.show'

/** Which of them are shown, kept while one goes from record to record. */
export function useShow(): [Show, (show: Show) => void] {
  const [show, setShow] = useState<Show>(() => {
    const before = sessionStorage.getItem(kept)
    return before && Object.hasOwn(showsOf, before) ? (before as Show) : 'all'
  })
  return [
    show,
    (next) => {
      sessionStorage.setItem(kept, next)
      setShow(next)
    },
  ]
}
