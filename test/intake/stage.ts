import { intakeNotice } from '../../shared/intake.ts'
import type { Answer, Client, Organisation, Person, TestHouse, Venue } from '../people.ts'

export type Stage = {
  here: Organisation
  venue: Venue
  facilitator: Client
  member: Client
  facilitatorPerson: Person
  memberPerson: Person
}

/** An organisation with a pavilion, a facilitator and a member. */
export async function setStage(t: TestHouse): Promise<Stage> {
  const here = await t.makeOrganisation()
  const venue = await t.makeVenue(here)
  const facilitatorPerson = await t.makePerson(here, ['facilitator'], { name: '主持人甲' })
  const memberPerson = await t.makePerson(here, ['member'], { name: '委员甲' })
  const [facilitator, member] = await Promise.all([t.as(facilitatorPerson), t.as(memberPerson)])
  return { here, venue, facilitator, member, facilitatorPerson, memberPerson }
}

export const somethingSaid = {
  words: '过节那回，消防车开不进来，绕了一大圈。',
  fileIds: [] as string[],
  alias: '村民代表甲',
  contact: '13800001178',
  under14: false,
  guardian: '',
  noticeVersion: intakeNotice.version as string,
}

/** A device that has given its name at the venue; unlike the door it sits in no session. */
export async function guestAt(t: TestHouse, venue: Venue, name = '村民代表甲'): Promise<Client> {
  const device = t.device()
  await device.post('/api/issues/greet', { code: venue.code, name })
  return device
}

export async function raise(client: Client, venue: Venue, more: Partial<typeof somethingSaid> = {}, key?: string): Promise<Answer> {
  return client.post('/api/issues/raise', { ...somethingSaid, ...more, code: venue.code }, key ? { key } : {})
}

/** A resident's words, just come in: the device they were said on, and what came back. */
export async function raised(t: TestHouse, venue: Venue, more: Partial<typeof somethingSaid> = {}) {
  const device = await guestAt(t, venue)
  const { body } = await raise(device, venue, more)
  return { device, ...(body as { id: string; number: string; code: string; link: string }) }
}

/** One move of the station's, on the version it stands at. */
export async function act(client: Client, id: string, path: string, body: Record<string, unknown> = {}): Promise<Answer> {
  const { body: issue } = await client.get(`/api/issues/${id}`)
  return client.post(`/api/issues/${id}/${path}`, { version: issue.version, ...body })
}

export const triage = (client: Client, id: string, confidential = false): Promise<Answer> =>
  act(client, id, 'triage', { urgency: 'soon', sector: '旅游', confidential })

/** One deed of the one who said it, on the version it stands at. */
export async function echo(client: Client, id: string, path: string, body: Record<string, unknown> = {}): Promise<Answer> {
  const { body: mine } = await client.get(`/api/echo/${id}`)
  return client.post(`/api/echo/${id}/${path}`, { version: mine.version, ...body })
}

export const titles = (stops: { title: string }[]): string[] => stops.map((stop) => stop.title)
