import { announceFreeze, sealWhenDue } from '../opinions/freeze.ts'
import { opinionAnswer } from '../opinions/queries.ts'
import { opinionOf } from '../opinions/records.ts'
import { openCountersign, sign } from '../opinions/signing.ts'
import { begin, recordConsensus, recordInformed, reserve } from '../agenda/commands.ts'
import { sayCard } from '../cards/commands.ts'
import { cardsFor } from '../cards/queries.ts'
import {
  answerIssueWith, escalateIssueTo, refuseIssue, solveIssueWith, takeIssueOn, triageIssueAs,
} from '../intake/commands.ts'
import { approve, endTalk, openNow, type SessionDeed, signRecord, start, submitForApproval } from '../sessions/commands.ts'
import { createSession, type NewSession } from '../sessions/create.ts'
import { admitGuest } from '../sessions/door.ts'
import { addParticipant, checkInMyself } from '../sessions/participants.ts'
import { recordFor } from '../sessions/records.ts'
import { approveTopic, proposeTopic } from '../topics/commands.ts'
import { topicFor } from '../topics/queries.ts'
import { demoPassword, type PersonKey } from './county.ts'
import { seatNamed, type Storyteller } from './storyteller.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const clockOf = (t: Storyteller, present: Date): Ago => (milliseconds) => t.at(new Date(present.getTime() - milliseconds))

/** 村口到学校的路灯: said, held and signed last month. */
export async function tellSignedStory(t: Storyteller, present: Date): Promise<{ sessionId: string }> {
  return signedLastMonth(t, clockOf(t, present))
}

/** Stories at other stages than the live one: waiting for approval, in preparation, only said. */
export async function tellOtherStories(t: Storyteller, present: Date): Promise<void> {
  const ago = clockOf(t, present)
  await waitingForApproval(t, present, ago)
  await inPreparation(t, ago)
  await sentences(t, ago)
}

type Ago = (milliseconds: number) => void

/** Makes one move of a session on the version it has now. */
async function step<G>(t: Storyteller, key: PersonKey, id: string, deed: SessionDeed<G>, given: G): Promise<void> {
  await t.as(key, async (ctx) => deed(ctx, id, { ...given, version: (await recordFor(ctx.tx, ctx.actor, id))!.version }))
}

const nothing = {}

async function signedLastMonth(t: Storyteller, ago: Ago): Promise<{ sessionId: string }> {
  ago(38 * day)
  const said = await t.raise('residentD', 'pavilion', '村口到学校那段没有路灯，孩子放学天就黑了。')
  ago(37 * day)
  await t.withIssue('memberB', said.id, (ctx, issue) => triageIssueAs(ctx, issue, { urgency: 'soon', sector: '农业', confidential: false }))
  const lead = await t.withIssue('memberB', said.id, (ctx, issue) =>
    escalateIssueTo(ctx, issue, {
      topicId: null,
      topic: { title: '村口到学校的路灯', urgency: 'soon', situation: '600 米没有路灯。', affected: '41 名学生', hopes: '入冬前亮灯。', departments: '镇里' },
    }),
  )
  ago(35 * day)
  await t.as('chair', async (ctx) => approveTopic(ctx, await topicFor(ctx, lead.topicId!)))
  const { id } = await t.as('convenor', (ctx) =>
    createSession(ctx, {
      ...pavilion(t, '村口到学校的路灯'),
      topicId: lead.topicId,
      items: [
        { words: '情况通报', kind: 'briefing', minutes: 5 },
        { words: '装几盏、谁来出电费', kind: 'talk', minutes: 30 },
      ],
      invitations: [{ personId: t.county.people.townOfficial, hand: 'departmentStaff' }],
    }),
  )
  ago(30 * day)
  await step(t, 'convenor', id, openNow, nothing)
  for (const key of ['memberB', 'memberC', 'recorder', 'townOfficial'] as const) await t.as(key, (ctx) => checkInMyself(ctx, id, false))
  await t.as('residentD', (ctx) => admitGuest(ctx, { sessionId: id, guest: t.guestOf('residentD'), way: 'qr' }))
  for (const name of ['村民代表戊', '村民代表己']) {
    await t.as('recorder', (ctx) => addParticipant(ctx, id, { name, hand: 'resident', represents: '东山村' }))
  }
  await step(t, 'convenor', id, start, { acknowledged: true })
  await settleItems(t, id, ago)
  await sealAndSign(t, id, ago)
  return { sessionId: id }
}

async function settleItems(t: Storyteller, id: string, ago: Ago): Promise<void> {
  const [briefing, talk] = await t.items('convenor', id)
  await t.as('convenor', (ctx) => begin(ctx, briefing!.id, { version: briefing!.version }))
  ago(30 * day - 6 * minute)
  await t.as('convenor', (ctx) => recordInformed(ctx, briefing!.id, { version: briefing!.version + 1 }))
  await t.as('convenor', (ctx) => begin(ctx, talk!.id, { version: talk!.version }))
  const documentId = (await opinionOf(t.house.db, id))!.documentId
  ago(30 * day - 15 * minute)
  const lights = await t.write('memberB', documentId, '一、村口到学校 600 米装 15 盏路灯，镇里负责，入冬前亮灯。')
  await t.write('recorder', documentId, '二、电费由村集体出，每月公示一次。')
  const card = await t.as('residentD', (ctx) => sayCard(ctx, id, { words: '灯要照到路边的水沟，孩子摔过。', itemId: talk!.id }))
  await t.join('convenor', card, lights)
  const brought = await t.as('convenor', (ctx) => cardsFor(ctx, id))
  for (const one of brought.cards.filter((each) => each.id !== card.id)) await t.join('convenor', one, lights)
  const resident = seatNamed(await t.view('convenor', id), '村民代表戊')
  await t.as('convenor', (ctx) => reserve(ctx, talk!.id, { participantId: resident.id, words: '电费不能年年都让村里出。', confirmed: true }))
  ago(30 * day - 40 * minute)
  const consensus = [
    { words: '装 15 盏路灯', party: '月泉镇', quantity: 15, unit: '盏', due: null },
    { words: '电费由村集体出，每月公示', party: '东山村', quantity: null, unit: '', due: null },
  ]
  const fresh = (await t.items('convenor', id)).find((item) => item.id === talk!.id)!
  await t.as('convenor', (ctx) => recordConsensus(ctx, talk!.id, { version: fresh.version, consensus }))
  await step(t, 'convenor', id, endTalk, nothing)
}

async function sealAndSign(t: Storyteller, id: string, ago: Ago): Promise<void> {
  const opinionId = (await opinionOf(t.house.db, id))!.id
  const fresh = () => t.as('convenor', (ctx) => opinionAnswer(ctx, opinionId))
  const before = await fresh()
  await t.as('convenor', (ctx) => announceFreeze(ctx, opinionId, before.version, 0))
  await sealWhenDue(t.ground, opinionId)
  ago(30 * day - 45 * minute)
  const sealed = await fresh()
  const signers: readonly PersonKey[] = ['memberB', 'memberC', 'convenor', 'recorder']
  await t.as('convenor', (ctx) => openCountersign(ctx, opinionId, sealed.version, signers.map((key) => t.county.people[key])))
  for (const key of signers) {
    const { version, seal } = await fresh()
    await t.as(key, (ctx) => sign(ctx, opinionId, { version, digest: seal!.digest, password: demoPassword }))
  }
  await step(t, 'convenor', id, signRecord, nothing)
}

async function waitingForApproval(t: Storyteller, present: Date, ago: Ago): Promise<void> {
  ago(3 * day)
  const forum = (title: string, inDays: number): NewSession => ({
    preset: 'forum', form: 'monthlyForum', organisationId: t.county.organisationId, venueId: t.county.venues.room, topicId: null, title,
    scheduledAt: new Date(present.getTime() + inDays * day).toISOString(),
    items: [],
    invitations: [
      { personId: t.county.people.memberC, hand: 'member' },
      { personId: t.county.people.memberD, hand: 'member' },
      { personId: t.county.people.financeClerk, hand: 'departmentStaff' },
    ],
  })
  const waiting = await t.as('townConvenor', (ctx) => createSession(ctx, forum('打造农产品区域品牌', 21)))
  await step(t, 'townConvenor', waiting.id, submitForApproval, nothing)
  const agreed = await t.as('townConvenor', (ctx) => createSession(ctx, forum('老旧小区加装电梯', 9)))
  await step(t, 'townConvenor', agreed.id, submitForApproval, nothing)
  ago(2 * day)
  await step(t, 'chair', agreed.id, approve, nothing)
}

async function inPreparation(t: Storyteller, ago: Ago): Promise<void> {
  ago(1 * day)
  await t.as('memberA', (ctx) =>
    proposeTopic(ctx, t.county.organisationId, {
      title: '镇上菜市场的下水', urgency: 'ordinary', situation: '雨天返水，摊位进水。', affected: '摊贩 36 户', hopes: '汛期前疏通。', departments: '镇里、住建',
    }),
  )
  await t.as('convenor', (ctx) => createSession(ctx, { ...pavilion(t, '水井边的墙怎么退'), items: [] }))
}

async function sentences(t: Storyteller, ago: Ago): Promise<void> {
  ago(9 * day)
  const pills = await t.raise('residentB', 'room', '镇卫生院晚上拿不到药，能不能留个值班的？')
  const fence = await t.raise('residentC', 'pavilion', '我家和邻居为一堵墙吵了半年。')
  ago(8 * day)
  const lamp = await t.raise('residentA', 'pavilion', '凉亭的座板坏了一块，老人坐着不稳。')
  ago(7 * day)
  for (const [key, issue] of [['memberC', pills], ['memberB', fence], ['memberB', lamp]] as const) {
    await t.withIssue(key, issue.id, (ctx, row) => triageIssueAs(ctx, row, { urgency: 'ordinary', sector: '', confidential: false }))
  }
  ago(6 * day)
  await t.withIssue('memberC', pills.id, (ctx, issue) =>
    answerIssueWith(ctx, issue, { words: '问过卫生院了：从下月起，每晚八点到十点留一名药师值班，急用可以打门口的电话。' }),
  )
  await t.withIssue('memberB', lamp.id, (ctx, issue) => takeIssueOn(ctx, issue))
  ago(4 * day)
  await t.withIssue('memberB', lamp.id, (ctx, issue) => solveIssueWith(ctx, issue, { words: '换了两块新座板，又把松的钉牢了，请您去坐坐看。', fileIds: [] }))
  ago(2 * day)
  const flood = await t.raise('residentC', 'room', '菜市场雨天返水，鞋都湿透了。')
  await t.withIssue('townConvenor', flood.id, (ctx, issue) => refuseIssue(ctx, issue, { reason: 'otherLevel', words: '管网由住建部门管，已帮您把话带到。' }))
  ago(5 * hour)
  await t.raise('residentD', 'pavilion', '广场舞的音响到夜里十点还响，孩子没法睡。')
  ago(2 * hour)
  const home = await t.raise('residentB', 'room', '我家老人没人照看，不想让别人知道是谁家。')
  await t.withIssue('memberD', home.id, (ctx, issue) => triageIssueAs(ctx, issue, { urgency: 'soon', sector: '社会福利', confidential: true }))
}

function pavilion(t: Storyteller, title: string): NewSession {
  return {
    preset: 'pavilion', organisationId: t.county.organisationId, venueId: t.county.venues.pavilion, topicId: null, title,
    scheduledAt: null, items: [], invitations: [],
  }
}
