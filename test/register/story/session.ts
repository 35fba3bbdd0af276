import type { Client, Organisation, Person, Venue } from '../../people.ts'
import { type Body, look, type Stage } from './play.ts'

export type HallPeople = {
  county: Organisation
  venue: Venue
  chair: Client
  approver: Client
  member: Client
  memberPerson: Person
  clerkPerson: Person
}

/** Does a deed on a session as it stands now. */
const onSession = ({ play }: Stage, id: string) => async (client: Client, deed: string, body: object = {}): Promise<Body> => {
  const { version } = await look(client, `/api/sessions/${id}`)
  return play(client, `/api/sessions/{id}/${deed}`, { id }, { version, ...body })
}

const draftOf = ({ county, venue }: HallPeople, more: object = {}) => ({
  preset: 'pavilion', organisationId: county.id, venueId: venue.id, topicId: null, title: '环线消防通道',
  scheduledAt: null, items: [], invitations: [], ...more,
})

/** A forum through approval, and what can go another way on that road. */
export async function planForums(stage: Stage, hall: HallPeople): Promise<void> {
  const { play, t } = stage
  const { chair, approver } = hall
  const forum = { preset: 'forum', scheduledAt: new Date((await t.clock.now(t.db)).getTime() + 3_600_000).toISOString() }
  const made = await play(chair, '/api/sessions', {}, draftOf(hall, forum))
  const on = onSession(stage, made.id)
  await on(chair, 'edit', { title: '农产品品牌' })
  await on(chair, 'rights', { rights: { resident: 'comment' } })
  await play(chair, '/api/sessions/{id}/invitations', { id: made.id }, { invitations: [{ personId: hall.memberPerson.id, hand: 'member' }] })
  await on(chair, 'submit-for-approval')
  await on(approver, 'return-for-change', { reason: '日期再定' })
  await on(chair, 'submit-for-approval')
  await on(approver, 'approve')
  await on(chair, 'reschedule', { scheduledAt: forum.scheduledAt })
  await on(chair, 'open-check-in')
  await on(approver, 'abort', { reason: '停电' })
  const other = await play(chair, '/api/sessions', {}, draftOf(hall, forum))
  const onOther = onSession(stage, other.id)
  await onOther(chair, 'submit-for-approval')
  await onOther(approver, 'approve')
  await onOther(chair, 'cancel', { reason: '下雨' })
}

/** A pavilion session from opening to the moment talk is over; answers its id. */
export async function holdSession(stage: Stage, hall: HallPeople, topicId: string): Promise<string> {
  const { play } = stage
  const { chair, member } = hall
  const items = ['情况通报', '路宽', '补偿', '停车', '立面'].map((words) => ({ words, kind: 'talk', minutes: 10 }))
  const { id } = await play(chair, '/api/sessions', {}, draftOf(hall, { topicId, items, invitations: [{ personId: hall.memberPerson.id, hand: 'member' }] }))
  const on = onSession(stage, id)
  const proposed = await play(member, '/api/sessions/{id}/items', { id }, { words: '水井', kind: 'talk', minutes: 5, note: '' })
  await play(chair, '/api/items/{id}/accept', { id: proposed.id }, { version: proposed.version })
  await on(chair, 'open-now')
  await letIn(stage, hall, id)
  await on(chair, 'start', { acknowledged: true })
  await on(chair, 'pause')
  await on(chair, 'resume')
  await speak(stage, hall, id)
  await talkThrough(stage, hall, id)
  await on(chair, 'end-talk')
  await on(chair, 'resume-talk')
  return id
}

async function letIn({ play, t }: Stage, hall: HallPeople, id: string): Promise<void> {
  const { chair, member, clerkPerson } = hall
  await play(member, '/api/sessions/{id}/check-in', { id }, { remote: true })
  const door = await look(chair, `/api/sessions/${id}`)
  await play(t.device(), '/api/session-doors/{token}/enter', { token: String(door.doorUrl).split('/').at(-1)! }, { name: '村民代表甲' })
  for (const name of ['村民代表乙', '村民代表丙']) await play(t.device(), '/api/sessions/door', {}, { code: door.doorCode, name })
  const seats = async () => (await look(chair, `/api/sessions/${id}`)).participants as Body[]
  const seat = async (name: string) => (await seats()).find((one) => one.name === name)!
  const onSeat = async (name: string, deed: string, body: object = {}) => {
    const found = await seat(name)
    return play(chair, `/api/participants/{id}/${deed}`, { id: found.id }, { version: found.version, ...body })
  }
  await onSeat('村民代表乙', 'admit')
  await onSeat('村民代表丙', 'refuse')
  for (const name of ['村民代表丁', '村民代表戊', '村民代表己']) {
    await play(chair, '/api/sessions/{id}/participants', { id }, { name, hand: 'resident', represents: '东山村' })
  }
  await onSeat('村民代表丁', 'leave')
  await onSeat('村民代表丁', 'check-in')
  await onSeat('村民代表戊', 'change-hand', { hand: 'expert' })
  await play(chair, '/api/sessions/{id}/invitations', { id }, { invitations: [{ personId: clerkPerson.id, hand: 'departmentStaff' }] })
  await play(chair, '/api/sessions/{id}/door', { id }, { link: true, version: (await look(chair, `/api/sessions/${id}`)).version })
}

async function speak({ play }: Stage, { chair }: HallPeople, id: string): Promise<void> {
  const { participants } = await look(chair, `/api/sessions/${id}`)
  const speaker = participants.find((one: Body) => one.name === '村民代表甲')
  const begun = await play(chair, '/api/sessions/{id}/speeches', { id }, { participantId: speaker.id, kind: 'contribution', allowedSeconds: 180 })
  const speech = begun.currentSpeech ?? begun
  await play(chair, '/api/speeches/{id}/end', { id: speech.id }, { version: speech.version })
}

async function talkThrough({ play }: Stage, { chair, member }: HallPeople, id: string): Promise<void> {
  const items = async () => (await look(chair, `/api/sessions/${id}/items`)).items as Body[]
  const on = async (words: string, deed: string, body: object = {}, client = chair) => {
    const item = (await items()).find((one) => one.words === words)!
    return play(client, `/api/items/{id}/${deed}`, { id: item.id }, { version: item.version, ...body })
  }
  const { participants } = await look(chair, `/api/sessions/${id}`)
  const resident = participants.find((one: Body) => one.name === '村民代表甲')
  await play(member, '/api/sessions/{id}/items', { id }, { words: '路灯', kind: 'talk', minutes: 5, note: '' })
  await on('路灯', 'reject', { reason: '下期再谈' })
  await play(member, '/api/sessions/{id}/items', { id }, { words: '垃圾', kind: 'talk', minutes: 5, note: '' })
  await on('垃圾', 'withdraw', {}, member)
  await on('补偿', 'reorder', { behind: null })
  await on('情况通报', 'begin')
  await on('情况通报', 'record-informed')
  await on('路宽', 'begin')
  await on('路宽', 'set-aside')
  await on('路宽', 'begin')
  const wide = (await items()).find((one) => one.words === '路宽')!
  await play(chair, '/api/items/{id}/reservations', { id: wide.id }, { participantId: resident.id, words: '井边先看过再动。', confirmed: true })
  await on('路宽', 'record-consensus', {
    readOut: true, consensus: [{ words: '拓宽到四米', party: '村里', quantity: 900, unit: '米', due: '2026-06-30' }],
  })
  await on('补偿', 'begin')
  await on('补偿', 'record-no-consensus', { reason: '两边说法不一' })
  for (const words of ['停车', '立面', '水井']) await on(words, 'defer', { deferredTo: '下一期' })
  await on('停车', 'reopen', { reason: '大家想接着谈' })
  await on('停车', 'defer', { deferredTo: '下一期' })
}
