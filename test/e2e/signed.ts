import { vi } from 'vitest'
import type { Caller, County } from './county.ts'

type At = { version: number; [key: string]: unknown }
type Items = { items: { id: string; version: number; may: string[] }[] }
type Cards = { cards: { id: string; version: number; may: string[] }[] }
type Opinion = At & { seal: { digest: string } | null }

/** Reads a record and does a deed on it as it stands now. */
async function on(call: Caller, path: string, deed: string, body: object = {}): Promise<void> {
  const { version } = await call<At>(path)
  await call(`${path}/${deed}`, { version, ...body })
}

/** Somebody who acts without a page, and the name they sign in by. */
export type Hand = { username: string; call: Caller }

/**
 * A session without a page: its member says these sentences, its facilitator places them, both sign, and the record is
 * signed. Answers the opinion.
 */
export async function signedOpinion(county: County, hands: { chair: Hand; member: Hand }, title: string, sentences: readonly string[]): Promise<string> {
  const { call: chair } = hands.chair
  const { call: member } = hands.member
  const idOf = async (call: Caller) => (await call<{ actor: { id: string } }>('/api/me')).actor.id
  const [chairs, comes] = [await idOf(chair), await idOf(member)]
  const { id, opinionId } = await chair<{ id: string; opinionId: string }>('/api/sessions', {
    preset: 'pavilion', organisationId: county.organisationId, venueId: county.venueId, topicId: null, title,
    scheduledAt: null, items: [], invitations: [{ personId: comes, hand: 'member' }],
  })
  const session = `/api/sessions/${id}`
  const opinion = `/api/opinions/${opinionId}`
  await on(chair, session, 'open-now')
  await member(`${session}/check-in`, { remote: false })
  await on(chair, session, 'start', { acknowledged: true })
  for (const words of sentences) {
    await member(`${session}/cards`, { words, itemId: null })
    const { cards } = await chair<Cards>(`${session}/cards`)
    const card = cards.find(({ may }) => may.includes('place'))!
    await chair(`/api/cards/${card.id}/place`, { version: card.version })
  }
  for (const item of (await chair<Items>(`${session}/items`)).items.filter(({ may }) => may.includes('defer'))) {
    await chair(`/api/items/${item.id}/defer`, { version: item.version, deferredTo: '下一次' })
  }
  await on(chair, session, 'end-talk')
  await on(chair, opinion, 'announce-freeze')
  await vi.waitUntil(async () => (await chair<Opinion>(opinion)).seal !== null, { timeout: 60_000, interval: 100 })
  await on(chair, opinion, 'open-countersign', { signers: [chairs, comes] })
  const { seal } = await chair<Opinion>(opinion)
  for (const { call, username } of [hands.member, hands.chair]) {
    await on(call, opinion, 'sign', { digest: seal!.digest, password: county.password(username) })
  }
  await on(chair, session, 'sign-record')
  return opinionId
}
