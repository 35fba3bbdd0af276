import type { County } from './county.ts'
import { on } from './signed.ts'

/** The people of a session, for `makeCounty`. */
export const hallPeople = [
  { name: '主持人甲', username: 'zhuchi', role: 'facilitator' },
  { name: '委员甲', username: 'weiyuanjia', role: 'member' },
] as const

/** A session that is on, with its facilitator and one member in it, by calls alone. Answers its id. */
export async function sessionOn(county: County, title: string): Promise<string> {
  const [chair, member] = await Promise.all([county.as('zhuchi'), county.as('weiyuanjia')])
  const { actor } = await member<{ actor: { id: string } }>('/api/me')
  const { id } = await chair<{ id: string }>('/api/sessions', {
    preset: 'pavilion', organisationId: county.organisationId, venueId: county.venueId, topicId: null, title, scheduledAt: null,
    items: [{ words: '装在哪里', kind: 'talk', minutes: 10 }], invitations: [{ personId: actor.id, hand: 'member' }],
  })
  await on(chair, `/api/sessions/${id}`, 'open-now')
  await on(member, `/api/sessions/${id}`, 'check-in')
  await on(chair, `/api/sessions/${id}`, 'start', { acknowledged: true })
  return id
}
