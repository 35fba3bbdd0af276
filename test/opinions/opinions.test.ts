import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { ledger } from '../../db/schema/house.ts'
import { opinions, opinionSeals, opinionSignatures } from '../../db/schema/opinions.ts'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { type OpinionMove, opinionWorkflow, type OpinionState } from '../../shared/opinions.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { type Hall, openHall } from '../cards/hall.ts'
import { testHouse } from '../people.ts'

const t = testHouse()
let hall: Hall
beforeEach(async () => {
  hall = await openHall(t)
})

const see = async (who: keyof Hall['as'] = 'chair') => (await hall.as[who].get(`/api/opinions/${hall.opinion.id}`)).body
const linesOf = (id: string) => t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))
const setState = (state: OpinionState) => t.db.update(opinions).set({ state }).where(eq(opinions.id, hall.opinion.id))
/** Writes, announces, waits the ten seconds on the house's clock and lets the seal fall. */
async function seal(): Promise<void> {
  if ((await hall.clauses()).length === 0) await hall.write('路拓宽到四米。')
  const announced = await hall.opinionDeed(hall.as.chair, 'announce-freeze')
  if (announced.status !== 200) throw new Error(JSON.stringify(announced.body))
  t.clock.advance(10_000)
  expect(await sealWhenDue(t.house, hall.opinion.id)).toEqual({ sealed: true })
}

describe('before the seal', () => {
  it('[O50] a session has one opinion, being written, with the session’s title', async () => {
    expect(await see()).toMatchObject({
      sessionId: hall.sessionId, documentId: hall.opinion.documentId, title: '消防通道拓宽', state: 'drafting', version: 1,
      freezingAt: null, seal: null, openedSeals: [], signatures: [], cardsWaiting: 0, handwriting: false,
    })
  })

  it('[O50] the facilitator is offered what the chair does, everyone else nothing', async () => {
    expect((await see('chair')).may.toSorted()).toEqual(['announceFreeze', 'requestReview', 'title'])
    expect((await see('recorder')).may).toEqual(['title'])
    for (const who of ['member', 'clerk', 'resident', 'watcher'] as const) expect([who, (await see(who)).may]).toEqual([who, []])
  })

  it('[O50] strangers, other organisations and unseated guests find nothing', async () => {
    const path = `/api/opinions/${hall.opinion.id}`
    expect((await t.device().get(path)).status).toBe(401)
    const elsewhere = await t.makeOrganisation()
    expect((await (await t.as(await t.makePerson(elsewhere, ['facilitator', 'member']))).get(path)).status).toBe(404)
    expect((await (await t.as(await t.makeGuest(hall.organisation))).get(path)).status).toBe(404)
  })

  it('[O51] asking everyone to read needs words; then only the chair writes, until writing goes on', async () => {
    expect((await hall.opinionDeed(hall.as.chair, 'request-review')).body.error.code).toBe('opinionEmpty')
    const right = async (who: keyof Hall['as']) => (await hall.as[who].get(`/api/documents/${hall.opinion.documentId}`)).body.right
    expect([await right('member'), await right('clerk'), await right('resident'), await right('watcher')]).toEqual(['edit', 'contribute', 'contribute', 'read'])
    await hall.write('第一条。')
    expect((await hall.opinionDeed(hall.as.chair, 'request-review')).body.state).toBe('reviewing')
    expect([await right('chair'), await right('member'), await right('resident')]).toEqual(['edit', 'comment', 'comment'])
    expect((await hall.opinionDeed(hall.as.chair, 'reopen')).body.state).toBe('drafting')
    expect(await right('member')).toBe('edit')
  })

  it('[O52] a colleague of the organisation who is not in the session only reads', async () => {
    const right = async (who: keyof Hall['as']) => (await hall.as[who].get(`/api/documents/${hall.opinion.documentId}`)).body.right
    expect(await right('away')).toBe('read')
  })

  it('[O53] the title changes while it is written, by the chair’s or the recorder’s hand', async () => {
    expect((await hall.opinionDeed(hall.as.recorder, 'title', { title: '关于拓宽消防通道的协商意见' })).body).toMatchObject({
      title: '关于拓宽消防通道的协商意见', version: 2,
    })
    expect((await hall.opinionDeed(hall.as.member, 'title', { title: '改一下' })).status).toBe(403)
    expect((await hall.opinionDeed(hall.as.chair, 'title', { title: '' })).status).toBe(400)
    await seal()
    expect((await hall.opinionDeed(hall.as.chair, 'title', { title: '晚了' })).body.error.code).toBe('wrongState')
  })
})

describe('the announced seal', () => {
  it('[O54] an empty text is not sealed', async () => {
    expect((await hall.opinionDeed(hall.as.chair, 'announce-freeze')).body.error.code).toBe('opinionEmpty')
  })

  it('[O54] a card without an end holds the seal back', async () => {
    await hall.write('第一条。')
    const card = (await hall.say(hall.as.resident, '还有一句')).body
    expect((await see()).cardsWaiting).toBe(1)
    expect((await hall.opinionDeed(hall.as.chair, 'announce-freeze')).body.error.code).toBe('opinionCardsWaiting')
    await hall.card(hall.as.chair, card.id, 'leave', { version: 1, reason: '另议' })
    expect((await hall.opinionDeed(hall.as.chair, 'announce-freeze')).status).toBe(200)
  })

  it('[O55] it falls after ten seconds, not before, and by itself', async () => {
    await hall.write('第一条。')
    const answer = await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    const now = await t.clock.now(t.db)
    expect(answer.body).toMatchObject({ state: 'drafting', freezingAt: new Date(now.getTime() + 10_000).toISOString(), may: ['cancelFreeze'] })
    t.clock.advance(9_999)
    expect(await sealWhenDue(t.house, hall.opinion.id)).toEqual({ waiting: 1 })
    await hall.write('路上的一句也收进来。')
    t.clock.advance(1)
    expect(await sealWhenDue(t.house, hall.opinion.id)).toEqual({ sealed: true })
    const opinion = await see()
    expect(opinion).toMatchObject({ state: 'frozen', freezingAt: null, seal: { number: 1, by: '主持人甲' } })
    const revision = (await hall.as.chair.get(`/api/revisions/${opinion.seal.revisionId}`)).body
    expect(revision.sha256).toBe(opinion.seal.digest)
    expect(revision.plainText).toContain('路上的一句也收进来。')
    await expect(hall.write('太晚了。')).rejects.toMatchObject({ code: 'textSealed' })
    const lines = await linesOf(hall.opinion.id)
    expect(lines.map((line) => [line.move, line.actor.split(':')[0]])).toEqual([
      ['create', 'person'], ['announceFreeze', 'person'], ['freeze', 'person'],
    ])
    expect(lines.at(-1)).toMatchObject({ actor: `person:${hall.people.chair.id}`, role: 'facilitator', from: 'drafting', to: 'frozen' })
  })

  it('[O55] two processes that try at once make one seal', async () => {
    await hall.write('第一条。')
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    t.clock.advance(10_000)
    const came = await Promise.all([1, 2, 3, 4].map(() => sealWhenDue(t.house, hall.opinion.id)))
    expect(came.filter((one) => 'sealed' in one)).toHaveLength(1)
    expect(await t.db.select().from(opinionSeals).where(eq(opinionSeals.opinionId, hall.opinion.id))).toHaveLength(1)
  })

  it('[O56] it can be called off before it falls, and announced again', async () => {
    await hall.write('第一条。')
    expect((await hall.opinionDeed(hall.as.chair, 'cancel-freeze')).body.error.code).toBe('opinionNotFreezing')
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    expect((await hall.opinionDeed(hall.as.chair, 'announce-freeze')).body.error.code).toBe('opinionFreezing')
    expect((await hall.opinionDeed(hall.as.chair, 'cancel-freeze')).body).toMatchObject({ freezingAt: null, state: 'drafting' })
    t.clock.advance(20_000)
    expect(await sealWhenDue(t.house, hall.opinion.id)).toEqual({ nothing: true })
    await hall.write('还能写。')
    expect((await hall.opinionDeed(hall.as.chair, 'announce-freeze')).status).toBe(200)
  })

  it('[O56] in these ten seconds nothing else is done to the opinion, and no card comes or goes', async () => {
    await hall.write('第一条。')
    const card = (await hall.say(hall.as.resident, '已经安排的一句')).body
    await hall.card(hall.as.chair, card.id, 'defer', { version: 1 })
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    for (const deed of ['request-review', 'title', 'announce-freeze']) {
      expect((await hall.opinionDeed(hall.as.chair, deed, { title: '另一个' })).body.error.code).toBe('opinionFreezing')
    }
    expect((await hall.say(hall.as.resident, '插一句')).body.error.code).toBe('opinionFreezing')
    expect((await hall.card(hall.as.chair, card.id, 'place', { version: 2 })).body.error.code).toBe('opinionFreezing')
    expect((await hall.card(hall.as.chair, card.id, 'take-back', { version: 2 })).body.error.code).toBe('opinionFreezing')
  })

  it('[O57] the seal is the announcer’s: without their role, or with the words gone, it is called off', async () => {
    await hall.write('第一条。')
    const stand = await t.makePerson(hall.organisation, ['facilitator'], { until: new Date((await t.clock.now(t.db)).getTime() + 5000) })
    const client = await t.as(stand)
    expect((await hall.opinionDeed(client, 'announce-freeze')).status).toBe(200)
    t.clock.advance(10_000)
    expect(await sealWhenDue(t.house, hall.opinion.id)).toEqual({ nothing: true })
    expect(await see()).toMatchObject({ state: 'drafting', freezingAt: null, seal: null })
    expect((await linesOf(hall.opinion.id)).at(-1)).toMatchObject({ move: 'cancelFreeze', actor: 'clock' })
  })
})

describe('opening again', () => {
  it('[O58] an unsigned seal comes off with a reason: the same words in a new generation, the old seal kept', async () => {
    await seal()
    const [sealed] = [await see()]
    const before = (await hall.as.chair.get(`/api/documents/${hall.opinion.documentId}`)).body
    expect((await hall.opinionDeed(hall.as.chair, 'unfreeze')).status).toBe(400)
    const opened = (await hall.opinionDeed(hall.as.chair, 'unfreeze', { reason: '漏了一条' })).body
    expect(opened).toMatchObject({ state: 'drafting', seal: null, openedSeals: [{ number: 1, digest: sealed.seal.digest, reason: '漏了一条' }] })
    const after = (await hall.as.chair.get(`/api/documents/${hall.opinion.documentId}`)).body
    expect(after.generation).toBe(before.generation + 1)
    expect((await hall.clauses()).map((clause) => clause.text)).toEqual(['路拓宽到四米。'])
    await hall.write('补上一条。')
    await seal()
    expect(await see()).toMatchObject({ state: 'frozen', seal: { number: 2 } })
  })

  it('[O58] cards keep their clause across the generations', async () => {
    const card = (await hall.say(hall.as.resident, '我说的一条。')).body
    const placed = (await hall.card(hall.as.chair, card.id, 'place', { version: 1 })).body
    await seal()
    await hall.opinionDeed(hall.as.chair, 'unfreeze', { reason: '再改改' })
    const clause = (await hall.clauses()).find((one) => one.text === '我说的一条。')
    expect(clause?.id).toBe(placed.clauseId)
    expect(await hall.sources()).toMatchObject([{ clauseId: clause?.id, sourceId: card.id }])
  })

  it('[O58] after the seal a card can only be put off or left out', async () => {
    const card = (await hall.say(hall.as.resident, '写进去的。')).body
    await hall.card(hall.as.chair, card.id, 'place', { version: 1 })
    await seal()
    const late = (await hall.say(hall.as.resident, '定稿后又说一句')).body
    expect((await hall.card(hall.as.chair, late.id, 'place', { version: 1 })).body.error.code).toBe('cardTextSealed')
    expect((await hall.card(hall.as.chair, card.id, 'take-back', { version: 2 })).body.error.code).toBe('cardTextSealed')
    expect((await hall.card(hall.as.chair, late.id, 'defer', { version: 1 })).status).toBe(200)
  })
})

describe('the table of states', () => {
  const paths: Partial<Record<OpinionMove, string>> = {
    requestReview: 'request-review', reopen: 'reopen', announceFreeze: 'announce-freeze', cancelFreeze: 'cancel-freeze',
    unfreeze: 'unfreeze', openCountersign: 'open-countersign', sign: 'sign', decline: 'decline',
  }
  const digest = 'a'.repeat(64)
  const body = { reason: '说明', signers: ['x'], digest, password: 'chair-password' }

  it('[O59] every move from every state in which the table does not know it is refused and changes nothing', async () => {
    await seal()
    const { sealId } = await hall.fresh()
    await t.db.insert(opinionSignatures).values({
      organisationId: hall.organisation.id, id: crypto.randomUUID(), opinionId: hall.opinion.id, sealId: sealId!,
      personId: hall.people.chair.id, name: '主持人甲', hand: 'facilitator', position: 0, state: 'asked',
    })
    for (const state of statesOf(opinionWorkflow)) {
      await setState(state)
      for (const name of movesOf(opinionWorkflow)) {
        const path = paths[name]
        if (!path || opinionWorkflow.moves[name].from.includes(state)) continue
        const before = (await linesOf(hall.opinion.id)).length
        const answer = await hall.opinionDeed(hall.as.chair, path, body)
        expect([state, name, answer.status, answer.body.error?.code]).toEqual([state, name, 409, 'wrongState'])
        expect([state, name, (await hall.fresh()).state, (await linesOf(hall.opinion.id)).length]).toEqual([state, name, state, before])
      }
    }
  })

  it('[O59] only the facilitator moves it; members, residents, departments and onlookers are refused', async () => {
    await hall.write('第一条。')
    for (const name of ['requestReview', 'announceFreeze', 'cancelFreeze', 'unfreeze', 'openCountersign'] as const) {
      for (const who of ['recorder', 'member', 'clerk', 'resident', 'watcher'] as const) {
        expect([name, who, (await hall.opinionDeed(hall.as[who], paths[name]!, body)).status]).toEqual([name, who, 403])
      }
      expect((await hall.opinionDeed(t.device(), paths[name]!, body)).status).toBe(401)
    }
    expect((await hall.fresh()).version).toBe(1)
  })

  it('[O59] a decision on an older view is refused with the fresh one', async () => {
    await hall.write('第一条。')
    await hall.opinionDeed(hall.as.chair, 'request-review')
    const answer = await hall.as.chair.post(`/api/opinions/${hall.opinion.id}/reopen`, { version: 1 })
    expect(answer.body.error).toMatchObject({ code: 'stale', detail: { fresh: { state: 'reviewing', version: 2 } } })
  })

  it('[O59] folding its lines gives the state it has', async () => {
    await seal()
    await hall.opinionDeed(hall.as.chair, 'unfreeze', { reason: '再改' })
    await hall.opinionDeed(hall.as.chair, 'request-review')
    const lines = await linesOf(hall.opinion.id)
    expect(lines.reduce((state, line) => (line.from === null || line.from === state ? line.to! : 'broken'), '')).toBe((await hall.fresh()).state)
  })
})
