import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { ledger } from '../../db/schema/house.ts'
import { participants } from '../../db/schema/sessions.ts'
import { type CardState, cardWorkflow } from '../../shared/cards.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { testHouse } from '../people.ts'
import { type Hall, openHall } from './hall.ts'

const t = testHouse()
let hall: Hall
beforeAll(async () => {
  hall = await openHall(t)
})

const saidBy = async (who: keyof Hall['as'], words = '路太窄，消防车进不来') => (await hall.say(hall.as[who], words)).body
const linesOf = (id: string) => t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(ledger.sequence)

describe('saying a sentence', () => {
  it('[K1] a resident in the hall says a sentence, and it waits as a card under their name', async () => {
    const answer = await hall.say(hall.as.resident, '路太窄，消防车进不来')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      words: '路太窄，消防车进不来', state: 'waiting', mine: true, recordedBy: null, clauseId: null, may: [],
      speaker: { name: '村民代表甲', hand: 'resident', participantId: hall.seats.resident.id },
    })
  })

  it('[K1] the same sentence sent twice by a shaky network is one card', async () => {
    const key = randomUUID()
    const body = { words: '同一句话', itemId: null }
    const path = `/api/sessions/${hall.sessionId}/cards`
    const answers = await Promise.all([1, 2, 3].map(() => hall.as.resident.post(path, body, { key })))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    const { cards } = (await hall.as.chair.get(path)).body
    expect(cards.filter((card: { words: string }) => card.words === '同一句话')).toHaveLength(1)
  })

  it('[K2] only who has checked in says something: not an onlooker, not a colleague without a seat, not a stranger', async () => {
    expect((await hall.say(hall.as.watcher, '我也说一句')).status).toBe(403)
    expect((await hall.say(hall.as.away, '我没到场')).body.error.code).toBe('cardNotPresent')
    expect((await hall.say(t.device(), '路过')).status).toBe(401)
    const elsewhere = await t.makeOrganisation()
    expect((await hall.say(await t.as(await t.makePerson(elsewhere, ['facilitator'])), '别处的人')).status).toBe(404)
    expect((await hall.say(await t.as(await t.makeGuest(elsewhere)), '别处的来宾')).status).toBe(404)
  })

  it('[K2] who went home says nothing any more', async () => {
    const guest = await t.makeGuest(hall.organisation)
    const seat = await hall.sit(guest, 'resident')
    await t.db.update(participants).set({ state: 'left' }).where(eq(participants.id, seat.id))
    expect((await hall.say(await t.as(guest), '人走了')).body.error.code).toBe('cardNotPresent')
  })

  it('[K2] no card before the talk begins or after it is over', async () => {
    for (const state of ['checkIn', 'concluded'] as const) {
      const other = await openHall(t, { state })
      expect((await other.say(other.as.resident, '早了或晚了')).body.error.code).toBe('cardSessionClosed')
    }
    const summing = await openHall(t, { state: 'summing' })
    expect((await summing.say(summing.as.resident, '还来得及')).status).toBe(200)
  })

  it('[K2] empty, overlong and unshaped sentences are refused; markup stays plain words', async () => {
    expect((await hall.say(hall.as.resident, '   ')).status).toBe(400)
    expect((await hall.say(hall.as.resident, '长'.repeat(501))).status).toBe(400)
    expect((await hall.as.resident.post(`/api/sessions/${hall.sessionId}/cards`, { words: 7 })).status).toBe(400)
    expect((await hall.say(hall.as.resident, '<script>alert(1)</script>')).body.words).toBe('<script>alert(1)</script>')
  })

  it('[K2] who floods the hall with cards is asked to wait', async () => {
    const guest = await t.makeGuest(hall.organisation)
    await hall.sit(guest, 'resident')
    const client = await t.as(guest)
    const statuses: number[] = []
    for (let n = 0; n < 61; n += 1) statuses.push((await hall.say(client, `第${n}句`)).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('taking down what another says (口述代录)', () => {
  it('[K3] the recorder takes it down, and it is placed only when it was read back and agreed', async () => {
    const { body: card } = await hall.say(hall.as.recorder, '我家的井怎么办', { participantId: hall.seats.byHand.id })
    expect(card).toMatchObject({ recordedBy: '记录人甲', confirmedAt: null, mine: false, speaker: { name: '张家老人' } })
    expect(card.may).toContain('confirm')
    expect(card.may).not.toContain('place')
    const early = await hall.card(hall.as.chair, card.id, 'place', { version: card.version })
    expect(early.body.error.code).toBe('cardNotConfirmed')
    const confirmed = await hall.card(hall.as.recorder, card.id, 'confirm', { version: card.version })
    expect(confirmed.body.confirmedAt).not.toBeNull()
    expect((await hall.card(hall.as.chair, card.id, 'place', { version: confirmed.body.version })).status).toBe(200)
  })

  it('[K3] the one who said it may agree on their own phone; others may not', async () => {
    const { body: card } = await hall.say(hall.as.chair, '代记一句', { participantId: hall.seats.resident.id })
    expect((await hall.card(hall.as.resident2, card.id, 'confirm', { version: 1 })).status).toBe(404)
    expect((await hall.card(hall.as.resident, card.id, 'confirm', { version: 1 })).status).toBe(200)
    expect((await hall.card(hall.as.resident, card.id, 'confirm', { version: 2 })).status).toBe(200)
    expect((await linesOf(card.id)).map((line) => line.move)).toEqual(['record', 'confirm'])
  })

  it('[K3] nobody but facilitator and recorder puts words under another name', async () => {
    for (const who of ['member', 'clerk', 'watcher', 'resident'] as const) {
      const answer = await hall.say(hall.as[who], '借他的名字', { participantId: hall.seats.resident2.id })
      expect([who, answer.status]).toEqual([who, 403])
    }
    const another = await openHall(t)
    const foreign = await hall.say(hall.as.chair, '别的会的人', { participantId: another.seats.resident.id })
    expect(foreign.status).toBe(404)
  })

  it('[K3] what somebody said themselves is not read back', async () => {
    const card = await saidBy('resident')
    expect((await hall.card(hall.as.chair, card.id, 'confirm', { version: 1 })).body.error.code).toBe('cardNotDictated')
  })
})

describe('who sees which card', () => {
  it('[K4] those who keep the session see all; everyone else their own and what is in the text', async () => {
    const here = await openHall(t)
    const mine = (await here.say(here.as.resident, '我的一句')).body
    const placed = (await here.say(here.as.resident2, '写进去的一句')).body
    await here.say(here.as.member, '没安排的一句')
    await here.card(here.as.chair, placed.id, 'place', { version: 1 })
    const seen = async (who: keyof Hall['as']) =>
      (await here.as[who].get(`/api/sessions/${here.sessionId}/cards`)).body.cards.map((card: { words: string }) => card.words).toSorted()
    expect(await seen('chair')).toHaveLength(3)
    expect(await seen('recorder')).toHaveLength(3)
    expect(await seen('resident')).toEqual(['写进去的一句', '我的一句'].toSorted())
    expect(await seen('resident2')).toEqual(['写进去的一句'])
    expect((await here.card(here.as.resident2, mine.id, 'defer', { version: 1 })).status).toBe(404)
    expect((await here.card(here.as.resident, mine.id, 'defer', { version: 1 })).status).toBe(403)
    const elsewhere = await t.makePerson(await t.makeOrganisation(), ['facilitator', 'recorder'])
    expect((await (await t.as(elsewhere)).get(`/api/sessions/${here.sessionId}/cards`)).status).toBe(404)
    expect((await here.card(await t.as(elsewhere), mine.id, 'leave', { version: 1, reason: '越界' })).status).toBe(404)
  })

  it('[K5] the speaker reads on their own phone what became of each sentence, with the reason', async () => {
    const here = await openHall(t)
    const next = async (words: string) => {
      t.clock.advance(1000)
      return (await here.say(here.as.resident, words)).body
    }
    const [a, b, c] = [await next('一'), await next('二'), await next('三')]
    await here.card(here.as.chair, a.id, 'defer', { version: 1 })
    await here.card(here.as.chair, b.id, 'leave', { version: 1, reason: '不属于这个议题' })
    await here.card(here.as.chair, c.id, 'place', { version: 1 })
    const { cards } = (await here.as.resident.get(`/api/sessions/${here.sessionId}/cards`)).body
    expect(cards.map((card: { state: string; reason: string; mine: boolean }) => [card.state, card.reason, card.mine])).toEqual([
      ['deferred', '', true], ['left', '不属于这个议题', true], ['placed', '', true],
    ])
  })
})

describe('the table of states', () => {
  const bodies: Record<string, Record<string, unknown>> = { leave: { reason: '说明' } }
  const paths: Record<string, string> = { takeBack: 'take-back' }

  it('[K6] every move from every state does what the table says, or is refused and changes nothing', async () => {
    const here = await openHall(t)
    const other = (await here.say(here.as.resident, '另一张')).body
    for (const state of statesOf(cardWorkflow)) {
      for (const name of movesOf(cardWorkflow)) {
        const card = (await here.say(here.as.resident2, `${state} ${name}`.slice(0, 40))).body
        if (!card.id) throw new Error(JSON.stringify(card))
        await here.setCard(card.id, state as CardState)
        const body = { version: 1, into: other.id, ...bodies[name] }
        const answer = await here.card(here.as.chair, card.id, paths[name] ?? name, body)
        const allowed = cardWorkflow.moves[name].from.includes(state)
        const after = await here.cardRow(card.id)
        const wanted = allowed ? [200, cardWorkflow.moves[name].to[0], 2, 2] : [409, state, 1, 1]
        expect([state, name, answer.status, after.state, after.version, (await linesOf(card.id)).length]).toEqual([state, name, ...wanted])
        if (!allowed) expect(answer.body.error.code).toBe('wrongState')
      }
    }
  })

  it('[K6] only facilitator and recorder move a card', async () => {
    const card = (await hall.say(hall.as.member, '谁能动')).body
    for (const name of movesOf(cardWorkflow)) {
      for (const who of ['member', 'clerk', 'resident', 'watcher'] as const) {
        const answer = await hall.card(hall.as[who], card.id, paths[name] ?? name, { version: 1, into: card.id, ...bodies[name] })
        expect([name, who, answer.status]).toEqual([name, who, who === 'member' ? 403 : 404])
      }
      expect((await hall.card(t.device(), card.id, paths[name] ?? name, { version: 1, into: card.id, ...bodies[name] })).status).toBe(401)
    }
    expect((await hall.cardRow(card.id)).state).toBe('waiting')
  })

  it('[K6] a decision on an older view of a card is refused with the fresh one', async () => {
    const card = (await hall.say(hall.as.resident2, '先后两手')).body
    await hall.card(hall.as.chair, card.id, 'defer', { version: 1 })
    const late = await hall.card(hall.as.recorder, card.id, 'leave', { version: 1, reason: '晚了一步' })
    expect(late.body.error).toMatchObject({ code: 'stale', detail: { fresh: { state: 'deferred', version: 2 } } })
  })

  it('[K6] a reason is asked for where a sentence is not written in', async () => {
    const card = (await hall.say(hall.as.resident2, '没有理由')).body
    expect((await hall.card(hall.as.chair, card.id, 'leave', { version: 1 })).status).toBe(400)
    expect((await hall.card(hall.as.chair, card.id, 'leave', { version: 1, reason: '  ' })).status).toBe(400)
  })
})
