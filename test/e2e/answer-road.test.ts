import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { assertSound, compose, testBrowser } from './browser.ts'
import { talkAndSign } from './signed.ts'
import { again, dueOn, kindOf, next, openSentence, rate, refusal, sentenceOn, stopsOn, writeAnswer } from './answer-hands.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { becomes, behind, comesIn, fill, follow, oneStory, over, presentable, press, sees, signIn, wordsOn } from './hands.ts'

/** domain.md F.1 and F.2: from the signed opinion to the answer, and back to the one whose sentence it was. */
const house = builtHouse()
const browser = testBrowser()
oneStory(() => [resident, member, phone, third, supervision, clerk, leader, desk].filter((page) => page !== undefined && !page.isClosed()))

const said = '过节那回，消防车开不进来，绕了一大圈。'
const measured = '消防大队量过，最窄处只有两米七。'
const special = '县里设一笔消防通道改造的专项经费。'
const court = '占道的纠纷请法院派人到村里调解。'

let county: County
/** 村民代表甲 on a phone; 委员甲 on a tablet; 委员乙 and 委员丙 on phones; the supervision office and whoever sits at the desk. */
let resident: Page
let member: Page
let phone: Page
let third: Page
let supervision: Page
let clerk: Page
let leader: Page
let desk: Page
let talk: { sessionId: string }
let proposal = ''

const text = '提案正文'
const subject = /关于环线消防通道改造的提案/
const reply = '给委员的答复'
const letterNumber = '青财函〔2026〕1号'

/** Somebody's own desk, and on it the proposal that waits for them, or what they look up themselves. */
async function atDesk(username: string, path?: string): Promise<Page> {
  const page = await comesIn(browser, 'desk', county, username, path)
  if (!path) await follow(page, subject)
  return page
}

async function leave(page: Page): Promise<void> {
  assertSound(page)
  await page.context().close()
}

/** Notes a talk with the first proposer, of the kind that is still missing. */
async function logContact(words: string): Promise<void> {
  await press(next(clerk), '记一次沟通')
  const talked = over(clerk, '记一次沟通')
  await talked.getByLabel(/^谈了什么/).fill(words)
  await press(talked, '记下')
  await clerk.getByRole('definition').filter({ hasText: words }).waitFor()
}

async function askForNames(): Promise<void> {
  await press(member, '请人联名')
  await press(over(member, '请人联名'), '请这 2 位联名')
  await sees(member, '等委员乙、委员丙签')
}

async function signAlong(page: Page, name: string, username: string): Promise<void> {
  await press(page, '签名联名')
  const sign = over(page, '签名联名')
  await fill(sign, again(name), county.password(username))
  await press(sign, '签名')
  await sees(page, '签好了')
}

beforeAll(async () => {
  county = await makeCounty(house.address(), house.setUpLink(), [
    { name: '主持人甲', username: 'zhuchi', role: 'facilitator' },
    { name: '审批人甲', username: 'shenpi', role: 'approver' },
    { name: '委员甲', username: 'weiyuanjia', role: 'member' },
    { name: '委员乙', username: 'weiyuanyi', role: 'member' },
    { name: '委员丙', username: 'weiyuanbing', role: 'member' },
    { name: '提案办甲', username: 'tianban', role: 'proposalOffice' },
    { name: '提案委甲', username: 'tianwei', role: 'proposalCommittee' },
    { name: '督查员甲', username: 'ducha', role: 'supervisionOffice', unit: '县政府督查室', kind: 'supervisionOffice' },
    { name: '财政局承办员', username: 'caizheng', role: 'unitClerk', unit: '县财政局' },
    { name: '财政局分管领导', username: 'caizhengling', role: 'unitLeader', unit: '县财政局' },
    { name: '法院承办员', username: 'fayuan', role: 'unitClerk', unit: '县人民法院' },
    { name: '法院分管领导', username: 'fayuanling', role: 'unitLeader', unit: '县人民法院' },
    { name: '公路段承办员', username: 'gonglu', role: 'unitClerk', unit: '县公路段' },
  ])
}, 120_000)

describe('what a resident said becomes a proposal', { timeout: 120_000 }, () => {
  it('[I1] a resident says it at the pavilion; it is talked over, and stands in the signed opinion', async () => {
    resident = await browser.device('phone', { baseURL: county.address, trusting: true })
    await resident.goto(county.doorUrl)
    await press(resident, '说一件事')
    await fill(resident, '写几句', said)
    for (const title of ['有照片吗？', '怎么称呼您？', '怎么找您？', '看一遍，交上去']) {
      await press(resident, '下一步')
      await sees(resident, title)
    }
    await press(resident, '交上去')
    await press(resident, '换一台手机也想看')
    await press(resident, '复制专用链接')
    await sees(resident, '复制好了')
    const link = await resident.evaluate(() => navigator.clipboard.readText())
    talk = await talkAndSign(county, said, [measured, special, court])
    await resident.goto(link)
    await sees(resident, /^意见稿已签/)
    await presentable(resident, 'echo-signed')
  })

  it('[P2] out of the record of the session a member makes a proposal of its clauses, as they are', async () => {
    member = await comesIn(browser, 'tablet', county, 'weiyuanjia', `/sessions/${talk.sessionId}`)
    await member.getByRole('heading', { name: '成果' }).waitFor()
    await presentable(member, 'record-outcomes')
    await follow(member, '写成提案')
    await member.getByRole('group', { name: `“${[...measured].slice(0, 12).join('')}”放在哪一部分` }).getByLabel('情况', { exact: true }).check()
    await sees(member, '放进去的：情况 1 条，建议 3 条。')
    await presentable(member, 'proposal-place')
    await press(member, '转成提案，进去写')
    await member.getByRole('textbox', { name: '提案正文' }).waitFor()
    proposal = new URL(member.url()).pathname
    await becomes(() => wordsOn(member, text), ['情况', measured, '分析', '建议', said, special, court])
    await presentable(member, 'proposal-room')
  })

  it('[P3] two members are asked to write along; 委员乙 writes on a phone while 委员甲 does, and both see the same', async () => {
    await press(member, '请人一起写')
    const invite = over(member, '请谁一起写')
    for (const name of ['委员乙', '委员丙']) await invite.getByLabel(name).check()
    await press(invite, '请这 2 位')
    await sees(member, '已请委员乙、委员丙一起写')
    phone = await comesIn(browser, 'phone', county, 'weiyuanyi', proposal)
    await behind(phone, measured, text)
    await behind(member, '分析', text)
    await member.keyboard.press('ArrowDown')
    await Promise.all([compose(member, 'chuquduankuai', '欠的是钱，不是办法。'), compose(phone, 'quannianliangci', '去年绕了两回。')])
    for (const page of [member, phone]) {
      await becomes(async () => (await wordsOn(page, text)).slice(0, 4), ['情况', `${measured}去年绕了两回。`, '分析', '欠的是钱，不是办法。'])
    }
    await sees(member, '写好了就请委员乙、委员丙在同一版上联名。')
    await presentable(member, 'proposal-written')
    await presentable(phone, 'proposal-written-phone')
  })

  it('[P6] sealed for the names, one signs and one declines with a reason: the names are void and the text is open again', async () => {
    await askForNames()
    await signAlong(phone, '委员乙', 'weiyuanyi')
    third = await comesIn(browser, 'phone', county, 'weiyuanbing', proposal)
    await sees(third, '委员甲请您联名。')
    await presentable(third, 'proposal-asked')
    await press(third, '不联名')
    const decline = over(third, '不联名')
    await fill(decline, '为什么不联名', '专项经费没有写是哪一级的。')
    await press(decline, '不联名')
    await sees(member, '委员丙没有联名：“专项经费没有写是哪一级的”。')
    await phone.getByRole('textbox', { name: '提案正文' }).waitFor()
    await presentable(member, 'proposal-declined')
  })

  it('[P7] improved and asked again, both sign by password, and the first proposer hands it in: one matter, sealed', async () => {
    await behind(member, special, text)
    await compose(member, 'xianjicaizheng', '由县级财政出。')
    for (const page of [phone, third]) await becomes(async () => (await wordsOn(page, text)).includes(`${special}由县级财政出。`), true)
    await askForNames()
    await signAlong(phone, '委员乙', 'weiyuanyi')
    await signAlong(third, '委员丙', 'weiyuanbing')
    await sees(member, '大家都签了，可以提交。')
    await presentable(member, 'proposal-signed')
    await press(member, '提交')
    const submit = over(member, '提交这件提案')
    await fill(submit, again('委员甲'), county.password('weiyuanjia'))
    expect(await submit.getByRole('button', { name: '提交', exact: true }).isDisabled()).toBe(true)
    await submit.getByLabel('一事一案：这件提案只谈一件事').check()
    await presentable(member, 'proposal-submit')
    await press(submit, '提交')
    await sees(member, '已提交，等提案办和提案委审查。')
    await sees(resident, '写进提案第①条建议')
    await presentable(member, 'proposal-submitted')
  })
})

describe('it is docketed and assigned', { timeout: 120_000 }, () => {
  it('[P12] the office begins to review; the committee sets up the plenary and docks it: a stamp, and number 1', async () => {
    desk = await atDesk('tianban')
    await press(desk, '开始审查')
    await sees(desk, '正在审查')
    await presentable(desk, 'proposal-office')
    await leave(desk)

    desk = await atDesk('tianwei')
    await press(desk, '立案')
    const plenary = over(desk, '先设好届次')
    await fill(plenary, '第几届', '14')
    await fill(plenary, '第几次会议', '4')
    await fill(plenary, '开幕', '2026-01-12')
    await fill(plenary, '闭幕', '2026-01-16')
    await presentable(desk, 'plenary')
    await press(plenary, '设好')
    const docket = over(desk, '立案')
    await docket.getByLabel('社保治理').check()
    await presentable(desk, 'docket')
    await press(docket, '立案')
    await desk.getByRole('img', { name: '印：立案' }).first().waitFor()
    await sees(desk, /第十四届四次会议第1号/)
    for (const page of [member, phone, resident]) await sees(page, /第十四届四次会议第1号/)
    await presentable(desk, 'docketed')
    await presentable(resident, 'echo-docketed')
    await leave(desk)
  })

  it('[Z1] the supervision office assigns it: 县财政局 leads, 县人民法院 beside it', async () => {
    supervision = await atDesk('ducha')
    await press(supervision, '交办')
    const assign = over(supervision, '交办')
    await assign.getByLabel('主办单位').selectOption({ label: '县财政局' })
    await assign.getByLabel('县人民法院').check()
    await presentable(supervision, 'assign')
    await press(assign, '交办')
    await sees(supervision, '已交办，等县财政局签收。')
    await sees(resident, '交办给县财政局')
    await presentable(supervision, 'assigned')
  })
})

describe('the unit answers', { timeout: 180_000 }, () => {
  it('[Z12] the clerk acknowledges and says it belongs elsewhere; the supervision office refuses, and the due date stays', async () => {
    clerk = await atDesk('caizheng')
    await presentable(clerk, 'assignment-new')
    await press(clerk, '签收')
    await clerk.getByRole('heading', { name: '答复，到期' }).waitFor()
    const due = await dueOn(clerk)
    await press(clerk, '不归我们办')
    const ask = over(clerk, '不归我们办')
    await ask.getByLabel('该归哪个单位').selectOption({ label: '县公路段' })
    await fill(ask, '为什么不归我们', '路是公路段在管。')
    await presentable(clerk, 'reassign-ask')
    await press(ask, '请督查室调整')
    await sees(clerk, '已请督查室调整，等答复。')
    await supervision.goto(new URL(clerk.url()).pathname)
    await press(supervision, '不同意调整')
    const refuse = over(supervision, '不同意调整')
    await fill(refuse, '为什么还由他们办', '经费归财政局管。')
    await presentable(supervision, 'reassign-refuse')
    await press(refuse, '不同意')
    await sees(clerk, '督查室没有同意调整：经费归财政局管。')
    await becomes(() => dueOn(clerk), due)
    await presentable(clerk, 'reassign-refused')
  })

  it('[Z22] answered one by one: a plan without its day, or with one gone by, is not taken, and says so at its place', async () => {
    await press(clerk, '开始办')
    await logContact('还没写以前，听委员甲说清要多少钱。')
    await press(next(clerk), '写答复')
    await clerk.getByRole('textbox', { name: reply }).waitFor()
    await presentable(clerk, 'reply-begun')
    await press(clerk, '答复这一条：建议①')
    await press(kindOf(clerk, '①'), '计划办')
    await sees(clerk, '计划办的，要写明日期')
    await sees(clerk, '答好 0 条')
    await clerk.getByLabel('建议①哪天办完').fill('2026-01-01')
    await sees(clerk, '计划办完的日子不能早于今天，请改一下。')
    await presentable(clerk, 'reply-no-day')
    await clerk.getByLabel('建议①哪天办完').fill('2027-06-30')
    await sees(clerk, '答好 1 条')
    await writeAnswer(clerk, '①', 'xianbahongxiannei', '先把环线拓到四米。')
    await press(next(clerk), '答复这一条')
    await press(kindOf(clerk, '②'), '正在办')
    await writeAnswer(clerk, '②', 'yijinglieru', '已列入明年预算草案。')
    await presentable(clerk, 'reply-two')
  })

  it('[Z30] the leader finds one recommendation unanswered: there is nothing to sign, and the server refuses it', async () => {
    leader = await atDesk('caizhengling', new URL(clerk.url()).pathname)
    await sees(next(leader), '答复建议 ③。')
    expect(await leader.getByRole('button', { name: '签发', exact: true }).count()).toBe(0)
    await presentable(leader, 'leader-early')
    const refused = await refusal(county, 'caizhengling', `/api${new URL(leader.url()).pathname}`, 'approve', {
      letterNumber, password: county.password('caizhengling'),
    })
    expect(refused).toContain('replyUnanswered')
    await sees(next(leader), '答复建议 ③。')
  })

  it('[Z24] what cannot be done has its reason; the co-unit says what it thinks, once', async () => {
    await press(next(clerk), '答复这一条')
    await press(kindOf(clerk, '③'), '办不了')
    await sees(clerk, '办不了的，要写明原因')
    await clerk.getByLabel('建议③为什么办不了').fill('调解归法院安排，我们定不了。')
    await press(clerk, '记下原因')
    await sees(clerk, '答好 3 条')
    await writeAnswer(clerk, '③', 'qingfayuan', '已请法院派人。')
    const grades = clerk.getByRole('group', { name: '办理类别' })
    await press(grades, /^B /)
    await grades.getByRole('button', { name: /^B /, pressed: true }).waitFor()
    await logContact('写好的意思跟委员甲说过了。')
    await press(next(clerk), '请会办单位提意见')
    await sees(clerk, '等县人民法院的会办意见。')
    const court = await atDesk('fayuan')
    await press(court, '签收')
    await press(court, '开始办')
    await press(court, '提会办意见')
    const opinion = over(court, '提会办意见')
    await opinion.getByLabel('同意', { exact: true }).check()
    await fill(opinion, '我们的意见', '法庭每月来村里一回。')
    await presentable(court, 'co-opinion')
    await press(opinion, '提给主办单位')
    await sees(court, '我们的会办意见')
    await leave(court)
    await sees(clerk, '法庭每月来村里一回。')
    await sees(clerk, '都答好了，请分管领导签发。')
    await presentable(clerk, 'reply-ready')
  })

  it('[Z31] the leader signs it by password under its number; the clerk sends it to the supervision office', async () => {
    await press(leader, '签发')
    const approve = over(leader, '签发这件答复')
    await fill(approve, '答复函文号', letterNumber)
    await fill(approve, again('财政局分管领导'), county.password('caizhengling'))
    await presentable(leader, 'approve')
    await press(approve, '签发')
    await sees(leader, /财政局分管领导签发/)
    await leave(leader)
    await press(clerk, '送督查室')
    await press(supervision, '通过并送达')
    await presentable(supervision, 'pass')
  })

  it('[Z33] passed, it is delivered: the sponsors read each answer, and the resident what was answered to their sentence', async () => {
    await press(over(supervision, '通过并送达'), '通过并送达')
    for (const page of [supervision, clerk]) await page.getByRole('img', { name: '印：答复' }).waitFor()
    for (const page of [member, phone, third]) {
      await sees(page, /^计划办，2027年6月30日.*办完$/)
      await sees(page, '已列入明年预算草案。')
      await sees(page, letterNumber)
    }
    await sees(resident, '县财政局答复：计划办，2027年6月30日前办完')
    await sees(resident, '先把环线拓到四米。')
    await presentable(clerk, 'delivered')
    await presentable(member, 'answers')
    await presentable(phone, 'answers-phone')
    await presentable(resident, 'echo-answered')
  })
})

describe('the sponsors rate it, and the resident hears', { timeout: 120_000 }, () => {
  it('[P16] in a browser at which a clerk of the unit has signed in nobody rates; on their own devices all three do, and it is closed', async () => {
    await clerk.goto('/')
    await press(clerk, '退出')
    await clerk.getByRole('link', { name: '登录' }).waitFor()
    await signIn(clerk, county, 'weiyuanyi')
    await clerk.goto(proposal)
    await rate(clerk, '委员乙', county, 'weiyuanyi')
    await sees(clerk, '这个浏览器上登录过承办单位的账号，不能在这里评价。请换一台设备，由您本人来评。')
    await presentable(clerk, 'rate-stand-in')
    await leave(clerk)

    await rate(phone, '委员乙', county, 'weiyuanyi')
    await sees(phone, '已收到您对县财政局的评价。')
    await presentable(phone, 'rated')
    await rate(third, '委员丙', county, 'weiyuanbing')
    await sees(third, '已收到您对县财政局的评价。')
    await rate(member, '委员甲', county, 'weiyuanjia')
    for (const page of [member, phone, third]) await sees(page, '已经办结。')
    await presentable(member, 'closed')
  })

  it('[N14] the resident is asked whether it is solved, and says so with one press', async () => {
    await sees(resident, '这件事解决了吗？')
    await presentable(resident, 'echo-asked')
    await press(resident, '办好了')
    await sees(resident, '您说办好了')
    await presentable(resident, 'echo-confirmed')
  })

  it('[N15] the member’s proposal and the facilitator’s record show the very stops the resident reads, told of them and not to them', async () => {
    const whole = [
      '您说了这句话', '提成了议题', '排上了会', '您的话带到了会上', '写进了意见稿第 1 条', '写进提案第①条建议', '立案', '交办给县财政局',
      '县财政局答复：计划办，2027年6月30日前办完', '提案办结', '有了结果', '您说办好了',
    ]
    const told = await stopsOn(resident)
    expect(told.filter((stop) => whole.includes(stop))).toEqual(whole)
    const toOthers = told.map((stop) => stop.replace('您的话', '这句话').replaceAll('您', '本人'))
    const chair = await comesIn(browser, 'tablet', county, 'zhuchi', `/sessions/${talk.sessionId}`)
    for (const page of [member, chair]) {
      await openSentence(page, said)
      await becomes(() => stopsOn(sentenceOn(page, said)), toOthers)
    }
    await presentable(chair, 'record-echo')
    await presentable(member, 'proposal-echo')
    await leave(chair)
  })
})
