import { addDays, dayOf } from '../../shared/calendar.ts'
import { assignmentAnswer } from '../assignments/answer.ts'
import { begin } from '../assignments/commands.ts'
import { refuseReassign, requestReassign } from '../assignments/reassign.ts'
import { opinionOf } from '../opinions/records.ts'
import { createProposal } from '../proposals/create.ts'
import { openPlenary } from '../proposals/plenaries.ts'
import { findProposal } from '../proposals/records.ts'
import { declineAsSponsor, requestSponsors } from '../proposals/signing.ts'
import type { PersonKey } from './county.ts'
import { agree, assignTo, deliver, docketAs, grade, handIn, partOf, rate, review, signAll, step, takeUp, talk, writeReply } from './handling.ts'
import { clausesUnderSeal, type Storyteller } from './storyteller.ts'

const minute = 60_000
const day = 24 * 60 * minute

type Ago = (milliseconds: number) => void

/** Proposals at every stage: answered and closed, waiting to be rated, in hand, late, under review, just written. */
export async function tellProposals(t: Storyteller, present: Date): Promise<void> {
  const ago: Ago = (milliseconds) => t.at(new Date(present.getTime() - milliseconds))
  await holdPlenary(t, present, ago)
  await mediators(t, ago)
  await buses(t, ago)
  await underReview(t, ago)
}

async function holdPlenary(t: Storyteller, present: Date, ago: Ago): Promise<void> {
  ago(124 * day)
  const year = dayOf(present).slice(0, 4)
  await t.as('proposalOffice', (ctx) =>
    openPlenary(ctx, { organisationId: t.county.organisationId, term: 10, number: 5, opensOn: `${year}-01-12`, closesOn: `${year}-01-16` }),
  )
}

const written = (t: Storyteller, key: PersonKey, subject: string, sponsors: readonly PersonKey[]) =>
  t.as(key, async (ctx) =>
    createProposal(ctx, { organisationId: t.county.organisationId, subject, sponsors: sponsors.map((one) => t.county.people[one]) }),
  )

/** 特邀调解员报酬 (domain.md F.2): written from afar, once declined, answered by the finance bureau, rated and closed. */
async function mediators(t: Storyteller, ago: Ago): Promise<void> {
  ago(118 * day)
  const { id } = await written(t, 'memberA', '关于保障人民法院特邀调解员报酬的提案', ['memberE', 'memberF'])
  await t.writeUnder('memberA', id, { heading: '情况' }, ['去年全县诉前调解案件 4820 件，登记在册的特邀调解员 193 名，每件补贴 80 到 200 元，已有五个月没有发放。'])
  await t.writeUnder('memberE', id, { heading: '分析' }, ['补贴从办案经费里挤，年初没有预算，到下半年就断档；难易不分一个价，老调解员留不住。'])
  await t.writeUnder('memberA', id, { heading: '建议' }, ['在县级预算中列支特邀调解员专项经费。', '没有专项的，由同级财政保障。'])
  ago(115 * day)
  await t.append('memberE', id, ['按案件难易程度定补助标准。', '补贴按季度发放。'])
  await signAfterOneDecline(t, ago, id)
  ago(108 * day)
  await handIn(t, 'memberA', id)
  ago(106 * day)
  await review(t, id)
  ago(103 * day)
  await docketAs(t, id, 'society')
  ago(98 * day)
  await assignTo(t, id, 'finance', ['court'])
  await answeredByFinance(t, ago, id)
}

/** One of the three finds a suggestion unclear: all names are void, it is written anew, and all three sign. */
async function signAfterOneDecline(t: Storyteller, ago: Ago, id: string): Promise<void> {
  ago(112 * day)
  const until = (ctx: { now: Date }) => addDays(dayOf(ctx.now), 10).day
  await t.as('memberA', async (ctx) => requestSponsors(ctx, id, (await findProposal(ctx.tx, id))!.version, until(ctx)))
  await t.as('memberF', async (ctx) => declineAsSponsor(ctx, id, (await findProposal(ctx.tx, id))!.version, '第三条没写清楚分几档。'))
  ago(110 * day)
  await t.append('memberF', id, ['补助标准分三档：一般、较难、重大疑难。'])
  await signAll(t, 'memberA', id, ['memberE', 'memberF'], dayOf(new Date(t.now().getTime() + 10 * day)))
}

async function answeredByFinance(t: Storyteller, ago: Ago, id: string): Promise<void> {
  const lead = await partOf(t, id, 'finance')
  const co = await partOf(t, id, 'court')
  ago(97 * day)
  await step(t, 'financeClerk', lead, (ctx, _, version) =>
    requestReassign(ctx, lead, { version, reason: '用钱的是法院，应由法院主办。', unitId: t.county.units.court }),
  )
  ago(94 * day)
  await step(t, 'supervisor', lead, (ctx, _, version) => refuseReassign(ctx, lead, version, '安排预算是财政的职责。'))
  // The refusal leaves it signed for: it is only begun.
  await step(t, 'financeClerk', lead, begin)
  await takeUp(t, 'courtClerk', co)
  ago(90 * day)
  await talk(t, 'financeClerk', lead, { phase: 'before', way: 'phone', withWhom: '委员甲', words: '问清四条建议里最急的是哪一条。' })
  ago(80 * day)
  await talk(t, 'financeClerk', lead, { phase: 'during', way: 'visit', withWhom: '委员甲、委员戊', words: '一起到法院看了两小时。' })
  await agree(t, 'courtClerk', co, '办案经费今年只够一半，请写清两处各出多少。')
  ago(66 * day)
  await writeReply(t, 'financeClerk', lead, [
    { outcome: 'notFeasible', reason: '今年预算已经批准。', words: '今年县级预算已经人大批准，按规定不再新设专项；明年编预算时一并研究。' },
    { outcome: 'underWay', words: '从转移支付资金和办案经费两处列支，由同级财政拨付，正在办理。' },
    { outcome: 'done', words: '采纳。补助标准已同法院商定。' },
    { outcome: 'done', words: '采纳。从第三季度起按季度发放。' },
    { outcome: 'done', words: '采纳。分三档：一般、较难、重大疑难，已经印发。' },
  ])
  await grade(t, 'financeClerk', lead, 'B')
  ago(62 * day)
  await talk(t, 'financeClerk', lead, { phase: 'after', way: 'meeting', withWhom: '委员甲、委员戊、委员己', words: '当面念了一遍答复稿。' })
  ago(60 * day)
  await deliver(t, { clerk: 'financeClerk', leader: 'financeLeader' }, lead, '清财建〔2026〕31号')
  ago(55 * day)
  await rate(t, 'memberA', id, lead, ['satisfied', 'mostlySatisfied'])
  await rate(t, 'memberE', id, lead, ['satisfied', 'satisfied'])
  await rate(t, 'memberF', id, lead, ['satisfied', 'dissatisfied'], '前五个月欠的补贴没有说怎么办。')
}

/** 路灯: out of last month's signed opinion; answered, and waiting for its sponsors' opinion. */
export async function tellLightsProposal(t: Storyteller, present: Date, sessionId: string): Promise<void> {
  const ago: Ago = (milliseconds) => t.at(new Date(present.getTime() - milliseconds))
  ago(29 * day)
  const opinion = (await opinionOf(t.house.db, sessionId))!
  const { id } = await t.as('memberB', async (ctx) =>
    createProposal(ctx, {
      organisationId: t.county.organisationId,
      subject: '关于给农村上学路段装路灯的提案',
      sponsors: [t.county.people.memberC],
      opinion: { opinionId: opinion.id, clauses: (await clausesUnderSeal(ctx, opinion)).map((clauseId) => ({ clauseId, section: 'recommendations' })) },
    }),
  )
  await t.writeUnder('memberB', id, { heading: '情况' }, ['东山村口到学校 600 米没有路灯，41 名学生冬天摸黑走路，路边是水沟。'])
  await t.writeUnder('memberC', id, { heading: '分析' }, ['村里出得起电费，出不起装灯的钱；全县还有 7 段这样的路。'])
  ago(28 * day)
  await signAll(t, 'memberB', id, ['memberC'], dayOf(new Date(t.now().getTime() + 10 * day)))
  await handIn(t, 'memberB', id)
  ago(27 * day)
  await review(t, id)
  ago(26 * day)
  await docketAs(t, id, 'agriculture')
  ago(25 * day)
  await assignTo(t, id, 'transport', ['township'])
  const lead = await partOf(t, id, 'transport')
  const co = await partOf(t, id, 'township')
  ago(24 * day)
  await takeUp(t, 'transportClerk', lead)
  await takeUp(t, 'townOfficial', co)
  ago(20 * day)
  await talk(t, 'transportClerk', lead, { phase: 'before', way: 'visit', withWhom: '委员乙', words: '沿路走了一遍，数出要装的地方。' })
  await agree(t, 'townOfficial', co, '立杆的地和接电由镇里协调。')
  ago(12 * day)
  const inSpring = `${Number(dayOf(present).slice(0, 4)) + 1}-03-31`
  const asked = (await t.as('transportClerk', (ctx) => assignmentAnswer(ctx, lead))).recommendations
  await writeReply(
    t,
    'transportClerk',
    lead,
    asked.map((_, index) =>
      index === 0
        ? { outcome: 'underWay', words: '15 盏路灯已经下单，县里出灯，镇里立杆，入冬前亮灯。' }
        : { outcome: 'planned', plannedOn: inSpring, words: '电费怎么公示，同镇里、村里一起定个办法，明年一季度定下来。' },
    ),
  )
  await grade(t, 'transportClerk', lead, 'A')
  ago(10 * day)
  await talk(t, 'transportClerk', lead, { phase: 'after', way: 'phone', withWhom: '委员乙、委员丙', words: '念了答复稿，两位没有别的意见。' })
  ago(8 * day)
  await deliver(t, { clerk: 'transportClerk', leader: 'transportLeader' }, lead, '清交函〔2026〕18号')
  ago(6 * day)
  await rate(t, 'memberC', id, lead, ['satisfied', 'satisfied'])
}

/** 农村客运: the unit has not signed for it, and is late; another is in hand, half answered. */
async function buses(t: Storyteller, ago: Ago): Promise<void> {
  ago(33 * day)
  const half = await simple(t, 'memberD', '关于整治学校门口乱停车的提案', {
    situation: '放学时县城三所学校门口堵二十分钟，救护车进不去。',
    analysis: '家长没有临停的地方，路边又没有人管。',
    asks: ['每所学校划临停区。', '放学时段有人疏导。', '错开放学时间。'],
  })
  ago(30 * day)
  await docketed(t, half, 'society')
  ago(28 * day)
  await assignTo(t, half, 'transport', [])
  const part = await partOf(t, half, 'transport')
  await takeUp(t, 'transportClerk', part)
  ago(20 * day)
  await talk(t, 'transportClerk', part, { phase: 'before', way: 'phone', withWhom: '委员丁', words: '约好下周一起去看。' })
  ago(4 * day)
  await writeReply(t, 'transportClerk', part, [
    { outcome: 'done', words: '三所学校门口已经划好 46 个临停车位。' },
    { outcome: 'underWay', words: '同公安交警商定，放学前后各派两人。' },
  ])

  ago(16 * day)
  const late = await simple(t, 'sectorConvenor', '关于延长农村客运末班车时间的提案', {
    situation: '末班车下午四点半就走，进城看病的老人赶不回来。',
    analysis: '线路亏损，客运公司不愿意多跑。',
    asks: ['末班车延到六点。', '亏损由县镇两级补贴。'],
  })
  ago(13 * day)
  await docketed(t, late, 'agriculture')
  ago(9 * day)
  await assignTo(t, late, 'transport', ['finance'])
}

/** Two that wait for the offices: one handed in, one under review; and one that is being written. */
async function underReview(t: Storyteller, ago: Ago): Promise<void> {
  ago(5 * day)
  const reviewed = await simple(t, 'memberC', '关于补齐乡镇卫生院检验设备的提案', {
    situation: '六个镇卫生院只有两个能做生化检验，抽了血要送到县里。',
    analysis: '设备旧，会用的人少。',
    asks: ['三年内给每个镇卫生院配齐检验设备。', '县医院每月派人带一带。'],
  })
  ago(3 * day)
  await review(t, reviewed)
  ago(2 * day)
  await simple(t, 'memberE', '关于建好山区蓄水池的提案', {
    situation: '去年秋旱，三个村拉水吃了四十天。',
    analysis: '老水池漏，新水池没有管护的人。',
    asks: ['修补 12 处漏水的水池。', '每处定一名管水员，镇里发补贴。'],
  })
  ago(1 * day)
  const { id } = await written(t, 'memberB', '关于给村里老人办食堂的提案', ['memberD'])
  await t.writeUnder('memberB', id, { heading: '情况' }, ['东山村 70 岁以上独自吃饭的老人有 63 位。'])
}

type Words = { situation: string; analysis: string; asks: readonly string[] }

/** Written and handed in by one member alone. */
async function simple(t: Storyteller, key: PersonKey, subject: string, { situation, analysis, asks }: Words): Promise<string> {
  const { id } = await written(t, key, subject, [])
  await t.writeUnder(key, id, { heading: '情况' }, [situation])
  await t.writeUnder(key, id, { heading: '分析' }, [analysis])
  await t.writeUnder(key, id, { heading: '建议' }, asks)
  await handIn(t, key, id)
  return id
}

async function docketed(t: Storyteller, id: string, of: Parameters<typeof docketAs>[2]): Promise<void> {
  await review(t, id)
  await docketAs(t, id, of)
}
