import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { clausesOf } from '../../shared/documents/clauses.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import { again, kindOf, next, openSentence, rate, sentenceOn, stopsOn, writeAnswer } from './answer-hands.ts'
import { compose, testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { becomes, behind, comesIn, daysFromNow, fill, oneStory, over, presentable, presentableInHand, press, sees } from './hands.ts'
import { handOf, on, signedOpinion } from './signed.ts'

/** domain.md F.2, its end: returned once before it is docketed, answered so that it does not satisfy, and handled again. */
const house = builtHouse()
const browser = testBrowser()
oneStory(() => [member, clerk].filter((page) => page !== undefined))

const situation = '特邀调解员的报酬拖欠了五个月。'
const analysis = '没有专门的经费渠道。'
const asked = '在县级预算里列一项专门经费。'
const subject = '关于保障特邀调解员报酬的提案'

let county: County
/** 委员甲, who proposes it, on a phone; 财政局承办员 at a desk. Offices and the unit's leader act without a page. */
let member: Page
let clerk: Page
let proposal = ''
let assignment = ''

const does = async (username: string, path: string, deed: string, body?: object) => on(await county.as(username), path, deed, body)

async function contact(phase: string, words: string): Promise<void> {
  await does('caizheng', assignment, 'log-contact', { phase, way: 'phone', day: daysFromNow(0), withWhom: '委员甲', words })
  if (clerk) await sees(clerk, words)
}

/** What happens to a reply that stands written on the clerk's page, until its sponsor reads it. */
async function deliver(letterNumber: string): Promise<void> {
  await sees(clerk, '都答好了，请分管领导签发。')
  await sees(clerk, '已存到服务器')
  await does('caizhengling', assignment, 'approve', { letterNumber, password: county.password('caizhengling') })
  await does('caizheng', assignment, 'submit')
  await does('ducha', assignment, 'pass', { publicity: 'full', reason: '' })
}

async function choose(grade: RegExp): Promise<void> {
  const grades = clerk.getByRole('group', { name: '办理类别' })
  await press(grades, grade)
  await grades.getByRole('button', { name: grade, pressed: true }).waitFor()
}

beforeAll(async () => {
  county = await makeCounty(house.address(), house.setUpLink(), [
    { name: '主持人甲', username: 'zhuchi', role: 'facilitator' },
    { name: '委员甲', username: 'weiyuanjia', role: 'member' },
    { name: '提案办甲', username: 'tianban', role: 'proposalOffice' },
    { name: '提案委甲', username: 'tianwei', role: 'proposalCommittee' },
    { name: '督查员甲', username: 'ducha', role: 'supervisionOffice', unit: '县政府督查室', kind: 'supervisionOffice' },
    { name: '财政局承办员', username: 'caizheng', role: 'unitClerk', unit: '县财政局' },
    { name: '财政局分管领导', username: 'caizhengling', role: 'unitLeader', unit: '县财政局' },
  ])
  const hands = { chair: await handOf(county, 'zhuchi'), member: await handOf(county, 'weiyuanjia') }
  const { opinionId } = await signedOpinion(county, hands, '特邀调解员的报酬', [situation, analysis, asked])
  const { call } = hands.member
  const { seal } = await call<{ seal: { revisionId: string } }>(`/api/opinions/${opinionId}`)
  const { content } = await call<{ content: TextContent }>(`/api/revisions/${seal.revisionId}`)
  const sections = new Map([[situation, 'situation'], [analysis, 'analysis'], [asked, 'recommendations']])
  const clauses = clausesOf(content).flatMap(({ id, text }) => (sections.has(text) ? [{ clauseId: id, section: sections.get(text) }] : []))
  const made = await call<{ id: string }>('/api/proposals', { organisationId: county.organisationId, subject, opinion: { opinionId, clauses } })
  proposal = `/api/proposals/${made.id}`
  await on(call, proposal, 'submit', { oneMatter: true, password: county.password('weiyuanjia') })
  await does('tianban', proposal, 'start-review')
}, 180_000)

describe('returned before it is docketed', { timeout: 60_000 }, () => {
  it('[P9] the proposer’s open page changes by itself when it is returned: the reason, the text open again, and a day to hand it in by', async () => {
    member = await comesIn(browser, 'phone', county, 'weiyuanjia', proposal.replace('/api', ''))
    await sees(member, '已提交，等提案办和提案委审查。')
    await does('tianban', proposal, 'return-for-change', { reason: '写明一共拖欠了多少。' })
    await sees(member, '提案办甲退回修改：写明一共拖欠了多少。改好再重新提交。')
    await member.getByRole('heading', { name: '重新提交' }).waitFor()
    await behind(member, situation, '提案正文')
    await compose(member, 'yigong', '一共四十六万元。')
    await sees(member, '已存到服务器')
    await presentable(member, 'proposal-returned')
    await presentableInHand(member, 'proposal-returned')
    await press(member, '重新提交')
    const submit = over(member, '重新提交这件提案')
    await submit.getByLabel('一事一案：这件提案只谈一件事').check()
    await fill(submit, again('委员甲'), county.password('weiyuanjia'))
    await press(submit, '重新提交')
    await sees(member, '已提交，等提案办和提案委审查。')
  })
})

describe('a reply that does not satisfy', { timeout: 120_000 }, () => {
  it('[P14] the unit answers that it cannot be done; the proposer reads it on the open page and is asked to rate', async () => {
    const committee = await county.as('tianwei')
    await does('tianban', proposal, 'start-review')
    await committee('/api/plenaries', { organisationId: county.organisationId, term: 14, number: 4, opensOn: '2026-01-12', closesOn: '2026-01-16' })
    await on(committee, proposal, 'docket', { class: 'politics', words: '', meeting: '' })
    await does('ducha', proposal, 'assign', { leadUnitId: county.units.get('县财政局'), coUnitIds: [] })
    const { assignments } = await (await county.as('caizheng'))<{ assignments: { id: string }[] }>('/api/assignments')
    assignment = `/api/assignments/${assignments[0]?.id}`
    await does('caizheng', assignment, 'acknowledge')
    await does('caizheng', assignment, 'begin')
    await contact('before', '问清拖欠了几个月。')
    await does('caizheng', assignment, 'draft-reply')
    await contact('after', '说了写好的意思。')

    clerk = await comesIn(browser, 'desk', county, 'caizheng', assignment.replace('/api', ''))
    await press(next(clerk), '答复这一条')
    await press(kindOf(clerk, '①'), '办不了')
    await clerk.getByLabel('建议①为什么办不了').fill('今年预算已经批了。')
    await press(clerk, '记下原因')
    await writeAnswer(clerk, '①', 'zanshimeiyou', '暂时没有这笔钱。')
    await choose(/^C /)
    await deliver('青财函〔2026〕1号')
    await sees(member, '今年预算已经批了。')
    await sees(next(member), /^看过答复，请您评价，.*截止。$/)
  })

  it('[P18] rated 不满意, the unit is asked to handle it again: both open pages say so by themselves, and the first answer stays to be read', async () => {
    await rate(member, '委员甲', county, 'weiyuanjia', '不满意')
    await sees(member, '已收到您对县财政局的评价。')
    await sees(member, '第一提案人对结果不满意，县财政局正在重新办理。')
    await sees(next(clerk), '请先同提案人沟通一次，记下来')
    await presentableInHand(member, 'again-member')
    await presentable(clerk, 'again-unit')
    await presentableInHand(clerk, 'again-unit')
    await clerk.getByText(/^第 1 次的答复/).waitFor()
  })

  it('[Z40] the second round has its own text, beside what was answered before; it is signed and delivered anew', async () => {
    await contact('before', '商量先付清拖欠的。')
    await press(next(clerk), '写答复')
    await clerk.getByRole('textbox', { name: '给委员的答复' }).waitFor()
    await sees(clerk, '第 2 次办理')
    await press(next(clerk), '答复这一条')
    await press(kindOf(clerk, '①'), '正在办')
    await writeAnswer(clerk, '①', 'yijingbofu', '已经拨付四个月，余下的年底前付清。')
    await choose(/^A /)
    await contact('after', '说了分两次付清。')
    await presentableInHand(clerk, 'again-written')
    await deliver('青财函〔2026〕9号')
    await sees(member, '已经拨付四个月，余下的年底前付清。')
    await sees(member, '第一次是这样答的')
    await presentableInHand(member, 'again-answered')
  })

  it('[N18] rated once more it is closed; the thread tells both rounds', async () => {
    expect(await member.getByText('已收到您对县财政局的评价。').count()).toBe(0)
    await rate(member, '委员甲', county, 'weiyuanjia', '满意')
    await sees(member, '已经办结。')
    await sees(member, '已收到您对县财政局的评价。')
    await openSentence(member, asked)
    await becomes(
      async () => (await stopsOn(sentenceOn(member, asked))).slice(-5),
      ['交办给县财政局', '县财政局答复：办不了', '重新办理', '县财政局答复：正在办', '提案办结'],
    )
    await presentableInHand(member, 'again-closed')
    expect(await member.getByRole('button', { name: '交评价' }).count()).toBe(0)
  })
})
