import { expect } from 'vitest'
import type { Caller, County } from './county.ts'

/** What came out of the talk: the signed opinion, and the clauses that stand in it. */
export type SignedTalk = { sessionId: string; opinionId: string }

type Versioned = { id: string; version: number }
type Sessioned = Versioned & { opinionId: string; items: Versioned[]; participants: (Versioned & { personId: string | null })[] }
type Sealed = Versioned & { seal: { digest: string } | null }

/** Does a deed on a record as it stands now. */
export async function on<T = Versioned>(call: Caller, path: string, deed: string, body: object = {}): Promise<T> {
  const { version } = await call<Versioned>(path)
  return call<T>(`${path}/${deed}`, { version, ...body })
}

/**
 * From what a resident said to the opinion that two members and the facilitator signed, by calls alone: the first half
 * of the road has its own story. The resident's sentence stands first, after it what 委员甲 says.
 */
export async function talkAndSign(county: County, said: string, cards: readonly string[]): Promise<SignedTalk> {
  const [chair, member, approver] = await Promise.all([county.as('zhuchi'), county.as('weiyuanjia'), county.as('shenpi')])
  const [chairs, members] = await Promise.all([idOf(chair), idOf(member)])
  const { issues } = await member<{ issues: Versioned[] }>('/api/issues')
  const issue = `/api/issues/${issues[0]?.id}`
  await on(member, issue, 'triage', { urgency: 'soon', sector: '旅游', confidential: false })
  const words = { title: '环线消防通道', situation: '', affected: '', hopes: '', departments: '', urgency: 'soon' }
  const { topic } = await on<{ topic: { id: string } }>(member, issue, 'escalate', { topicId: null, topic: words })
  await on(approver, `/api/topics/${topic.id}`, 'approve')

  const made = await chair<Versioned>('/api/sessions', {
    preset: 'pavilion', organisationId: county.organisationId, venueId: county.venueId, topicId: topic.id, title: '环线消防通道', scheduledAt: null,
    items: [{ words: '路怎么拓宽', kind: 'talk', minutes: 10 }], invitations: [{ personId: members, hand: 'member' }],
  })
  const session = `/api/sessions/${made.id}`
  await on(chair, session, 'open-now')
  await on(member, session, 'check-in')
  await on(chair, session, 'start', { acknowledged: true })
  const { items } = await chair<{ items: Versioned[] }>(`${session}/items`)
  await on(chair, session, 'cards/from-issues')
  for (const one of cards) await member(`${session}/cards`, { words: one, itemId: null })
  const { cards: all } = await chair<{ cards: (Versioned & { words: string })[] }>(`${session}/cards`)
  for (const one of [said, ...cards]) {
    const card = all.find((found) => found.words === one)
    await chair(`/api/cards/${card?.id}/place`, { version: card?.version })
  }
  for (const item of items) {
    const begun = await chair<Versioned>(`/api/items/${item.id}/begin`, { version: item.version })
    await chair(`/api/items/${item.id}/record-informed`, { version: begun.version })
  }
  const { opinionId } = await chair<Sessioned>(session)
  await sealAndSign(county, opinionId, [chair, member], [chairs, members])
  await on(chair, session, 'end-talk')
  await on(chair, session, 'sign-record')
  return { sessionId: made.id, opinionId }
}

const idOf = async (call: Caller): Promise<string> => (await call<{ actor: { id: string } }>('/api/me')).actor.id

async function sealAndSign(county: County, opinionId: string, [chair, member]: [Caller, Caller], signers: string[]): Promise<void> {
  const opinion = `/api/opinions/${opinionId}`
  await on(chair, opinion, 'title', { title: '环线消防通道改造意见' })
  await on(chair, opinion, 'announce-freeze')
  await expect.poll(async () => (await chair<Sealed>(opinion)).seal !== null, { timeout: 30_000, interval: 200 }).toBe(true)
  const { seal } = await on<Sealed>(chair, opinion, 'open-countersign', { signers })
  await on(chair, opinion, 'sign', { digest: seal?.digest, password: county.password('zhuchi') })
  await on(member, opinion, 'sign', { digest: seal?.digest, password: county.password('weiyuanjia') })
}
