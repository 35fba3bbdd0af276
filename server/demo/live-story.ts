import { eq } from 'drizzle-orm'
import { venues } from '../../db/schema/venues.ts'
import type { Card } from '../../shared/cards.ts'
import type { DemoLive } from '../../shared/demo.ts'
import { no } from '../../shared/refusals.ts'
import { accept, begin, defer, propose, recordInformed } from '../agenda/commands.ts'
import { confirmCard, sayCard } from '../cards/commands.ts'
import { cardsFor } from '../cards/queries.ts'
import type { House } from '../house/house.ts'
import { escalateIssueTo, mergeIssueInto, triageIssueAs } from '../intake/commands.ts'
import { openNow, start } from '../sessions/commands.ts'
import { createSession } from '../sessions/create.ts'
import { admitGuest, liveSessionAt } from '../sessions/door.ts'
import { addParticipant, checkInMyself } from '../sessions/participants.ts'
import { recordFor } from '../sessions/records.ts'
import { beginSpeech, endSpeech } from '../sessions/speeches.ts'
import { opinionOf } from '../opinions/records.ts'
import { approveTopic } from '../topics/commands.ts'
import { topicFor } from '../topics/queries.ts'
import { clockActor } from '../../shared/people.ts'
import { type GuestKey, guestKeys, type PersonKey, places } from './county.ts'
import { seatNamed, type Storyteller } from './storyteller.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** 环线消防通道: from a sentence at the pavilion to the session that is on right now, in the middle of item ③. */
export async function tellLiveStory(t: Storyteller, present: Date): Promise<void> {
  const ago = (milliseconds: number) => t.at(new Date(present.getTime() - milliseconds))

  ago(22 * day)
  const first = await t.raise('residentA', 'pavilion', '过节那回，消防车开不进来，绕了一大圈。')
  ago(21.5 * day)
  const second = await t.raise('residentB', 'pavilion', '环线有几段太窄，两辆车会不过去。')
  const third = await t.raise('residentC', 'pavilion', '路边老有车停着，真有急事谁也过不去。')
  ago(21 * day)
  for (const { id } of [first, second, third]) {
    await t.withIssue('memberA', id, (ctx, issue) => triageIssueAs(ctx, issue, { urgency: 'soon', sector: '旅游', confidential: false }))
  }
  for (const { id } of [second, third]) {
    await t.withIssue('memberA', id, (ctx, issue) => mergeIssueInto(ctx, issue, { into: first.id }))
  }
  ago(16 * day)
  const lead = await t.withIssue('memberA', first.id, (ctx, issue) =>
    escalateIssueTo(ctx, issue, {
      topicId: null,
      topic: {
        title: '环线消防通道怎么通', urgency: 'soon',
        situation: '环线全长 2.4 公里，有 900 米路宽只有 2.7 到 3.3 米，消防车要 4 米才过得去。',
        affected: '沿线 23 户，节假日游客', hopes: '车道拓宽，路边不停车。', departments: '消防、公路、镇里',
      },
    }),
  )
  ago(13 * day)
  await t.as('chair', async (ctx) => approveTopic(ctx, await topicFor(ctx, lead.topicId!)))

  const sessionId = await prepare(t, lead.topicId!, ago)
  await open(t, sessionId, ago)
  await talk(t, sessionId, ago)
  await write(t, sessionId, ago)
}

type Ago = (milliseconds: number) => void

async function prepare(t: Storyteller, topicId: string, ago: Ago): Promise<string> {
  ago(5 * day)
  const invited: readonly PersonKey[] = ['memberA', 'memberB', 'legal', 'expert', 'fireClerk', 'transportClerk', 'townOfficial', 'recorder', 'townConvenor']
  const hands = {
    memberA: 'member', memberB: 'member', legal: 'expert', expert: 'expert', fireClerk: 'departmentStaff',
    transportClerk: 'departmentStaff', townOfficial: 'departmentStaff', recorder: 'recorder', townConvenor: 'facilitator',
  } as const
  const session = await t.as('convenor', (ctx) =>
    createSession(ctx, {
      preset: 'pavilion', organisationId: t.county.organisationId, venueId: t.county.venues.pavilion, topicId,
      title: '环线消防通道怎么通', scheduledAt: null,
      items: [
        { words: '情况通报', kind: 'briefing', minutes: 10 },
        { words: '问消防、公路', kind: 'questions', minutes: 25 },
        { words: '路宽、围墙和树', kind: 'talk', minutes: 35 },
        { words: '补偿和立面', kind: 'talk', minutes: 20 },
        { words: '宣读共识', kind: 'readOut', minutes: 10 },
      ],
      invitations: invited.map((key) => ({ personId: t.county.people[key], hand: hands[key as keyof typeof hands] })),
    }),
  )
  return session.id
}

async function open(t: Storyteller, id: string, ago: Ago): Promise<void> {
  ago(68 * minute)
  await t.as('convenor', async (ctx) => openNow(ctx, id, { version: (await recordFor(ctx.tx, ctx.actor, id))!.version }))
  ago(64 * minute)
  const onSite: readonly PersonKey[] = ['townConvenor', 'recorder', 'memberA', 'legal', 'fireClerk', 'transportClerk', 'townOfficial']
  for (const key of onSite) await t.as(key, (ctx) => checkInMyself(ctx, id, false))
  await t.as('memberB', (ctx) => checkInMyself(ctx, id, true))
  for (const key of guestKeys) await t.as(key, (ctx) => admitGuest(ctx, { sessionId: id, guest: t.guestOf(key), way: 'qr' }))
  for (const name of ['老支书', '村民代表戊', '村民代表己', '村民代表庚']) {
    await t.as('recorder', (ctx) => addParticipant(ctx, id, { name, hand: 'resident', represents: '东山村' }))
  }
  ago(60 * minute)
  await t.as('convenor', async (ctx) => start(ctx, id, { version: (await recordFor(ctx.tx, ctx.actor, id))!.version, acknowledged: true }))
}

async function talk(t: Storyteller, id: string, ago: Ago): Promise<void> {
  const item = async (words: string) => (await t.items('convenor', id)).find((one) => one.words === words)!
  const beginItem = async (words: string) => {
    const { id: itemId, version } = await item(words)
    await t.as('convenor', (ctx) => begin(ctx, itemId, { version }))
  }
  const inform = async (words: string) => {
    const { id: itemId, version } = await item(words)
    await t.as('convenor', (ctx) => recordInformed(ctx, itemId, { version }))
  }
  const speak = async (name: string, kind: 'contribution' | 'question' | 'answer', from: number, until: number | null) => {
    ago(from * minute)
    const participantId = seatNamed(await t.view('convenor', id), name).id
    await t.as('convenor', (ctx) => beginSpeech(ctx, id, { participantId, kind, allowedSeconds: 300 }))
    if (until === null) return
    ago(until * minute)
    const { currentSpeech } = await t.view('convenor', id)
    await t.as('convenor', (ctx) => endSpeech(ctx, currentSpeech!.id, currentSpeech!.version))
  }
  ago(58 * minute)
  await beginItem('情况通报')
  await speak('镇干部甲', 'contribution', 57, 50)
  ago(49 * minute)
  await inform('情况通报')
  await beginItem('问消防、公路')
  await speak('村民代表甲', 'question', 47, 45)
  await speak('消防大队承办员', 'answer', 44, 38)
  await speak('村民代表丙', 'question', 37, 35)
  await speak('交通局承办员', 'answer', 34, 27)
  ago(22 * minute)
  await inform('问消防、公路')
  const late = await t.as('memberA', (ctx) => propose(ctx, id, { words: '游客停车放在哪里', kind: 'talk', minutes: 15, note: '' }))
  const proposed = (await t.items('convenor', id)).find((one) => one.id === late)!
  await t.as('convenor', (ctx) => settleLate(ctx, proposed))
  ago(21 * minute)
  await beginItem('路宽、围墙和树')
  await speak('委员甲', 'contribution', 20, 16)
  await speak('村民代表丁', 'contribution', 12, 9)
  await speak('村民代表乙', 'contribution', 1, null)
}

async function settleLate(ctx: Parameters<typeof defer>[0], item: { id: string; version: number }): Promise<void> {
  await accept(ctx, item.id, { version: item.version })
  await defer(ctx, item.id, { version: item.version + 1, deferredTo: '下一期' })
}

async function write(t: Storyteller, id: string, ago: Ago): Promise<void> {
  const documentId = (await opinionOf(t.house.db, id))!.documentId
  const current = (await t.items('convenor', id)).find((one) => one.words === '路宽、围墙和树')!
  const say = (key: PersonKey | GuestKey, words: string): Promise<Card> => t.as(key, (ctx) => sayCard(ctx, id, { words, itemId: current.id }))
  const dictate = async (name: string, words: string): Promise<Card> => {
    const participantId = seatNamed(await t.view('recorder', id), name).id
    const card = await t.as('recorder', (ctx) => sayCard(ctx, id, { words, itemId: current.id, participantId }))
    return t.as('recorder', (ctx) => confirmCard(ctx, card.id, card.version))
  }
  ago(19 * minute)
  const width = await t.write('recorder', documentId, '一、环线消防车道拓宽到 4.0 米，全长 900 米；先做最窄的 400 米，6 月 30 日前完成，村里和公路部门负责。')
  const walls = await t.write('memberA', documentId, '二、占道的 6 处围墙后退不超过 0.8 米，费用村里出七成、户主出三成。')
  const stops = await t.write('memberB', documentId, '三、沿线设禁停标志，修 2 处会车让道，4 月 30 日前由镇里完成。')
  ago(15 * minute)
  const fromIssues = await t.as('convenor', async (ctx) => (await cardsFor(ctx, id)).cards)
  for (const card of fromIssues) await t.join('convenor', card, card.words.includes('停着') ? stops : width)
  await t.join('convenor', await say('fireClerk', '消防车转弯要四米，少一寸都刮墙。'), width)
  ago(10 * minute)
  await t.join('convenor', await dictate('老支书', '墙可以退，钱不能全让户主出。'), walls)
  await t.join('convenor', await say('memberA', '退墙的钱，村里出大头，户主出小头。'), walls)
  ago(6 * minute)
  await dictate('村民代表乙', '井离墙只有一米多，墙一退怕塌，先请人看过再动。')
  ago(4 * minute)
  await say('residentD', '路边那排杨树别砍，往里挪两米就行。')
  await say('memberB', '让道修在学校门口那两处最合适。')
}

/** The session that is on at the pavilion, its agenda and its opinion by their texts. */
export async function liveStory(house: House): Promise<DemoLive> {
  const [place] = await house.db.select({ id: venues.id }).from(venues).where(eq(venues.number, places.pavilion.number))
  const live = place ? await liveSessionAt(house.db, place.id) : null
  const record = live ? await recordFor(house.db, clockActor, live.id) : null
  const opinion = live ? await opinionOf(house.db, live.id) : null
  if (!record || !opinion) throw no.notFound()
  return { sessionId: record.id, agendaId: record.agendaDocumentId, opinionId: opinion.documentId }
}
