import type { Client, Organisation, Person, TestHouse, Venue } from '../people.ts'

/** The people of one county in a pavilion, and a few hands to bring their session where a test needs it. */
export type Hall = {
  county: Organisation
  venue: Venue
  chair: Person
  recorder: Person
  approver: Person
  member: Person
  staff: Person
  client: (who: Person) => Promise<Client>
}

export async function makeHall(t: TestHouse): Promise<Hall> {
  const county = await t.makeOrganisation()
  const [chair, recorder, approver, member, staff] = await Promise.all([
    t.makePerson(county, ['facilitator'], { name: '主持人甲' }),
    t.makePerson(county, ['recorder'], { name: '记录人乙' }),
    t.makePerson(county, ['approver'], { name: '审批人丙' }),
    t.makePerson(county, ['member'], { name: '委员甲' }),
    t.makePerson(county, ['unitClerk'], { name: '公路部门丁' }),
  ])
  const clients = new Map<string, Client>()
  return {
    county, chair, recorder, approver, member, staff,
    venue: await t.makeVenue(county),
    async client(who) {
      const known = clients.get(who.id) ?? (await t.as(who))
      clients.set(who.id, known)
      return known
    },
  }
}

export const sessionDraft = (hall: Hall, more: object = {}) => ({
  preset: 'pavilion',
  organisationId: hall.county.id,
  venueId: hall.venue.id,
  topicId: null,
  title: '旅游环线消防通道',
  scheduledAt: null,
  items: [],
  invitations: [],
  ...more,
})

type Body = ReturnType<typeof JSON.parse>

/** A fresh session in preparation. */
export async function draft(hall: Hall, more: object = {}): Promise<Body> {
  const made = await (await hall.client(hall.chair)).post('/api/sessions', sessionDraft(hall, more))
  if (made.status !== 200) throw new Error(JSON.stringify(made.body))
  return made.body
}

/** Does a deed on a session as the chair and gives the fresh session. */
export async function move(hall: Hall, session: Body, path: string, more: object = {}, who = hall.chair): Promise<Body> {
  const client = await hall.client(who)
  const { body: now } = await client.get(`/api/sessions/${session.id}`)
  const done = await client.post(`/api/sessions/${session.id}/${path}`, { version: now.version, ...more })
  if (done.status !== 200) throw new Error(`${path}: ${JSON.stringify(done.body)}`)
  return done.body
}

/** A session whose door is open, with its chair checked in. */
export const opened = async (hall: Hall, more: object = {}): Promise<Body> => move(hall, await draft(hall, more), 'open-now')

/** A session that is talking: a member, a department and three residents are here. */
export async function talking(hall: Hall, more: object = {}): Promise<Body> {
  const session = await opened(hall, more)
  for (const who of [hall.member, hall.staff]) await move(hall, session, 'check-in', {}, who)
  for (const name of ['村民代表甲', '村民代表乙', '村民代表丙']) {
    await move(hall, session, 'participants', { name, hand: 'resident', represents: '' })
  }
  return move(hall, session, 'start', { acknowledged: true })
}

export async function itemsOf(hall: Hall, session: Body, who = hall.chair): Promise<Body[]> {
  return (await (await hall.client(who)).get(`/api/sessions/${session.id}/items`)).body.items
}

/** Does a deed on an item as it stands now. */
export async function moveItem(hall: Hall, item: Body, path: string, more: object = {}, who = hall.chair) {
  const fresh = (await itemsOf(hall, { id: item.sessionId }, who)).find((one) => one.id === item.id)
  return (await hall.client(who)).post(`/api/items/${item.id}/${path}`, { version: fresh.version, ...more })
}
