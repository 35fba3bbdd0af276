import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { cards } from '../../db/schema/cards.ts'
import { participants, sessions } from '../../db/schema/sessions.ts'
import { within } from '../../server/house/context.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { opinionOf } from '../../server/opinions/records.ts'
import { createSession } from '../../server/sessions/create.ts'
import type { CardState } from '../../shared/cards.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import type { HandName, SessionState } from '../../shared/sessions.ts'
import { addClause } from '../../shared/sync/text.ts'
import type { Client, Guest, Person, TestHouse } from '../people.ts'

export type Seat = { id: string; who: Person | Guest | null; name: string }

export type HallGiven = {
  state?: SessionState
  settings?: { handwrittenSignature?: boolean }
  topicId?: string
  passwords?: boolean
  organisation?: { id: string; name: string }
}

/** A session under way in a county: who runs it, who came, and a few hands to look into it. */
export async function openHall(t: TestHouse, given: HallGiven = {}) {
  const organisation = given.organisation ?? (await t.makeOrganisation(undefined, { settings: given.settings ?? {} }))
  // Hashing a password is slow: only where somebody signs with one.
  const withPassword = (password: string) => (given.passwords ? { password } : {})
  const chair = await t.makePerson(organisation, ['facilitator'], { name: '主持人甲', ...withPassword('chair-password') })
  const recorder = await t.makePerson(organisation, ['recorder'], { name: '记录人甲' })
  const member = await t.makePerson(organisation, ['member'], { name: '委员甲', ...withPassword('member-password') })
  const member2 = await t.makePerson(organisation, ['member'], { name: '委员乙', ...withPassword('member2-password') })
  const clerk = await t.makePerson(organisation, ['unitClerk'], { name: '公路部门甲' })
  const watcher = await t.makePerson(organisation, ['auditor'], { name: '旁听甲' })
  const away = await t.makePerson(organisation, ['member'], { name: '委员丙' })
  const resident = await t.makeGuest(organisation, '村民代表甲')
  const resident2 = await t.makeGuest(organisation, '村民代表乙')

  const sessionId = await within(t.house, await t.actor(chair), async (ctx) => {
    const session = await createSession(ctx, {
      preset: 'pavilion', organisationId: organisation.id, venueId: null, topicId: given.topicId ?? null,
      title: '消防通道拓宽', scheduledAt: null, items: [], invitations: [],
    } as Parameters<typeof createSession>[1])
    return session.id
  })
  await setSession(given.state ?? 'live')
  const seats = {
    chair: await sit(chair, 'facilitator'),
    recorder: await sit(recorder, 'recorder'),
    member: await sit(member, 'member'),
    member2: await sit(member2, 'member'),
    clerk: await sit(clerk, 'departmentStaff'),
    watcher: await sit(watcher, 'observer'),
    resident: await sit(resident, 'resident'),
    resident2: await sit(resident2, 'resident'),
    byHand: await sit(null, 'resident', '张家老人'),
  }
  const opinion = (await opinionOf(t.db, sessionId))!

  async function setSession(state: SessionState): Promise<void> {
    await t.db.update(sessions).set({ state }).where(eq(sessions.id, sessionId))
  }
  async function sit(who: Person | Guest | null, hand: HandName, name = who?.name ?? ''): Promise<Seat> {
    const id = randomUUID()
    const now = await t.clock.now(t.db)
    await t.db.insert(participants).values({
      organisationId: organisation.id, id, sessionId, name, hand,
      personId: who && !('token' in who) ? who.id : null,
      guestId: who && 'token' in who ? who.id : null,
      state: 'present', way: who ? 'qr' : 'hand', checkedInAt: now, createdAt: now,
    })
    return { id, who, name }
  }
  /** What the text says now, clause by clause, empty ones left out. */
  async function clauses() {
    const { content } = await t.db.transaction((tx) => readDocument({ tx }, opinion.documentId))
    return clausesOf(content as TextContent).filter((clause) => clause.text !== '')
  }
  /** Somebody writes a clause into the text. */
  async function write(words: string, who: Person = chair): Promise<string> {
    const actor = await t.actor(who)
    return within(t.house, actor, (ctx) => editDocument(ctx, opinion.documentId, (doc) => addClause(doc, words), `person:${who.id}`))
  }
  const fresh = async () => (await opinionOf(t.db, sessionId))!
  async function say(client: Client, words: string, more: Record<string, unknown> = {}) {
    return client.post(`/api/sessions/${sessionId}/cards`, { words, itemId: null, ...more })
  }
  const card = (client: Client, id: string, deed: string, body: Record<string, unknown> = {}) => client.post(`/api/cards/${id}/${deed}`, body)
  const opinionDeed = async (client: Client, deed: string, body: Record<string, unknown> = {}) =>
    client.post(`/api/opinions/${opinion.id}/${deed}`, { version: (await fresh()).version, ...body })

  return {
    t, organisation, sessionId, opinion, seats, setSession, sit, clauses, write, fresh, say, card, opinionDeed,
    people: { chair, recorder, member, member2, clerk, watcher, away, resident, resident2 },
    as: {
      chair: await t.as(chair), recorder: await t.as(recorder), member: await t.as(member), member2: await t.as(member2),
      clerk: await t.as(clerk), watcher: await t.as(watcher), away: await t.as(away),
      resident: await t.as(resident), resident2: await t.as(resident2),
    },
    sources: async () => (await (await t.as(chair)).get(`/api/documents/${opinion.documentId}/sources`)).body as { clauseId: string; sourceId: string }[],
    cardRow: async (id: string) => (await t.db.select().from(cards).where(eq(cards.id, id)))[0]!,
    setCard: (id: string, state: CardState) => t.db.update(cards).set({ state }).where(eq(cards.id, id)),
  }
}
export type Hall = Awaited<ReturnType<typeof openHall>>
