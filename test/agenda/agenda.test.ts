import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { agendaItems, consensusItems } from '../../db/schema/agenda.ts'
import { opinions } from '../../db/schema/opinions.ts'
import { sessions } from '../../db/schema/sessions.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { within } from '../../server/house/context.ts'
import { type ItemMove, itemWorkflow } from '../../shared/agenda.ts'
import { movesFrom, movesOf, statesOf } from '../../shared/workflow.ts'
import { addItem, itemText, readAgenda, removeItem, setItem } from '../../shared/sync/agenda.ts'
import { type Client, testHouse } from '../people.ts'
import { draft, type Hall, itemsOf, makeHall, move, moveItem, opened, talking } from '../sessions/hall.ts'
import { fold, traceOf } from '../sessions/trace.ts'

const t = testHouse()
let hall: Hall
beforeAll(async () => {
  hall = await makeHall(t)
})

type Body = Awaited<ReturnType<typeof talking>>
const newItem = (words: string) => ({ words, kind: 'talk', minutes: 10 })
const agreed = (words = '先拓宽四百米') => ({
  consensus: [{ words, party: '村里和公路部门', quantity: 400, unit: '米', due: '2026-06-30' }],
  readOut: true,
})

/** An open session with a member on its list. */
const planned = (): Promise<Body> => opened(hall, { invitations: [{ personId: hall.member.id, hand: 'member' }] })

async function propose(session: Body, words: string, who = hall.member) {
  return (await hall.client(who)).post(`/api/sessions/${session.id}/items`, newItem(words))
}
/** Changes the agenda's text as somebody with a pen would. */
const write = async <T>(session: Body, change: (doc: Y.Doc) => T): Promise<T> => {
  const actor = await t.actor(hall.member)
  return within(t.house, actor, (ctx) => editDocument(ctx, session.agendaDocumentId, change))
}
const inkOf = (session: Body) => write(session, (doc) => readAgenda(doc).items)
const guestIn = async (session: Body, name = '村民代表庚'): Promise<Client> => {
  const device = t.device()
  await device.post(`/api/session-doors/${session.doorUrl.split('/').at(-1)}/enter`, { name })
  return device
}

describe('from ink to rows', () => {
  it('[A1] starting settles what the text says, in its order, under the same ids', async () => {
    const session = await planned()
    const late = randomUUID()
    await write(session, (doc) => {
      const [first, second] = readAgenda(doc).items
      itemText(doc, first!.id, 'words')!.insert(0, '先作')
      itemText(doc, first!.id, 'note')!.insert(0, '请消防队带图')
      addItem(doc, { id: late, words: '路有多窄', note: '', kind: 'siteVisit', minutes: 15, order: 'Zz' })
      removeItem(doc, second!.id)
    })
    await move(hall, session, 'check-in', {}, hall.member)
    const ink = await inkOf(session)
    await move(hall, session, 'start', { acknowledged: true })
    const items = await itemsOf(hall, session)
    expect(items.map((item) => [item.id, item.words, item.state])).toEqual(ink.map((item) => [item.id, item.words, 'accepted']))
    expect(items.map((item) => item.words)).toEqual(['路有多窄', '先作情况通报', '宣读共识'])
    expect(items[1]).toMatchObject({ note: '请消防队带图', kind: 'briefing', minutes: 5 })
  })

  it('[A1] whatever stands in the text becomes an item that can be worked with', async () => {
    const session = await planned()
    await write(session, (doc) => {
      const [first, second, third] = readAgenda(doc).items
      setItem(doc, first!.id, { kind: 'nonsense', minutes: -3, order: '!!' })
      setItem(doc, second!.id, { minutes: 99_999.5, order: '!!' })
      const words = itemText(doc, third!.id, 'words')!
      words.delete(0, words.length)
    })
    await move(hall, session, 'check-in', {}, hall.member)
    await move(hall, session, 'start', { acknowledged: true })
    const items = await itemsOf(hall, session)
    expect(items.map((item) => [item.kind, item.minutes])).toEqual(expect.arrayContaining([['talk', 1], ['talk', 480]]))
    expect(items).toHaveLength(2)
    expect(new Set(items.map((item) => item.order)).size).toBe(2)
    expect((await moveItem(hall, items[1], 'reorder', { behind: null })).status).toBe(200)
    expect((await itemsOf(hall, session)).map((item) => item.id)).toEqual([items[1].id, items[0].id])
  })

  it('[A3] an accepted proposal stands in the text under its own id; withdrawn it is gone', async () => {
    const session = await planned()
    const { body: item } = await propose(session, '水井怎么办')
    expect(item).toMatchObject({ state: 'proposed', proposedBy: '委员甲', may: ['withdraw'] })
    expect((await inkOf(session)).map((one) => one.id)).not.toContain(item.id)
    expect((await moveItem(hall, item, 'accept')).body.state).toBe('accepted')
    expect((await inkOf(session)).at(-1)).toMatchObject({ id: item.id, words: '水井怎么办', kind: 'talk', minutes: 10 })
    await moveItem(hall, item, 'withdraw', {}, hall.member)
    expect((await inkOf(session)).map((one) => one.id)).not.toContain(item.id)
  })

  it('[A3] taken out of the text before the start it is off the agenda; an unanswered proposal waits on', async () => {
    const session = await planned()
    const { body: taken } = await propose(session, '先不谈这个')
    const { body: open } = await propose(session, '还没答复的')
    await moveItem(hall, taken, 'accept')
    await write(session, (doc) => removeItem(doc, taken.id))
    await move(hall, session, 'check-in', {}, hall.member)
    await move(hall, session, 'start', { acknowledged: true })
    const items = await itemsOf(hall, session)
    expect(items.find((item) => item.id === taken.id).state).toBe('withdrawn')
    expect(items.find((item) => item.id === open.id).state).toBe('proposed')
    expect(fold(await traceOf(t, taken.id))).toBe('withdrawn')
  })

  it('[A1] the notes written under an item while it was talked about are kept with the signed record', async () => {
    const session = await talking(hall)
    const [first] = await itemsOf(hall, session)
    await write(session, (doc) => itemText(doc, first.id, 'note')!.insert(0, '量过：最窄 2.7 米'))
    for (const item of await itemsOf(hall, session)) await moveItem(hall, item, 'defer', { deferredTo: '下次' })
    await move(hall, session, 'end-talk')
    await move(hall, session, 'sign-record', { noConsensus: true })
    expect((await itemsOf(hall, session))[0].note).toBe('量过：最窄 2.7 米')
    await expect(write(session, (doc) => removeItem(doc, first.id))).rejects.toMatchObject({ code: 'textSealed' })
  })
})

describe('proposing', () => {
  it('[A2] a guest proposes; before the start it waits for the facilitator, also from the facilitator', async () => {
    const session = await planned()
    const guest = await guestIn(session)
    const made = await guest.post(`/api/sessions/${session.id}/items`, newItem('停车的地方'))
    expect(made.body).toMatchObject({ state: 'proposed', proposedBy: '村民代表庚', may: ['withdraw'] })
    expect((await propose(session, '我来提', hall.chair)).body.state).toBe('proposed')
    expect((await guest.post(`/api/items/${made.body.id}/accept`, { version: 1 })).status).toBe(403)
  })

  it('[A2] while it is live the facilitator’s is on the agenda at once, everyone else’s waits; after the talk none', async () => {
    const session = await talking(hall)
    expect((await propose(session, '主持人加的', hall.chair)).body).toMatchObject({ state: 'accepted' })
    const { body: proposed } = await propose(session, '委员提的')
    expect(proposed.state).toBe('proposed')
    expect((await inkOf(session)).map((item) => item.words)).toContain('主持人加的')
    await moveItem(hall, proposed, 'reject', { reason: '另外开会谈' })
    expect((await itemsOf(hall, session, hall.member)).find((item) => item.id === proposed.id)).toMatchObject({ state: 'rejected', reason: '另外开会谈' })
    for (const item of await itemsOf(hall, session)) if (item.state === 'accepted') await moveItem(hall, item, 'defer', { deferredTo: '下次' })
    await move(hall, session, 'end-talk')
    expect((await propose(session, '迟了')).body.error.code).toBe('wrongState')
  })

  it('[A2] an item too long, of no kind, or without words is malformed; script in its words is only words', async () => {
    const session = await planned()
    const client = await hall.client(hall.member)
    for (const body of [{ ...newItem('一'.repeat(201)) }, { ...newItem('好'), kind: 'vote' }, newItem('  '), { ...newItem('好'), minutes: 0 }]) {
      expect((await client.post(`/api/sessions/${session.id}/items`, body)).body.error.code).toBe('malformed')
    }
    expect((await propose(session, '<script>alert(1)</script>')).body.words).toBe('<script>alert(1)</script>')
  })

  it('[A13] an agenda takes two hundred items and no more', async () => {
    const session = await planned()
    const { body: item } = await propose(session, '第一项')
    const [row] = await t.db.select().from(agendaItems).where(eq(agendaItems.id, item.id))
    await t.db.insert(agendaItems).values(Array.from({ length: 199 }, () => ({ ...row!, id: randomUUID() })))
    expect((await propose(session, '第二百零一项')).body.error.code).toBe('agendaFull')
  })

  it('[A14] only the proposer withdraws, only those who run it answer', async () => {
    const session = await planned()
    const { body: item } = await propose(session, '委员甲提的')
    expect((await moveItem(hall, item, 'withdraw', {}, hall.chair)).status).toBe(403)
    expect((await moveItem(hall, item, 'reject', { reason: '不' }, hall.staff)).status).toBe(403)
    const away = await t.as(await t.makePerson(await t.makeOrganisation(), ['facilitator']))
    expect((await away.post(`/api/items/${item.id}/accept`, { version: 1 })).status).toBe(404)
    expect((await moveItem(hall, item, 'withdraw', {}, hall.member)).status).toBe(200)
  })
})

describe('the workflow of an item', () => {
  const path = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const bodies: Partial<Record<ItemMove, object>> = {
    reject: { reason: '不归这里管' },
    recordConsensus: agreed(),
    recordNoConsensus: { reason: '两边说法不同' },
    defer: { deferredTo: '下次协商' },
    reopen: { reason: '有新情况' },
    reorder: { behind: null },
  }

  it('[A4] every state × every move: what the table allows is done and traced, the rest is refused', async () => {
    const session = await talking(hall)
    const [first] = await itemsOf(hall, session)
    const [row] = await t.db.select().from(agendaItems).where(eq(agendaItems.id, first.id))
    const client = await hall.client(hall.chair)
    const wrong: string[] = []
    for (const state of statesOf(itemWorkflow)) {
      for (const name of movesOf(itemWorkflow)) {
        const id = randomUUID()
        await t.db.insert(agendaItems).values({ ...row!, id, state, proposer: `person:${hall.chair.id}` })
        const answer = await client.post(`/api/items/${id}/${path(name)}`, { version: row!.version, ...bodies[name] })
        const made = await traceOf(t, id)
        const allowed = movesFrom(itemWorkflow, name).includes(state)
        const told = allowed
          ? answer.status === 200 && made.length === 1 && made[0]?.from === state && made[0]?.to === answer.body.state
          : answer.body.error?.code === 'wrongState' && made.length === 0
        if (!told) wrong.push(`${state} ${name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 80)}`)
        await t.db.delete(consensusItems).where(eq(consensusItems.itemId, id))
        await t.db.delete(agendaItems).where(eq(agendaItems.id, id))
      }
    }
    expect(wrong).toEqual([])
  })

  it('[A12] the buttons shown are the moves that are done, and beginning is not offered where it would be refused', async () => {
    const session = await talking(hall)
    const [first, second] = await itemsOf(hall, session)
    const shown = async () => (await itemsOf(hall, session)).find((item) => item.id === first.id).may.toSorted()
    const put = (state: (typeof agendaItems.$inferSelect)['state']) =>
      t.db.update(agendaItems).set({ state, proposer: `person:${hall.chair.id}` }).where(eq(agendaItems.id, first.id))
    const noted = ['current', 'resolved', 'unresolved', 'deferred']
    for (const state of statesOf(itemWorkflow)) {
      await put(state)
      const allowed = movesOf(itemWorkflow).filter((name) => movesFrom(itemWorkflow, name).includes(state))
      expect([state, await shown()]).toEqual([state, [...allowed, ...(noted.includes(state) ? ['reserve'] : [])].toSorted()])
    }
    await put('accepted')
    await moveItem(hall, second, 'begin')
    expect(await shown()).not.toContain('begin')
    await moveItem(hall, second, 'set-aside')
    await move(hall, session, 'pause')
    expect(await shown()).not.toContain('begin')
  })
})

describe('talking about items', () => {
  it('[A5] two hands that begin two items at once: one wins, one is told, one trace', async () => {
    const session = await talking(hall)
    const [first, second] = await itemsOf(hall, session)
    const both = await Promise.all([first, second].map((item) => moveItem(hall, item, 'begin')))
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    expect(both.find((answer) => answer.status === 409)?.body.error.code).toBe('itemCurrentExists')
    const traces = [...(await traceOf(t, first.id)), ...(await traceOf(t, second.id))]
    expect(traces.filter((line) => line.move === 'begin')).toHaveLength(1)
    expect((await (await hall.client(hall.chair)).get(`/api/sessions/${session.id}`)).body.currentItemId).toBe(both.find((answer) => answer.status === 200)?.body.id)
  })

  it('[A5] the database itself refuses a second current item', async () => {
    const session = await talking(hall)
    const [first, second] = await itemsOf(hall, session)
    await moveItem(hall, first, 'begin')
    const doubled = t.db.update(agendaItems).set({ state: 'current' }).where(eq(agendaItems.id, second.id))
    await expect(doubled).rejects.toMatchObject({ cause: { code: '23505' } })
  })

  it('[A6] nothing begins while the session pauses or before it starts', async () => {
    const session = await talking(hall)
    const [first] = await itemsOf(hall, session)
    await move(hall, session, 'pause')
    expect((await moveItem(hall, first, 'begin')).body.error.code).toBe('itemSessionNotLive')
    const before = await planned()
    const { body: item } = await propose(before, '会前提的')
    await moveItem(hall, item, 'accept')
    for (const [name, more] of [['begin', {}], ['reorder', { behind: null }], ['defer', { deferredTo: '下次' }]] as const) {
      expect((await moveItem(hall, item, name, more)).body.error.code).toBe('itemStillInk')
    }
    expect((await itemsOf(hall, before))[0].may).toEqual([])
  })

  it('[A7] an agreement needs a sentence that was read out; information needs none', async () => {
    const session = await talking(hall)
    const [first, second] = await itemsOf(hall, session)
    await moveItem(hall, first, 'begin')
    expect((await moveItem(hall, first, 'record-consensus', { consensus: [], readOut: true })).body.error.code).toBe('itemNothingRecorded')
    expect((await moveItem(hall, first, 'record-consensus', { ...agreed(), readOut: false })).body.error.code).toBe('malformed')
    const done = await moveItem(hall, first, 'record-consensus', agreed('消防通道拓宽到 4 米'))
    expect(done.body).toMatchObject({
      state: 'resolved',
      consensus: [{ words: '消防通道拓宽到 4 米', party: '村里和公路部门', quantity: 400, unit: '米', due: '2026-06-30' }],
    })
    await moveItem(hall, second, 'begin')
    expect((await moveItem(hall, second, 'record-informed')).body).toMatchObject({ state: 'resolved', informedOnly: true, consensus: [] })
  })

  it('[A8] with something recorded it is not just set aside; opened again the agreement is set aside, not deleted', async () => {
    const session = await talking(hall)
    const [item] = await itemsOf(hall, session)
    await moveItem(hall, item, 'begin')
    expect((await moveItem(hall, item, 'set-aside')).body.state).toBe('accepted')
    await moveItem(hall, item, 'begin')
    const client = await hall.client(hall.chair)
    await client.post(`/api/items/${item.id}/reservations`, { participantId: session.me.id, words: '我保留', confirmed: true })
    expect((await moveItem(hall, item, 'set-aside')).body.error.code).toBe('itemAlreadyRecorded')
    await moveItem(hall, item, 'record-consensus', agreed())
    t.clock.advance(1000)
    const again = await moveItem(hall, item, 'reopen', { reason: '有新情况' })
    expect(again.body).toMatchObject({ state: 'accepted', reason: '有新情况', consensus: [], reservations: [{ words: '我保留' }] })
    const rows = await t.db.select().from(consensusItems).where(eq(consensusItems.itemId, item.id))
    expect(rows).toMatchObject([{ words: '先拓宽四百米', setAsideAt: expect.any(Date) }])
    await moveItem(hall, item, 'begin')
    expect((await moveItem(hall, item, 'set-aside')).status).toBe(200)
  })

  it('[A9] after the seal no item is opened again', async () => {
    const session = await talking(hall)
    const [item] = await itemsOf(hall, session)
    await moveItem(hall, item, 'begin')
    await moveItem(hall, item, 'record-informed')
    await t.db.update(opinions).set({ state: 'frozen' }).where(eq(opinions.sessionId, session.id))
    expect((await moveItem(hall, item, 'reopen', { reason: '想再谈' })).body.error.code).toBe('itemSealed')
    expect((await itemsOf(hall, session))[0].may).not.toContain('reopen')
  })

  it('[A10] a reservation is kept word for word: one’s own, or written down and read back', async () => {
    const session = await talking(hall)
    const guest = await guestIn(session, '村民代表乙二')
    const me = (await guest.get(`/api/sessions/${session.id}`)).body.me
    const [item, later] = await itemsOf(hall, session)
    const chair = await hall.client(hall.chair)
    const villager = session.participants.find((one: Body) => one.name === '村民代表乙')
    const say = (client: Client, participantId: string, confirmed = true, at = item) =>
      client.post(`/api/items/${at.id}/reservations`, { participantId, words: '井在墙边，退八十公分就没井了', confirmed })
    expect((await say(chair, villager.id, true, later)).body.error.code).toBe('itemNotTalkedAbout')
    await moveItem(hall, item, 'begin')
    await moveItem(hall, item, 'record-consensus', agreed())
    expect((await say(chair, villager.id, false)).body.reservations).toMatchObject([{ name: '村民代表乙', words: '井在墙边，退八十公分就没井了', confirmedAt: null }])
    expect((await say(guest, me.id, false)).body.reservations).toContainEqual(expect.objectContaining({ name: '村民代表乙二', confirmedAt: expect.any(String) }))
    expect((await say(guest, villager.id)).body.error.code).toBe('itemNotOwnWords')
    const elsewhere = await opened(hall)
    expect((await say(chair, elsewhere.me.id)).status).toBe(404)
  })

  it('[A11] two hands that move items at once end in one order for all', async () => {
    const session = await talking(hall)
    const [first, second, third] = await itemsOf(hall, session)
    const both = await Promise.all([
      moveItem(hall, third, 'reorder', { behind: null }),
      moveItem(hall, second, 'reorder', { behind: null }),
    ])
    expect(both.map((answer) => answer.status)).toEqual([200, 200])
    const order = (await itemsOf(hall, session)).map((item) => item.id)
    expect(order.at(-1)).toBe(first.id)
    expect((await itemsOf(hall, session, hall.member)).map((item) => item.id)).toEqual(order)
    expect((await moveItem(hall, first, 'reorder', { behind: randomUUID() })).status).toBe(404)
  })

  it('[A12] when the session is over no button is left', async () => {
    const session = await talking(hall)
    await move(hall, session, 'abort', { reason: '停电' }, hall.approver)
    expect((await itemsOf(hall, session)).flatMap((item) => item.may)).toEqual([])
    const [row] = await t.db.select().from(sessions).where(eq(sessions.id, session.id))
    expect(row?.reason).toBe('停电')
    expect((await draft(hall)).may).not.toContain('start')
  })
})
