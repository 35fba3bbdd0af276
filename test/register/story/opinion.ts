import * as Y from 'yjs'
import { editDocument } from '../../../server/documents/edit.ts'
import { loadDocument } from '../../../server/documents/load.ts'
import { lockDocument } from '../../../server/documents/queries.ts'
import { within } from '../../../server/house/context.ts'
import { opinionOf } from '../../../server/opinions/records.ts'
import { sealWhenDue } from '../../../server/opinions/freeze.ts'
import { addClause } from '../../../shared/sync/text.ts'
import { clockActor } from '../../../shared/people.ts'
import { type Body, look, type Stage } from './play.ts'
import type { HallPeople } from './session.ts'

/** From cards to the signed opinion and the signed record, with every turn that can be taken on the way. */
export async function writeAndSign(stage: Stage, hall: HallPeople, sessionId: string, password: string): Promise<void> {
  const { t, play } = stage
  const { chair, member, memberPerson } = hall
  const opinion = (await opinionOf(t.db, sessionId))!
  await placeCards(stage, hall, sessionId)
  await within(t.house, clockActor, (ctx) => editDocument(ctx, opinion.documentId, (doc) => addClause(doc, '一、拓宽到四米。')))

  await putBack(stage, hall, opinion.documentId)

  const on = async (deed: string, body: object = {}, client = chair): Promise<Body> => {
    const { version } = await look(client, `/api/opinions/${opinion.id}`)
    return play(client, `/api/opinions/{id}/${deed}`, { id: opinion.id }, { version, ...body })
  }
  const seal = async (): Promise<Body> => {
    await on('announce-freeze')
    t.clock.advance(11_000)
    await sealWhenDue(t.house, opinion.id)
    return look(chair, `/api/opinions/${opinion.id}`)
  }
  await on('title', { title: '环线消防通道改造意见' })
  await on('request-review')
  await on('reopen')
  await on('announce-freeze')
  await on('cancel-freeze')
  await seal()
  await sendLateWords(stage, hall, opinion.documentId)
  await on('unfreeze', { reason: '漏了一条' })
  await seal()
  await on('open-countersign', { signers: [memberPerson.id] })
  await on('decline', { reason: '第二条没说清' }, member)
  const { seal: sealed } = await seal()
  const { signers } = await look(chair, `/api/opinions/${opinion.id}/signers`)
  await on('open-countersign', { signers: signers.filter((one: Body) => ['member', 'facilitator'].includes(one.hand)).map((one: Body) => one.personId) })
  for (const client of [member, chair]) await on('sign', { digest: sealed.digest, password }, client)
  const session = await look(chair, `/api/sessions/${sessionId}`)
  const over = await play(chair, '/api/sessions/{id}/end-talk', { id: sessionId }, { version: session.version })
  await play(chair, '/api/sessions/{id}/sign-record', { id: sessionId }, { version: over.version })
}

async function placeCards({ play }: Stage, { chair, member }: HallPeople, id: string): Promise<void> {
  const session = await look(chair, `/api/sessions/${id}`)
  const resident = session.participants.find((one: Body) => one.name === '村民代表丁')
  const say = (words: string): Promise<Body> => play(member, '/api/sessions/{id}/cards', { id }, { words, itemId: null })
  const dictated = await play(chair, '/api/sessions/{id}/cards', { id }, { words: '杨树别砍。', itemId: null, participantId: resident.id })
  await play(chair, '/api/cards/{id}/confirm', { id: dictated.id }, { version: dictated.version })
  await play(chair, '/api/sessions/{id}/cards/from-issues', { id }, {})
  const wide = await say('至少四米。')
  const same = await say('四米才够。')
  const later = await say('停车下回谈。')
  const placed = await play(chair, '/api/cards/{id}/place', { id: wide.id }, { version: wide.version })
  await play(chair, '/api/cards/{id}/merge', { id: same.id }, { version: same.version, into: wide.id })
  await play(chair, '/api/cards/{id}/defer', { id: later.id }, { version: later.version })
  await play(chair, '/api/cards/{id}/take-back', { id: placed.id }, { version: placed.version })
  const waiting = (await look(chair, `/api/sessions/${id}/cards`)).cards.filter((card: Body) => card.may.includes('leave'))
  for (const card of waiting) await play(chair, '/api/cards/{id}/leave', { id: card.id }, { version: card.version, reason: '别处已经说到' })
}

/** A sentence too many is taken back by going back to the version before it. */
async function putBack({ play, t }: Stage, { chair }: HallPeople, documentId: string): Promise<void> {
  const { versions } = await look(chair, `/api/documents/${documentId}/history`)
  const { generation, sequence } = versions[0]
  await within(t.house, clockActor, (ctx) => editDocument(ctx, documentId, (doc) => addClause(doc, '多出来的一句。')))
  await play(chair, '/api/documents/{id}/restore', { id: documentId }, { generation, sequence })
}

/** A member who was offline hands in what they wrote before the seal. */
async function sendLateWords({ play, t }: Stage, { member }: HallPeople, documentId: string): Promise<void> {
  const { doc } = await t.db.transaction(async (tx) => loadDocument(tx, await lockDocument(tx, documentId)))
  const before = Y.encodeStateVector(doc)
  addClause(doc, '井边的墙先请人看过。')
  const { generation } = await look(member, `/api/documents/${documentId}`)
  const update = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64')
  await play(member, '/api/documents/{id}/late-words', { id: documentId }, { generation, update })
}
