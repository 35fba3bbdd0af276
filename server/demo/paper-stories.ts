import { addDays, dayOf } from '../../shared/calendar.ts'
import { compileBrief } from '../briefs/compile.ts'
import { assignBrief } from '../briefs/close.ts'
import { despatchBrief, recordInstruction } from '../briefs/despatch.ts'
import type { BriefAction } from '../briefs/policy.ts'
import { briefForDeed } from '../briefs/queries.ts'
import { type BriefRecord, findBrief } from '../briefs/records.ts'
import { numberBrief, passInternal, passPartyGroup, submitBrief } from '../briefs/reviews.ts'
import { standingAssignments } from '../assignments/records.ts'
import type { Context } from '../house/context.ts'
import { opinionOf } from '../opinions/records.ts'
import { finishEdit } from '../reports/editing.ts'
import { adoptReport, signIssue } from '../reports/issuing.ts'
import { findReport } from '../reports/records.ts'
import { passEffect, passReport, returnReport, takeReport } from '../reports/review.ts'
import { resubmitReport, submitReport, writeReport } from '../reports/writing.ts'
import type { PersonKey } from './county.ts'
import { takeUp, talk } from './handling.ts'
import { clausesUnderSeal, type Storyteller } from './storyteller.ts'

const day = 24 * 60 * 60_000

const clockOf = (t: Storyteller, present: Date) => (days: number) => t.at(new Date(present.getTime() - days * day))

/** 路灯, as a brief: through its gates, numbered, sent, with an instruction from above, and in the hands of a unit. */
export async function tellBrief(t: Storyteller, present: Date, sessionId: string): Promise<void> {
  const daysAgo = clockOf(t, present)
  const opinion = (await opinionOf(t.house.db, sessionId))!
  daysAgo(28)
  const { id } = await t.as('committeeClerk', async (ctx) =>
    compileBrief(ctx, {
      committeeId: t.county.units.economy,
      title: '关于农村上学路段照明的几点建议',
      sources: [
        { opinionId: opinion.id, clauses: (await clausesUnderSeal(ctx, opinion)).map((clauseId) => ({ clauseId, section: 'recommendations' })) },
      ],
    }),
  )
  await t.writeUnder('committeeClerk', id, { heading: '编者按' }, ['东山村凉亭协商会上，委员、村民和镇里一起谈了上学路上的灯。现将商定的意见编报。'])
  const on = (key: PersonKey, action: BriefAction, work: (ctx: Context, record: BriefRecord) => Promise<void>) =>
    t.as(key, async (ctx) => work(ctx, await briefForDeed(ctx, id, (await findBrief(ctx.tx, id))!.version, action)))
  await on('committeeClerk', 'submit', submitBrief)
  daysAgo(27)
  await on('committeeHead', 'passInternal', (ctx, record) => passInternal(ctx, record, ''))
  daysAgo(24)
  await on('partyGroup', 'passPartyGroup', (ctx, record) => passPartyGroup(ctx, record, '分党组第 9 次会议', ''))
  daysAgo(23)
  await on('issuer', 'number', numberBrief)
  await on('committeeClerk', 'despatch', (ctx, record) =>
    despatchBrief(ctx, record, { reportTo: '县委、县政府主要领导', sendTo: '县交通运输局、县财政局', issueTo: '各乡镇政协联络组', copies: 60 }),
  )
  daysAgo(15)
  await on('secretary', 'recordInstruction', (ctx, record) =>
    recordInstruction(ctx, record, {
      leader: '县长甲', post: '县长', day: dayOf(ctx.now), words: '请交通局牵头，摸清全县上学路段，分批解决。', audience: ['leadership', 'supervision', 'units'],
    }),
  )
  daysAgo(14)
  await on('supervisor', 'assign', (ctx, record) =>
    assignBrief(ctx, record, { leadUnitId: t.county.units.transport, coUnitIds: [], due: addDays(dayOf(ctx.now), 40).day }),
  )
  const [part] = await standingAssignments(t.house.db, { briefId: id })
  daysAgo(13)
  await takeUp(t, 'transportClerk', part!.id)
  daysAgo(6)
  await talk(t, 'transportClerk', part!.id, { phase: 'before', way: 'meeting', withWhom: '专委会干事', words: '对了一遍全县上学路段的单子。' })
}

type Words = { title: string; situation: string; analysis: string; asks: readonly string[] }

async function written(t: Storyteller, key: PersonKey, { title, situation, analysis, asks }: Words): Promise<string> {
  const { id, documentId } = await t.as(key, (ctx) => writeReport(ctx, { title, organisationId: t.county.organisationId, opinion: null }))
  await t.writeUnder(key, documentId, { heading: '情况反映' }, [situation])
  await t.writeUnder(key, documentId, { heading: '原因分析' }, [analysis])
  await t.writeUnder(key, documentId, { heading: '意见建议' }, asks)
  return id
}

/** 社情民意信息: one that was issued and used, one that came back once at the second gate, and one just handed in. */
export async function tellReports(t: Storyteller, present: Date): Promise<void> {
  const daysAgo = clockOf(t, present)
  const on = (key: PersonKey, id: string, work: (ctx: Context, id: string, version: number) => Promise<unknown>) =>
    t.as(key, async (ctx) => work(ctx, id, (await findReport(ctx.tx, id))!.version))

  daysAgo(60)
  const used = await written(t, 'memberE', {
    title: '关于防止农村老人受“免费体检”骗的建议',
    situation: '上月有人进村办“免费体检”，卖出高价药，三个村 27 位老人花了 4.6 万元。',
    analysis: '来的人有车有棚，像是公家的；村里没有人问一句。',
    asks: ['进村体检先到镇卫生院登记。', '村里大喇叭讲一讲怎样认。'],
  })
  await on('memberE', used, submitReport)
  daysAgo(58)
  await throughGates(on, used)
  daysAgo(52)
  await on('infoEditor', used, finishEdit)
  daysAgo(51)
  await on('issuer', used, (ctx, id, version) => signIssue(ctx, id, { version, level: 'city', recipients: '市政协办公室、县委办' }))
  daysAgo(30)
  await on('infoEditor', used, (ctx, id, version) => adoptReport(ctx, id, { version, level: 'city', way: 'single', by: '市政协《社情民意》第 21 期' }))

  daysAgo(11)
  const wells = await written(t, 'memberB', {
    title: '关于修路时保住农户水井的建议',
    situation: '东山村沿线有井的人家担心退墙以后井塌。',
    analysis: '修路的图上没有标井，施工前也没有人问。',
    asks: ['开工前先把井标上图，请人看过再动。'],
  })
  await on('memberB', wells, submitReport)
  daysAgo(9)
  await on('infoEditor', wells, takeReport)
  await on('infoEditor', wells, (ctx, id, version) => passReport(ctx, id, version, 'passInitial', ''))
  await on('gateReviewer', wells, (ctx, id, version) => passReport(ctx, id, version, 'passPolitical', '没有不妥。'))
  daysAgo(8)
  await on('gateReviewer', wells, (ctx, id, version) => returnReport(ctx, id, version, '有几口井？请写上数。'))
  daysAgo(7)
  await t.append('memberB', wells, ['沿线共有 6 口井，最近的离墙一米二。'])
  await on('memberB', wells, resubmitReport)

  daysAgo(1)
  const fresh = await written(t, 'memberF', {
    title: '关于夜间广场舞音量的建议',
    situation: '镇上广场夜里十点以后还放音响，附近有两所学校。',
    analysis: '没有定时间，谁也不好去说。',
    asks: ['同舞队约定九点半收音响。'],
  })
  await on('memberF', fresh, submitReport)
}

type On = (key: PersonKey, id: string, work: (ctx: Context, id: string, version: number) => Promise<unknown>) => Promise<unknown>

async function throughGates(on: On, id: string): Promise<void> {
  await on('infoEditor', id, takeReport)
  await on('infoEditor', id, (ctx, _, version) => passReport(ctx, id, version, 'passInitial', ''))
  await on('gateReviewer', id, (ctx, _, version) => passReport(ctx, id, version, 'passPolitical', '没有不妥。'))
  await on('gateReviewer', id, (ctx, _, version) => passReport(ctx, id, version, 'passContent', '同三个村核对过数字。'))
  await on('gateReviewer', id, (ctx, _, version) => passEffect(ctx, id, version, '有普遍性，可报市里。', 'city'))
}
