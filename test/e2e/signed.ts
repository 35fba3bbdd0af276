import { vi } from 'vitest'
import type { Caller, County } from './county.ts'

/** The first half of the road by calls alone: it has its own story in a browser. */

/** What came out of the talk: the signed opinion, and the clauses that stand in it. */
export type SignedTalk = { sessionId: string; opinionId: string }
/** Somebody who acts without a page, and the name they sign in by. */
export type Hand = { username: string; call: Caller }
export const handOf = async (county: County, username: string): Promise<Hand> => ({ username, call: await county.as(username) })
type Hands = { chair: Hand; member: Hand }

type Versioned = { id: string; version: number }
type Offered = Versioned & { may: string[] }
type Sealed = Versioned & { seal: { digest: string } | null }
type Cards = { cards: (Offered & { words: string })[] }
type Planned = { title: string; topicId: string | null; items: { words: string; kind: string; minutes: number }[] }

/** Does a deed on a record as it stands now. */
export async function on<T = Versioned>(call: Caller, path: string, deed: string, body: object = {}): Promise<T> {
  const { version } = await call<Versioned>(path)
  return call<T>(`${path}/${deed}`, { version, ...body })
}

/**
 * A session whose member says these sentences and whose facilitator places them; both sign, and the record is signed.
 */
export async function signedOpinion(county: County, hands: Hands, title: string, sentences: readonly string[]): Promise<SignedTalk> {
  const { chair, member } = hands
  const talk = await beginTalk(county, hands, { title, topicId: null, items: [] })
  for (const one of sentences) await sayAndPlace(talk, chair.call, member.call, one)
  const { items } = await chair.call<{ items: Offered[] }>(`/api/sessions/${talk.sessionId}/items`)
  for (const item of items.filter(({ may }) => may.includes('defer'))) {
    await chair.call(`/api/items/${item.id}/defer`, { version: item.version, deferredTo: '下一次' })
  }
  await endSigned(county, hands, talk)
  return talk
}

/**
 * From what a resident said to the opinion that a member and the facilitator signed. The resident's sentence stands
 * first, after it what 委员甲 says.
 */
export async function talkAndSign(county: County, said: string, sentences: readonly string[]): Promise<SignedTalk> {
  const hands = { chair: await handOf(county, 'zhuchi'), member: await handOf(county, 'weiyuanjia') }
  const [chair, member] = [hands.chair.call, hands.member.call]
  const { issues } = await member<{ issues: Versioned[] }>('/api/issues')
  const issue = `/api/issues/${issues[0]?.id}`
  await on(member, issue, 'triage', { urgency: 'soon', sector: '旅游', confidential: false })
  const words = { title: '环线消防通道', situation: '', affected: '', hopes: '', departments: '', urgency: 'soon' }
  const { topic } = await on<{ topic: { id: string } }>(member, issue, 'escalate', { topicId: null, topic: words })
  await on(await county.as('shenpi'), `/api/topics/${topic.id}`, 'approve')

  const talk = await beginTalk(county, hands, {
    title: '环线消防通道', topicId: topic.id, items: [{ words: '路怎么拓宽', kind: 'talk', minutes: 10 }],
  })
  const session = `/api/sessions/${talk.sessionId}`
  await on(chair, session, 'cards/from-issues')
  await place(talk, chair, said)
  for (const one of sentences) await sayAndPlace(talk, chair, member, one)
  for (const item of (await chair<{ items: Versioned[] }>(`${session}/items`)).items) {
    const begun = await chair<Versioned>(`/api/items/${item.id}/begin`, { version: item.version })
    await chair(`/api/items/${item.id}/record-informed`, { version: begun.version })
  }
  await on(chair, `/api/opinions/${talk.opinionId}`, 'title', { title: '环线消防通道改造意见' })
  await endSigned(county, hands, talk)
  return talk
}

const idOf = async ({ call }: Hand): Promise<string> => (await call<{ actor: { id: string } }>('/api/me')).actor.id

async function beginTalk(county: County, { chair, member }: Hands, planned: Planned): Promise<SignedTalk> {
  const { id, opinionId } = await chair.call<Versioned & { opinionId: string }>('/api/sessions', {
    ...planned, preset: 'pavilion', organisationId: county.organisationId, venueId: county.venueId, scheduledAt: null,
    invitations: [{ personId: await idOf(member), hand: 'member' }],
  })
  const session = `/api/sessions/${id}`
  await on(chair.call, session, 'open-now')
  await member.call(`${session}/check-in`, { remote: false })
  await on(chair.call, session, 'start', { acknowledged: true })
  return { sessionId: id, opinionId }
}

async function sayAndPlace(talk: SignedTalk, chair: Caller, member: Caller, words: string): Promise<void> {
  await member(`/api/sessions/${talk.sessionId}/cards`, { words, itemId: null })
  await place(talk, chair, words)
}

async function place({ sessionId }: SignedTalk, chair: Caller, words: string): Promise<void> {
  const { cards } = await chair<Cards>(`/api/sessions/${sessionId}/cards`)
  const card = cards.find((one) => one.words === words && one.may.includes('place'))
  await chair(`/api/cards/${card?.id}/place`, { version: card?.version })
}

/** The talk is over, the opinion sealed and signed by both, and the record signed. */
async function endSigned(county: County, { chair, member }: Hands, { sessionId, opinionId }: SignedTalk): Promise<void> {
  const opinion = `/api/opinions/${opinionId}`
  await on(chair.call, `/api/sessions/${sessionId}`, 'end-talk')
  await on(chair.call, opinion, 'announce-freeze')
  await vi.waitUntil(async () => (await chair.call<Sealed>(opinion)).seal !== null, { timeout: 60_000, interval: 100 })
  const { seal } = await on<Sealed>(chair.call, opinion, 'open-countersign', { signers: [await idOf(chair), await idOf(member)] })
  for (const { call, username } of [member, chair]) {
    await on(call, opinion, 'sign', { digest: seal?.digest, password: county.password(username) })
  }
  await on(chair.call, `/api/sessions/${sessionId}`, 'sign-record')
}
