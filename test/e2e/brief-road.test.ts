import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { compose, testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { behind, fill, follow, oneStory, over, presentable, press, sees, signIn } from './hands.ts'
import { signedOpinion } from './signed.ts'

/** domain.md F.3, the road of a brief: from three sources over its gates, number, despatch and instruction to the unit that takes it up. */
const house = builtHouse()
const browser = testBrowser()
oneStory(() => [clerk, seat, unit].filter((page) => page !== undefined))

const title = '关于打造农产品区域品牌的建议'
const note = '各村的米各贴各的牌。'
const suggestions = ['统一全县大米的质量标准。', '建一个公开的检测站。', '搭一个线上销售的平台。']
const leftOut = '会上也说到了路灯。'
const secret = '请农业局牵头，一个月内拿出方案。'

let county: County
/** 专委会干事 at a desk of her own; whoever's turn it is at the second desk; 农业局承办员 at the third. */
let clerk: Page
let seat: Page
let unit: Page

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const daysFromNow = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const desk = async (username: string): Promise<Page> => {
  const page = await browser.device('desk', { baseURL: county.address })
  await signIn(page, county, username)
  return page
}
/** The next one sits down at the second desk, and opens the brief that waits there. */
async function nextAt(username: string): Promise<Page> {
  await seat?.context().close()
  seat = await desk(username)
  await follow(seat, new RegExp(title))
  return seat
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
  ])
  const hand = async (username: string) => ({ username, call: await county.as(username) })
  const hands = { chair: await hand('zhuchi'), member: await hand('weiyuan') }
  await Promise.all([
    signedOpinion(county, hands, '品牌怎么打', [note, suggestions[0]!]),
    signedOpinion(county, hands, '质量怎么管', [suggestions[1]!, leftOut]),
    signedOpinion(county, hands, '东西怎么卖', [suggestions[2]!]),
  ])
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
    await fill(dialog, '批示的日子', today())
    await press(dialog, '登记')
    await sees(seat, '已登记，督查室可以交办')
    await sees(seat, secret)
    await presentable(seat, 'brief-instruction')
  })

  it('[F16] the committee’s clerk sees that there is an instruction, not its words nor its leader', async () => {
    await sees(clerk, '已获批示')
    await sees(clerk, '批示内容只给指定的人看')
    const shown = await clerk.content()
    for (const kept of [secret, '县长甲']) expect(shown).not.toContain(kept)
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
    await reader.close()
  })
})
