import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phoneJpeg } from '../files/samples.ts'
import { assertSound, compose, testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { becomes, fill, follow, oneStory, over, presentable, press, sees, signIn } from './hands.ts'
import { type Way, wayTo } from './way.ts'

/** domain.md F.1: from what a resident says at the pavilion to the signed opinion, on five devices. */
const house = builtHouse()
const browser = testBrowser()
oneStory(() => [resident, member, tablet, faraway, knocking].filter((page) => page !== undefined))

const said = '过节那回，消防车开不进来，绕了一大圈。'
const topic = '环线消防通道怎么通'

let county: County
let tabletsWay: Way
let membersWay: Way
/** 村民代表甲, who speaks first; 委员甲 at a desk; 主持人甲 with the pavilion's tablet; 委员乙 far away; 村民代表丙 at the door. */
let resident: Page
let member: Page
let tablet: Page
let faraway: Page
let knocking: Page
const receipt = { number: '', code: '', link: '' }

const agendaOn = (page: Page) => page.getByLabel(/^第 \d+ 项谈什么$/).evaluateAll((lines) => lines.map((line) => (line as HTMLTextAreaElement).value))

beforeAll(async () => {
  county = await makeCounty(house.address(), house.setUpLink(), [
    { name: '主持人甲', username: 'zhuchi', role: 'facilitator' },
    { name: '审批人甲', username: 'shenpi', role: 'approver' },
    { name: '委员甲', username: 'weiyuanjia', role: 'member' },
    { name: '委员乙', username: 'weiyuanyi', role: 'member' },
    { name: '公路承办员', username: 'gonglu', role: 'unitClerk', unit: '县公路段' },
  ])
  const port = Number(new URL(county.address).port)
  tabletsWay = await wayTo(port)
  membersWay = await wayTo(port)
}, 60_000)
afterAll(async () => {
  await tabletsWay?.close()
  await membersWay?.close()
})

describe('a sentence becomes a topic', { timeout: 60_000 }, () => {
  it('[I1] a resident scans the code at the pavilion and says it, with voice and photo; a number, a code and a link come back', async () => {
    resident = await browser.device('phone', { baseURL: county.address, microphone: true })
    await resident.goto(county.doorUrl)
    await sees(resident, '有事好商量')
    await presentable(resident, 'door')
    await press(resident, '说一件事')
    await fill(resident, '写几句', said)
    await press(resident, '录一段话')
    await sees(resident, '0:01')
    await presentable(resident, 'recording')
    await press(resident, '说完了')
    await resident.getByRole('button', { name: '再录一段' }).waitFor()
    await presentable(resident, 'say')
    await press(resident, '下一步')
    await resident.getByLabel('从相册里选').setInputFiles({ name: '路口.jpg', mimeType: 'image/jpeg', buffer: phoneJpeg('secret') })
    await resident.getByRole('img', { name: '照片 1' }).waitFor()
    await presentable(resident, 'photos')
    await press(resident, '下一步')
    await resident.getByLabel(/^称呼/).fill('村民代表甲')
    await press(resident, '下一步')
    await resident.getByLabel(/^电话或微信/).fill('13800000000')
    await press(resident, '下一步')
    await sees(resident, said)
    await presentable(resident, 'check')
    await press(resident, '交上去')
    receipt.number = await resident.getByText(/^SS-\d{4}-0001$/).innerText()
    receipt.code = await resident.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText()
    await presentable(resident, 'receipt')
    await press(resident, '换一台手机也想看')
    await resident.getByRole('img', { name: '专用链接的二维码' }).waitFor()
    await presentable(resident, 'receipt-link')
  })

  it('[I16] a member sees it waiting, triages it and puts it forward as a topic', async () => {
    member = await browser.device('desk', { baseURL: membersWay.address })
    await signIn(member, county, 'weiyuanjia')
    await presentable(member, 'home-member')
    await follow(member, /居民的话/)
    await presentable(member, 'issues')
    await follow(member, new RegExp(said))
    await member.getByRole('heading', { name: receipt.number }).waitFor()
    await presentable(member, 'issue')
    await press(member, '分拣')
    const triage = over(member, '分拣')
    await triage.getByLabel('尽快').check()
    await fill(triage, '归哪个界别（可以不填）', '旅游')
    await presentable(member, 'issue-triage')
    await press(triage, '分好了')
    await sees(member, '经办人：委员甲')
    await press(member, '提成议题')
    const escalate = over(member, '提成议题')
    await fill(escalate, '议题', topic)
    await presentable(member, 'issue-escalate')
    await press(escalate, '提成议题')
    await sees(member, '提成了议题')
    await presentable(member, 'issue-escalated')
  })

  it('[I40] the approver finds it waiting and lets it come to a session', async () => {
    const approver = await browser.device('desk', { baseURL: county.address })
    await signIn(approver, county, 'shenpi')
    await presentable(approver, 'home-approver')
    await follow(approver, /议题/)
    await follow(approver, new RegExp(topic))
    await sees(approver, said)
    await presentable(approver, 'topic')
    await press(approver, '同意上会')
    await sees(approver, '可以上会')
    assertSound(approver)
    await approver.context().close()
  })
})

describe('a session is prepared and people come', { timeout: 60_000 }, () => {
  it('[S1] the facilitator makes a session of the topic and asks both members to come', async () => {
    tablet = await browser.device('tablet', { baseURL: tabletsWay.address })
    await signIn(tablet, county, 'zhuchi')
    await presentable(tablet, 'home-facilitator')
    await follow(tablet, /议题/)
    await follow(tablet, new RegExp(topic))
    await follow(tablet, '就这件事开会')
    await becomes(() => tablet.getByLabel('商量什么事').inputValue(), topic)
    await presentable(tablet, 'new-session-topic')
    await press(tablet, '先备着，改改议程再开')
    await press(tablet, '请人来')
    const invite = over(tablet, '请谁来')
    await invite.getByLabel(/委员甲/).check()
    await invite.getByLabel(/委员乙/).check()
    await presentable(tablet, 'invite')
    await press(invite, '请这 2 位')
    await sees(tablet, '请了 2 位')
    await presentable(tablet, 'preparing')
  })

  it('[O5] the agenda is written by two at once: both add, both reword the same line, and both see the same', async () => {
    await follow(member, '返回')
    await member.goto('/')
    await follow(member, /协商会/)
    await follow(member, new RegExp(topic))
    await member.getByRole('button', { name: '加一项' }).waitFor()
    await presentable(member, 'seat-preparing')
    await becomes(() => agendaOn(member), ['情况通报', '讨论', '宣读共识'])

    await Promise.all([press(tablet, '加一项'), press(member, '加一项')])
    await becomes(async () => (await agendaOn(tablet)).length, 5)
    await becomes(async () => (await agendaOn(member)).length, 5)
    await Promise.all([compose(tablet, 'buchanghelimian', '补偿和立面'), compose(member, 'luyouduokuan', '路有多宽')])
    for (const page of [tablet, member]) {
      await becomes(async () => (await agendaOn(page)).slice(3).toSorted(), ['补偿和立面', '路有多宽'])
    }

    const talk = (page: Page) => page.getByLabel('第 2 项谈什么')
    await talk(tablet).click()
    await tablet.keyboard.press('Home')
    await talk(member).click()
    await member.keyboard.press('End')
    await Promise.all([compose(tablet, 'xian', '先'), compose(member, 'weiqianghshu', '围墙和树')])
    for (const page of [tablet, member]) await becomes(async () => (await agendaOn(page))[1], '先讨论围墙和树')
    expect(await agendaOn(tablet)).toEqual(await agendaOn(member))

    await tablet.getByRole('button', { name: '“宣读共识”往后移' }).click()
    await tablet.getByRole('button', { name: '“宣读共识”往后移' }).click()
    await becomes(async () => (await agendaOn(member)).at(-1), '宣读共识')
    await sees(tablet, '已存到服务器')
    await presentable(tablet, 'agenda-ink')
  })

  it('[S4] check-in opens, and people come: by the code at the pavilion, by hand, by six digits, from afar', async () => {
    await press(tablet, '马上开')
    await tablet.getByRole('button', { name: '点名签到' }).waitFor()
    await press(member, '我来了')
    await sees(member, '您签到了')

    await resident.goto(county.doorUrl)
    await presentable(resident, 'door-session')
    await press(resident, '进会场')
    await sees(resident, '等主持人开始')

    faraway = await browser.device('phone', { baseURL: county.address })
    await signIn(faraway, county, 'weiyuanyi')
    await presentable(faraway, 'home-faraway')
    await follow(faraway, '进去')
    await faraway.getByRole('button', { name: '我来了' }).waitFor()
    await presentable(faraway, 'seat-come-in')
    await press(faraway, '我在别处，远程参加')
    await sees(faraway, '您签到了')

    knocking = await browser.device('phone', { baseURL: county.address })
    await knocking.goto('/s')
    await fill(knocking, '会议码', (await tablet.getByLabel(/^会议码/).innerText()).replaceAll(/\D/g, ''))
    await fill(knocking, '怎么称呼您', '村民代表丙')
    await presentable(knocking, 'door-code')
    await press(knocking, '到门口等')
    await sees(knocking, '在门口等一下')
    await presentable(knocking, 'waiting-room')
    await press(tablet, '请进：村民代表丙')
    await sees(knocking, '等主持人开始')

    await press(tablet, '点名签到')
    const byHand = over(tablet, '点名签到')
    await fill(byHand, '名字', '村民代表乙')
    await press(byHand, '签到')
    await sees(tablet, '村民代表乙签到了')
    await fill(byHand, '名字', '公路承办员')
    await byHand.getByLabel('来的是').selectOption({ label: '部门' })
    await fill(byHand, '代表谁（可以不填）', '县公路段')
    await press(byHand, '签到')
    await sees(tablet, '公路承办员签到了')
    await press(byHand, '关上')
    for (const way of ['扫码', '点名', '远程']) await sees(tablet, way)
    await presentable(tablet, 'check-in')
  })
})
