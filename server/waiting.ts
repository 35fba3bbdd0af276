import { z } from '@hono/zod-openapi'
import { no } from '../shared/refusals.ts'
import { waitingLine, type WaitingLine } from '../shared/waiting.ts'
import { waitingAssignments } from './assignments/waiting.ts'
import { waitingBriefs } from './briefs/queries.ts'
import type { Policy } from './house/can.ts'
import type { Context } from './house/context.ts'
import { ask, noParams, query, street } from './house/route.ts'
import { waitingProposals } from './proposals/waiting.ts'
import { waitingReports } from './reports/queries.ts'

/** 等我办的: what waits for somebody at their desk, from every street. */
export const waitingPolicy: Policy<unknown, 'list'> = {
  noun: 'waiting',
  label: '等我办的',
  organisations: () => [],
  rules: { list: { signedIn: true } },
}

/** What of a street's records waits for the one who asks; a street stands here with one line. */
const streets: readonly ((ctx: Context) => Promise<WaitingLine[]>)[] = [waitingProposals, waitingAssignments, waitingBriefs, waitingReports]

/** What is late comes first, then by its date; what has none comes last. */
export async function waitingFor(ctx: Context): Promise<WaitingLine[]> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  if (ctx.actor.kind !== 'person') return []
  const lines: WaitingLine[] = []
  for (const waiting of streets) lines.push(...(await waiting(ctx)))
  return lines.toSorted(byUrgency)
}

function byUrgency(a: WaitingLine, b: WaitingLine): number {
  return b.workingDaysLate - a.workingDaysLate || (a.due?.day ?? '9').localeCompare(b.due?.day ?? '9') || a.title.localeCompare(b.title)
}

export const waitingRoutes = street().on(
  query({
    action: 'waiting.list', path: '/api/waiting', summary: '等我办的，晚了的在前，再按到期日',
    params: noParams,
    answer: z.object({ waiting: z.array(waitingLine) }),
  }),
  async (c) => ({ waiting: await ask(c, waitingFor) }),
)
