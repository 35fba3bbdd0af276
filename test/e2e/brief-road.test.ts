import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { again, kindOf, next, openSentence, sentenceOn, stopsOn, writeAnswer } from './answer-hands.ts'
import { compose, testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { becomes, behind, comesIn, daysFromNow, fill, follow, oneStory, over, presentable, presentableInHand, press, sees, wordsOn } from './hands.ts'
import { handOf, signedOpinion } from './signed.ts'

/** domain.md F.3, the road of a brief: from three sources over its gates, number, despatch and instruction to the outcome of each suggestion. */
const house = builtHouse()
const browser = testBrowser()
oneStory(() => [clerk, seat, unit, author].filter((page) => page !== undefined && !page.isClosed()))

const title = '关于打造农产品区域品牌的建议'
const note = '各村的米各贴各的牌。'
const suggestions = ['统一全县大米的质量标准。', '建一个公开的检测站。', '搭一个线上销售的平台。']
const leftOut = '会上也说到了路灯。'
const reply = '对建议的答复'
const letterNumber = '青农函〔2026〕1号'
const secret = '请农业局牵头，一个月内拿出方案。'

let county: County
let sessions: string[]
/** The sentence that became suggestion ①, and where it was said. */
let first = { said: '', sessionId: '' }
/** 专委会干事 at a desk of her own; whoever's turn it is at the second desk; 农业局承办员 at the third; 委员甲, whose words they are, on a phone. */
let clerk: Page
let seat: Page
let unit: Page
let author: Page

const desk = (username: string) => comesIn(browser, 'desk', county, username)
/** The next one sits down at the second desk, and opens the brief that waits there. */
async function nextAt(username: string): Promise<Page> {
  await seat?.context().close()
  seat = await desk(username)
  await follow(seat, new RegExp(title))
  await seat.getByRole('heading', { name: '下一步', exact: true }).waitFor()
  return seat
}
/** Neither the instruction's words nor its leader's name came to this page. */
async function keptFrom(page: Page): Promise<void> {
  const shown = await page.content()
  for (const kept of [secret, '县长甲']) expect(shown).not.toContain(kept)
}
const segment = (page: Page, group: string | RegExp, words: string) => page.getByRole('group', { name: group }).getByLabel(words, { exact: true }).check()

beforeAll(async () => {
  county = await makeCounty(house.address(), house.setUpLink(), [
    { name: '主持人甲', username: 'zhuchi', role: 'facilitator' },
    { name: '委员甲', username: 'weiyuan', role: 'member' },
    { name: '专委会干事', username: 'ganshi', role: 'specialCommittee', unit: '经济和农业委员会', kind: 'specialCommittee' },
    { name: '专委会主任', username: 'zhuren', role: 'committeeHead', unit: '经济和农业委员会', kind: 'specialCommittee' },
    { name: '分党组书记', username: 'dangzu', role: 'branchPartyGroup' },
    { name: '秘书长', username: 'mishuzhang', role: 'issuer' },
    { name: '机要秘书', username: 'jiyao', role: 'secretary' },
    { name: '督查室干事', username: 'ducha', role: 'supervisionOffice', unit: '督查室', kind: 'supervisionOffice' },
    { name: '农业局承办员', username: 'nongye', role: 'unitClerk', unit: '县农业局' },
    { name: '农业局局长', username: 'nongyeju', role: 'unitLeader', unit: '县农业局' },
  ])
  const hands = { chair: await handOf(county, 'zhuchi'), member: await handOf(county, 'weiyuan') }
  const talks = await Promise.all([
    signedOpinion(county, hands, '品牌怎么打', [note, suggestions[0]!]),
    signedOpinion(county, hands, '质量怎么管', [suggestions[1]!, leftOut]),
    signedOpinion(county, hands, '东西怎么卖', [suggestions[2]!]),
  ])
  sessions = talks.map(({ sessionId }) => sessionId)
}, 180_000)

describe('three opinions become a brief', { timeout: 120_000 }, () => {
  it('[F1] the committee’s clerk picks three opinions and places their clauses; nothing is typed again', async () => {
    clerk = await desk('ganshi')
    await clerk.goto('/briefs')
    await clerk.getByRole('link', { name: '编简报' }).first().click()
    for (const opinion of ['品牌怎么打', '质量怎么管', '东西怎么卖']) await clerk.getByRole('checkbox', { name: new RegExp(opinion) }).check()
    await fill(clerk, '标题', title)
    await segment(clerk, new RegExp(`^“${note.slice(0, 8)}`), '编者按')
    await segment(clerk, new RegExp(`^“${leftOut.slice(0, 8)}`), '不用')
    await sees(clerk, '编者按 1 条，建议 3 条')
    await presentable(clerk, 'brief-new')
    await press(clerk, '编成简报，进去改')
    const text = clerk.getByRole('textbox', { name: '简报正文' })
    for (const words of [note, ...suggestions]) await text.getByText(words).waitFor()
    expect(await text.innerText()).not.toContain(leftOut)
    const said = (await wordsOn(clerk, '简报正文')).find((words) => suggestions.includes(words)) ?? ''
    first = { said, sessionId: sessions[suggestions.indexOf(said)] ?? '' }
  })

  it('[F4] the editor’s note is written on in the live text, and the brief is handed in', async () => {
    await behind(clerk, note, '简报正文')
    await compose(clerk, 'pinpaijiaobuxiang', '品牌叫不响')
    await clerk.getByRole('textbox', { name: '简报正文' }).getByText(`${note}品牌叫不响`).waitFor()
    await sees(clerk, '已存到服务器')
    await presentable(clerk, 'brief-ink')
    await press(clerk, '送审')
    await press(over(clerk, '送审'), '送审')
    await sees(clerk, '已送审')
    await clerk.getByText(`${note}品牌叫不响`).waitFor()
    await presentable(clerk, 'brief-in-review')
  })
})

describe('gates, number, despatch', { timeout: 120_000 }, () => {
  it('[F8] the committee’s head agrees, then the party group', async () => {
    await nextAt('zhuren')
    await presentable(seat, 'brief-head')
    await press(seat, '同意')
    await press(over(seat, '同意上报'), '同意')
    await sees(seat, '已同意')
  })

  it('[F9] the party group names its meeting, or cannot agree', async () => {
    await nextAt('dangzu')
    await press(seat, '分党组同意')
    const dialog = over(seat, '分党组同意')
    expect(await dialog.getByRole('button', { name: '同意', exact: true }).isDisabled()).toBe(true)
    await fill(dialog, '哪次会议', '分党组 2026 年第 8 次会议')
    await presentable(seat, 'brief-party-group')
    await press(dialog, '同意')
    await sees(seat, '已同意')
  })

  it('[F11] the issuer types the password again, and the brief has its first number', async () => {
    await nextAt('mishuzhang')
    await press(seat, '签发并编期号')
    const sign = over(seat, '签发并编期号')
    await fill(sign, '秘书长，请再输一次您的登录密码', '记错了的密码')
    await press(sign, '签发')
    await sees(sign, '密码不对')
    await fill(sign, '秘书长，请再输一次您的登录密码', county.password('mishuzhang'))
    await presentable(seat, 'brief-sign')
    await press(sign, '签发')
    await sees(seat, '已签发，第1期（总第1期）')
    for (const page of [seat, clerk]) await sees(page, /第1期（总第1期）/)
    await presentable(seat, 'brief-numbered')
  })

  it('[F14] the clerk reports it, with its three lists', async () => {
    await press(clerk, '报送')
    const dialog = over(clerk, '报送')
    await fill(dialog, '报', '县委、县政府主要领导')
    await fill(dialog, '送（可以不填）', '县农业局、县市场局')
    await fill(dialog, '发（可以不填）', '各专委会')
    await fill(dialog, '共印几份', '60')
    await presentable(clerk, 'brief-despatch')
    await press(dialog, '报送')
    await sees(clerk, '已报送，写过这些话的人会知道')
    await sees(clerk, '县委、县政府主要领导')
    await presentable(clerk, 'brief-despatched')
  })
})

describe('an instruction, and who handles it', { timeout: 120_000 }, () => {
  it('[F15] a day before the despatch is refused in place, and nothing that was filled in is lost', async () => {
    await seat.context().close()
    seat = await desk('jiyao')
    await seat.goto(clerk.url())
    await press(seat, '登记批示')
    const dialog = over(seat, '登记批示')
    await fill(dialog, '领导', '县长甲')
    await fill(dialog, '职务', '县长')
    await fill(dialog, '批示的日子', daysFromNow(-1))
    await fill(dialog, '批示内容', secret)
    await dialog.getByLabel('编简报的专委会').uncheck()
    await dialog.getByLabel('督查室').uncheck()
    await dialog.getByLabel('承办单位').check()
    await press(dialog, '登记')
    await sees(dialog, '批示的日子早于报送的日子')
    await presentable(seat, 'brief-instruction-refused')
    await fill(dialog, '批示的日子', daysFromNow(0))
    await press(dialog, '登记')
    await sees(seat, '已登记，督查室可以交办')
    await sees(seat, secret)
    await presentable(seat, 'brief-instruction')
  })

  it('[F16] the committee’s clerk sees that there is an instruction, not its words nor its leader', async () => {
    await sees(clerk, '已获批示')
    await sees(clerk, '批示内容只给指定的人看')
    await keptFrom(clerk)
    await presentable(clerk, 'brief-instructed')
  })

  it('[F17] the supervision office assigns it, by a day it names, without having read the words', async () => {
    await nextAt('ducha')
    expect(await seat.content()).not.toContain(secret)
    await press(seat, '交办')
    const dialog = over(seat, '交办')
    await dialog.getByLabel('主办单位').selectOption({ label: '县农业局' })
    await fill(dialog, '哪天办完', daysFromNow(31))
    await presentable(seat, 'brief-assign')
    await press(dialog, '交办')
    await sees(seat, '已交办，承办单位会看到')
    await presentable(seat, 'brief-assigned')
  })
})

describe('the unit takes it up', { timeout: 180_000 }, () => {
  it('[F18] the unit acknowledges, and reads the words that were meant for it', async () => {
    unit = await desk('nongye')
    await follow(unit, new RegExp(title))
    await presentable(unit, 'brief-unit-pending')
    await press(unit, '签收')
    await sees(unit, '已签收')
    await sees(clerk, '签收')
    const reader = await unit.context().newPage()
    await reader.goto(clerk.url())
    await sees(reader, secret)
    await next(reader).getByRole('link', { name: '打开交办单' }).waitFor()
    await presentableInHand(reader, 'brief-unit-reads')
    await reader.close()
  })

  it('[F16] the one whose words it carries reads on a phone that there is an instruction and who has it in hand, not what it says', async () => {
    author = await comesIn(browser, 'phone', county, 'weiyuan', '/briefs')
    await follow(author, new RegExp(title))
    await sees(author, '已获批示')
    await sees(author, '批示内容只给指定的人看')
    await sees(author, '县农业局')
    await presentable(author, 'brief-author')
    await author.goto(`/sessions/${first.sessionId}`)
    await openSentence(author, first.said)
    await becomes(async () => (await stopsOn(sentenceOn(author, first.said))).slice(-4), ['编进建议简报第①条建议', '简报已报送', '已获批示', '交办给县农业局'])
    await presentable(author, 'brief-author-echo')
    await keptFrom(author)
  })

  it('[Z30] each suggestion has its own answer; nobody has to be talked to, and without the last answer nothing can be signed', async () => {
    await press(unit, '开始办')
    await press(next(unit), '写答复')
    await unit.getByRole('textbox', { name: reply }).waitFor()
    await presentable(unit, 'brief-reply-begun')
    await press(unit, '答复这一条：建议①')
    await press(kindOf(unit, '①'), '已办')
    await writeAnswer(unit, '①', 'yijingbanhao', '已经办好，九月一日起用上。', reply)
    await press(next(unit), '答复这一条')
    await press(kindOf(unit, '②'), '计划办')
    await sees(unit, '计划办的，要写明日期')
    await unit.getByLabel('建议②哪天办完').fill(daysFromNow(200))
    await sees(unit, '答好 2 条')
    await writeAnswer(unit, '②', 'xianzaixiangu', '先在两个乡试着办。', reply)
    await sees(next(unit), '答复建议 ③。')
    await presentableInHand(unit, 'brief-reply-two')
    const leader = await desk('nongyeju')
    await leader.goto(unit.url())
    await sees(next(leader), '答复建议 ③。')
    expect(await leader.getByRole('button', { name: '签发', exact: true }).count()).toBe(0)
    await leader.context().close()
  })

  it('[Z31] with a reason for what cannot be done and a grade it is ready; the leader signs under its number', async () => {
    await press(next(unit), '答复这一条')
    await press(kindOf(unit, '③'), '办不了')
    await unit.getByLabel('建议③为什么办不了').fill('由省里统一办。')
    await press(unit, '记下原因')
    await sees(unit, '答好 3 条')
    await writeAnswer(unit, '③', 'jierusheng', '先接上省里的。', reply)
    const grades = unit.getByRole('group', { name: '办理类别' })
    await press(grades, /^A /)
    await grades.getByRole('button', { name: /^A /, pressed: true }).waitFor()
    await sees(unit, '都答好了，请分管领导签发。')
    await presentableInHand(unit, 'brief-reply-ready')
    await nextAt('nongyeju')
    await presentable(seat, 'brief-leader')
    await press(seat, '签发')
    const approve = over(seat, '签发这件答复')
    await fill(approve, '答复函文号', letterNumber)
    await fill(approve, again('农业局局长'), county.password('nongyeju'))
    await presentable(seat, 'brief-approve')
    await press(approve, '签发')
    await sees(seat, /农业局局长签发/)
    await press(unit, '送督查室')
    await sees(unit, '已送督查室')
  })

  it('[Z33] the supervision office passes it; the brief shows what was answered to each suggestion', async () => {
    await nextAt('ducha')
    await presentableInHand(seat, 'brief-supervision')
    await press(seat, '通过并送达')
    const pass = over(seat, '通过并送达')
    await sees(pass, '送给政协。')
    await presentable(seat, 'brief-pass')
    await press(pass, '通过并送达')
    for (const page of [seat, unit]) await page.getByRole('img', { name: '印：答复' }).waitFor()
    await sees(clerk, '已经办好，九月一日起用上。')
    await presentableInHand(unit, 'brief-reply-delivered')
  })
})

describe('an outcome for each suggestion', { timeout: 120_000 }, () => {
  it('[F19] the form begins with what the unit answered; who closes it decides, and gives a reason where not all was adopted', async () => {
    await sees(clerk, '承办单位都报回来了。请逐条核对结果，再办结。')
    await presentable(clerk, 'brief-outcomes')
    const outcome = (number: number) => clerk.getByRole('group', { name: `建议${number}的结果` })
    for (const [number, words] of [[1, '已采纳'], [2, '已采纳'], [3, '未采纳']] as const) {
      await becomes(() => outcome(number).getByLabel(words, { exact: true }).isChecked(), true)
    }
    expect(await clerk.getByLabel(/^建议3没有全部采纳的原因/).inputValue()).toBe('由省里统一办。')
    await segment(clerk, '建议2的结果', '部分采纳')
    await sees(clerk, '还有建议没写明结果')
    expect(await clerk.getByRole('button', { name: '办结', exact: true }).isDisabled()).toBe(true)
    await presentableInHand(clerk, 'brief-outcomes-lacking')
    await clerk.getByLabel(/^建议2没有全部采纳的原因/).fill('今年先办一半。')
    await press(clerk, '办结')
    await press(over(clerk, '办结'), '办结')
    await sees(clerk, '已办结')
    await sees(clerk, '已采纳 1 条，部分采纳 1 条，未采纳 1 条')
    await presentableInHand(clerk, 'brief-closed')
  })

  it('[F16] to the end the author reads the outcome of each suggestion, and never the words of the instruction', async () => {
    await becomes(async () => (await stopsOn(sentenceOn(author, first.said))).slice(-3), ['交办给县农业局', '县农业局答复：已办', '简报办结'])
    await sees(author, '第①条建议：已采纳')
    await presentable(author, 'brief-author-echo-closed')
    await keptFrom(author)
    await author.goto(new URL(clerk.url()).pathname)
    await sees(author, '已采纳 1 条，部分采纳 1 条，未采纳 1 条')
    await sees(author, '今年先办一半。')
    await presentable(author, 'brief-author-closed')
    await keptFrom(author)
    await keptFrom(clerk)
  })
})
