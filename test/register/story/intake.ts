import type { Client, Organisation, Venue } from '../../people.ts'
import { somethingSaid } from '../../intake/stage.ts'
import { type Body, look, type Stage } from './play.ts'

export type Station = { county: Organisation; venue: Venue; chair: Client; member: Client; approver: Client }

/** A resident's words, from the pavilion to each of their ends; answers a topic that was agreed on. */
export async function listenToResidents({ t, play }: Stage, { county, venue, chair, member, approver }: Station): Promise<string> {
  const resident = t.device()
  await play(resident, '/api/issues/greet', {}, { code: venue.code, name: '村民代表甲' })
  const raise = (words: string): Promise<Body> => play(resident, '/api/issues/raise', {}, { ...somethingSaid, words, code: venue.code })
  const one = await raise('过节那回，消防车开不进来。')
  const two = await raise('环线太窄了。')
  const three = await raise('凉亭的座板坏了。')
  const four = await raise('邻居占了过道。')
  const five = await play(chair, '/api/issues', {}, {
    ...somethingSaid, words: '电话里说：桥栏杆松了。', organisationId: county.id, channel: 'phone', venueId: venue.id, place: '',
  })
  const on = async (client: Client, id: string, deed: string, body: object = {}): Promise<Body> => {
    const { version } = await look(client, `/api/issues/${id}`)
    return play(client, `/api/issues/{id}/${deed}`, { id }, { version, ...body })
  }
  const triage = { urgency: 'soon', sector: '旅游', confidential: false }
  for (const issue of [one, two, three, five]) await on(member, issue.id, 'triage', triage)
  await on(chair, four.id, 'not-accept', { reason: 'personalDispute', words: '' })
  await on(member, two.id, 'merge', { into: one.id })
  await play(member, '/api/issues/{id}/contact', { id: one.id }, { reason: '约他到场说' })
  await on(member, three.id, 'take-on')
  await on(member, three.id, 'solve', { words: '换好了。', fileIds: [] })
  await on(member, five.id, 'answer', { words: '下周来修。' })
  await on(member, five.id, 'solve', { words: '修好了。', fileIds: [] })
  await on(member, five.id, 'words', { words: '是桥东头那一段。' })
  await on(member, five.id, 'deny', { words: '又松了。' })
  await on(member, five.id, 'take-on')
  await on(member, five.id, 'solve', { words: '换了新的。', fileIds: [] })
  await on(member, five.id, 'confirm', { how: 'yes' })
  await echo({ t, play }, resident, { three, one }, async (id) => {
    await on(member, id, 'take-on')
    return on(member, id, 'solve', { words: '又钉牢了。', fileIds: [] })
  })

  const words = { title: '环线消防通道', situation: '', affected: '', hopes: '', departments: '', urgency: 'soon' }
  const escalated = await on(member, one.id, 'escalate', { topicId: null, topic: words })
  const topicId: string = escalated.topic.id
  const topic = await look(approver, `/api/topics/${topicId}`)
  await play(approver, '/api/topics/{id}/approve', { id: topicId }, { version: topic.version })
  const idle = await play(member, '/api/topics', {}, { ...words, title: '另一件事', organisationId: county.id })
  await play(approver, '/api/topics/{id}/drop', { id: idle.id }, { version: idle.version, reason: '已经在办' })
  return topicId
}

/** What the resident does on their own page: more words, a new link, yes and no to what was done. */
async function echo(
  { t, play }: Stage,
  resident: Client,
  { three, one }: { three: Body; one: Body },
  solveAgain: (id: string) => Promise<Body>,
): Promise<void> {
  const page = async (id: string): Promise<Body> => look(resident, `/api/echo/${id}`)
  await play(resident, '/api/echo/{id}/words', { id: one.id }, { version: (await page(one.id)).version, words: '是去年中秋。' })
  await play(resident, '/api/echo/{id}/deny', { id: three.id }, { version: (await page(three.id)).version, words: '又松了。' })
  await solveAgain(three.id)
  await play(resident, '/api/echo/{id}/confirm', { id: three.id }, { version: (await page(three.id)).version, how: 'partly' })
  await play(resident, '/api/echo/{id}/leave', { id: three.id }, {})
  const { link } = await play(resident, '/api/echo/{id}/link', { id: one.id }, {})
  await play(t.device(), '/api/echo/exchange', {}, { token: String(link).split('#')[1] })
  await play(resident, '/api/echo/{id}/revoke', { id: one.id }, {})
}
