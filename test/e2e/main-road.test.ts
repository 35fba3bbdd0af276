import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phoneJpeg } from '../files/samples.ts'
import { assertSound, compose, sizes, testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { becomes, behind, fill, follow, oneStory, over, presentable, press, sees, signIn, wordsOn } from './hands.ts'
import { type Way, wayTo } from './way.ts'

/** domain.md F.1: from what a resident says at the pavilion to the signed opinion, on five devices. */
const house = builtHouse()
const browser = testBrowser()
oneStory(() => [resident, member, tablet, faraway, knocking].filter((page) => page !== undefined))

const said = '过节那回，消防车开不进来，绕了一大圈。'
const topic = '环线消防通道怎么通'
const widen = '车道拓到四米，消防车才进得来。'
/** What stands on the sheet after the network was gone and came back. */
const written = [`${said}消防大队核实过，断网时写的`, `${widen}沿线分两段做，先东后西`]
const wall = '我家围墙可以往里挪半米，水井不能动。'

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
const begin = (item: string) => new RegExp(`^开始谈\\s*“${item}”$`)
const rail = (page: Page, words: string) => page.getByRole('navigation', { name: '议程' }).getByRole('button', { name: words })
const slip = (page: Page, words: string) =>
  page.getByRole('complementary', { name: '人和意见卡' }).getByRole('article').filter({ hasText: words })

/** Puts the card that says this at the end of the opinion. */
async function place(page: Page, words: string): Promise<void> {
  await press(slip(page, words), '放进意见稿')
  await press(over(page, '放进意见稿'), '放进去')
  await over(page, '放进意见稿').waitFor({ state: 'hidden' })
}

async function askForNames(): Promise<void> {
  await press(tablet, '请人签名')
  const signers = over(tablet, '请谁签名')
  await signers.getByLabel(/主持人甲/).waitFor()
  await presentable(tablet, 'signers')
  await press(signers, '请这 3 位签名')
  await sees(tablet, '意见稿定了，请您签名。')
}

async function signName(page: Page, name: string, username: string): Promise<void> {
  await press(page, '签名')
  const sign = over(page, '签名：第 2 版')
  await fill(sign, `${name}，请再输一次您的登录密码`, county.password(username))
  await press(sign, '签名')
  await sees(page, '签好了')
}

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
    resident = await browser.device('phone', { baseURL: county.address, trusting: true })
    await resident.goto(county.doorUrl)
    await sees(resident, '有事好商量')
    await presentable(resident, 'door')
    await press(resident, '说一件事')
    await fill(resident, '写几句', said)
    await press(resident, '录一段话')
    await sees(resident, /^0:0[1-9]/)
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
    await press(resident, '复制专用链接')
    await sees(resident, '复制好了')
    receipt.link = await resident.evaluate(() => navigator.clipboard.readText())
    expect(new URL(receipt.link).hash.length).toBeGreaterThan(21)
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

describe('a session is prepared and people come', { timeout: 120_000 }, () => {
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

describe('the talk', { timeout: 60_000 }, () => {
  it('[S7] with members, residents and a department here it starts, and every seat is in the hall', async () => {
    await press(tablet, '开始')
    await tablet.getByRole('button', { name: begin('情况通报') }).waitFor()
    for (const page of [resident, knocking, faraway]) await page.getByLabel('您想说什么？').waitFor()
    await presentable(tablet, 'hall-started')
    await presentable(resident, 'seat-say')
    await presentable(member, 'seat-desk')
  })

  it('[S30] an item begins, one speaks, the clock runs on every page, and the item is closed', async () => {
    await press(tablet, begin('情况通报'))
    await press(tablet, '请人发言')
    const floor = over(tablet, '请谁发言')
    await floor.getByRole('button', { name: '请他说：委员甲' }).waitFor()
    await presentable(tablet, 'floor')
    await press(floor, '请他说：委员甲')
    for (const page of [tablet, resident, member]) await page.getByRole('timer', { name: /^还剩 [12]:/ }).waitFor()
    await presentable(tablet, 'hall-speaking')
    await presentable(resident, 'seat-speaking')
    await press(tablet, '说完了')
    await resident.getByRole('timer').waitFor({ state: 'detached' })
    await press(tablet, '谈完这一项')
    await presentable(tablet, 'item-sheet')
    await press(over(tablet, '情况通报'), '只作通报')
    await tablet.getByRole('button', { name: begin('先讨论围墙和树') }).waitFor()
  })

  it('[A2] a resident proposes a matter; it is taken in and put off to the next time', async () => {
    await press(resident, '议程')
    await press(resident, '提一件要谈的事')
    const proposal = over(resident, '提一件要谈的事')
    await fill(proposal, '要谈什么', '游客停车放在哪里')
    await presentable(resident, 'propose')
    await press(proposal, '提出来')
    await press(tablet, '有人提出 1 项')
    const proposed = over(tablet, '有人提出要谈的')
    await presentable(tablet, 'proposed')
    await press(proposed, '排进议程')
    await sees(proposed, '都答复了')
    await press(proposed, '关上')
    await rail(tablet, '游客停车放在哪里').click()
    const item = over(tablet, '游客停车放在哪里')
    await press(item, '放到下次')
    const defer = over(tablet, '放到下次')
    await fill(defer, '放到哪一次（可以不填）', '第 2 期')
    await presentable(tablet, 'defer')
    await press(defer, '放到下次')
    await sees(rail(tablet, '游客停车放在哪里'), '放到第 2 期')
    await sees(resident, '放到下次')
    await presentable(resident, 'seat-agenda')
  })

  it('[A8] an item is set aside and begun again', async () => {
    await press(tablet, begin('先讨论围墙和树'))
    await press(tablet, '谈完这一项')
    await press(over(tablet, '先讨论围墙和树'), '先放一放')
    await press(tablet, begin('先讨论围墙和树'))
    await tablet.getByRole('button', { name: '请人发言' }).waitFor()
    expect(await rail(tablet, '先讨论围墙和树').getByText(/用了/).count()).toBe(1)
  })

  it('[K3] a resident sends a sentence, one without a phone dictates one, hears it back and agrees', async () => {
    await press(resident, '说一句')
    await fill(resident, '您想说什么？', widen)
    await press(resident, '说出去')
    await sees(resident, '收到了，等主持人安排')
    await presentable(resident, 'seat-said')
    await press(tablet, '代记一句')
    const dictate = over(tablet, '代记一句')
    await dictate.getByLabel('谁说的').selectOption({ label: '村民代表乙（居民）' })
    await fill(dictate, '他的原话', wall)
    await presentable(tablet, 'dictate')
    await press(dictate, '记下，念给本人听')
    await presentable(tablet, 'dictate-read')
    await press(over(tablet, '请念给村民代表乙听'), '本人认可')
    await sees(tablet, '还有 2 张')
  })

  it('[K10] the facilitator places them: the sentence from the pavilion first, the others after it or beside it', async () => {
    await sees(tablet, said)
    await presentable(tablet, 'hall-cards')
    await place(tablet, said)
    await becomes(() => wordsOn(tablet), [said])
    await place(tablet, widen)
    await becomes(() => wordsOn(tablet), [said, widen])
    await press(slip(tablet, wall), '放进意见稿')
    const dialog = over(tablet, '放进意见稿')
    await dialog.getByLabel(/已经写到了/).check()
    await dialog.getByLabel(widen).check()
    await presentable(tablet, 'place-join')
    await press(dialog, '算作这一条的来处')
    await sees(resident, '写进了意见稿')
    await presentable(tablet, 'hall-placed')
  })
})

describe('the opinion is written together', { timeout: 60_000 }, () => {
  it('[O18] tablet and desk write at once with a Chinese input method, and the same stands on every page', async () => {
    await press(faraway, '看意见稿')
    await press(resident, '看意见稿')
    await faraway.getByRole('textbox', { name: '意见稿' }).waitFor()
    await behind(tablet, said)
    await behind(member, widen)
    await Promise.all([compose(tablet, 'xiaofangdahetan', '消防大队核实过'), compose(member, 'qianhouyihuijian', '沿线分两段做')])
    const together = [`${said}消防大队核实过`, `${widen}沿线分两段做`]
    for (const page of [tablet, member, faraway, resident]) await becomes(() => wordsOn(page), together)
    await sees(tablet, '已存到服务器')
    await presentable(tablet, 'hall-writing')
    await presentable(member, 'seat-desk-writing')
    await presentable(faraway, 'seat-sheet')
  })

  it('[O20] the pavilion loses its network, both go on writing, and what was written is one text when it is back', async () => {
    tabletsWay.cut()
    await tablet.context().setOffline(true)
    await behind(tablet, said)
    await compose(tablet, 'wangluoduanle', '，断网时写的')
    await sees(tablet, /^仅存本机 \d+ 处$/)
    await presentable(tablet, 'hall-offline')
    await behind(member, widen)
    await compose(member, 'xiandong', '，先东后西')
    await sees(member, '已存到服务器')
    expect((await wordsOn(member))[0]).not.toContain('断网')
    tabletsWay.mend()
    await tablet.context().setOffline(false)
    await sees(tablet, '已存到服务器')
    for (const page of [tablet, member, faraway, resident]) await becomes(() => wordsOn(page), written)
  })

  it('[O11] beside each clause stands whose words it came from, with the sentence as it was said', async () => {
    await tablet.getByRole('button', { name: /过节那回.*的来处/ }).click()
    const first = over(tablet, /的来处$/)
    await sees(first, `“${said}”`)
    await sees(first, '村民代表甲')
    await presentable(tablet, 'sources')
    await press(first, '关上')
    await tablet.getByRole('button', { name: /车道拓到.*的来处/ }).click()
    const second = over(tablet, /的来处$/)
    await sees(second, `“${widen}”`)
    await sees(second, `“${wall}”`)
    await sees(second, '村民代表乙听过，认可')
    await press(second, '关上')
  })

  it('[U14] the hall stands upright, above a keyboard and on a desk, and every page in large type', async () => {
    for (const [name, size] of Object.entries({ upright: sizes.uprightTablet, keyboard: { width: 1180, height: 440 }, desk: sizes.desk })) {
      await tablet.setViewportSize(size)
      await presentable(tablet, `hall-${name}`)
    }
    await tablet.setViewportSize(sizes.tablet)
    for (const [name, page] of Object.entries({ seat: faraway, desk: member })) {
      await press(page, '大字')
      await presentable(page, `large-${name}`)
      await press(page, '标准字')
    }
    await press(tablet, '更多')
    await press(over(tablet, '还可以办'), '大字')
    await presentable(tablet, 'large-tools')
    await press(over(tablet, '还可以办'), '关上')
    await presentable(tablet, 'large-hall')
    await press(tablet, '更多')
    await press(over(tablet, '还可以办'), '标准字')
    await press(over(tablet, '还可以办'), '关上')
  })
})

describe('what was agreed', { timeout: 60_000 }, () => {
  it('[A10] a consensus is read out and recorded; one reservation stands in its own words', async () => {
    await press(tablet, '谈完这一项')
    await press(over(tablet, '先讨论围墙和树'), '记下共识')
    const consensus = over(tablet, /^记下共识/)
    await fill(consensus, '大家说定了什么', '车道拓到 4.0 米，先做 400 米')
    await fill(consensus, '谁来办（可以不填）', '村里和公路部门')
    await fill(consensus, '多少（可以不填）', '400')
    await fill(consensus, '单位', '米')
    await consensus.getByLabel(/^什么时候前/).fill('2027-06-30')
    await consensus.getByLabel('已念给大家听，大家认可').check()
    await presentable(tablet, 'consensus')
    await press(consensus, '记下共识')
    await sees(tablet, '共识记下了')

    await rail(tablet, '先讨论围墙和树').click()
    await press(over(tablet, '先讨论围墙和树'), '记保留意见')
    const reserve = over(tablet, /^保留意见/)
    await reserve.getByLabel('谁的保留意见').selectOption({ label: '村民代表乙' })
    await fill(reserve, '他的原话，一字不改', wall)
    await reserve.getByLabel(/已念给村民代表乙听/).check()
    await presentable(tablet, 'reserve')
    await press(reserve, '记下原话')
    await sees(over(tablet, '先讨论围墙和树'), `“${wall}”`)
    await presentable(tablet, 'item-settled')
    await press(over(tablet, '先讨论围墙和树'), '关上')
    await press(resident, '议程')
    await sees(resident, '车道拓到 4.0 米，先做 400 米')
    await sees(resident, `“${wall}”`)
    await presentable(resident, 'seat-agreed')
  })

  it('[S9] the other items are closed, and the talk ends', async () => {
    for (const words of ['补偿和立面', '路有多宽']) {
      await rail(tablet, words).click()
      await press(over(tablet, words), '放到下次')
      await press(over(tablet, '放到下次'), '放到下次')
      await over(tablet, words).waitFor({ state: 'hidden' })
    }
    await press(tablet, begin('宣读共识'))
    await press(tablet, '谈完这一项')
    await press(over(tablet, '宣读共识'), '只作通报')
    await press(tablet, '都谈完了')
    await tablet.getByRole('button', { name: '定稿' }).waitFor()
    await presentable(tablet, 'summing')
  })
})

describe('the seal and the names', { timeout: 120_000 }, () => {
  it('[O55] ten seconds are announced to everybody, then the seal falls; what comes too late is refused and given back', async () => {
    membersWay.cut()
    await behind(member, widen)
    await compose(member, 'laibuji', '，来不及的一句')
    await press(tablet, '定稿')
    await press(over(tablet, '现在定稿吗'), '定稿')
    for (const page of [tablet, resident, faraway]) await sees(page, '请停笔')
    await presentable(tablet, 'freezing')
    await presentable(faraway, 'freezing-phone')
    await press(resident, '看意见稿')
    for (const page of [tablet, resident, faraway]) await sees(page, '第 1 版，定稿')
    await tablet.getByRole('img', { name: '印：定稿' }).waitFor()
    await presentable(tablet, 'sealed')
    await presentable(faraway, 'sealed-phone')

    membersWay.mend()
    await sees(member, '您有几句没赶上定稿，留作修改建议')
    await sees(member, /，来不及的一句/)
    await sees(member, '第 1 版，定稿')
    for (const page of [tablet, member]) await becomes(() => wordsOn(page), written)
    await presentable(member, 'late-words')
  })

  it('[O64] one signs, one declines with a reason: all names are void, and everybody writes on in a new generation', async () => {
    await askForNames()
    await sees(member, '请您签名')
    await presentable(member, 'asked-desk')
    await presentable(faraway, 'asked-phone')
    await press(member, '签名')
    const sign = over(member, '签名：第 1 版')
    await fill(sign, '委员甲，请再输一次您的登录密码', '记错了的密码')
    await press(sign, '签名')
    await sees(sign, '密码不对')
    await presentable(member, 'sign-wrong')
    await fill(sign, '委员甲，请再输一次您的登录密码', county.password('weiyuanjia'))
    await press(sign, '签名')
    await sees(member, '签好了')
    await tablet.getByRole('img', { name: '已签' }).waitFor()
    await presentable(tablet, 'signed-by-one')

    await press(faraway, '不签')
    const decline = over(faraway, '不签这一版')
    await fill(decline, '为什么不签', '没有写明先修哪一段。')
    await presentable(faraway, 'decline')
    await press(decline, '不签')
    for (const page of [tablet, member, faraway]) await sees(page, '第 1 版')
    await sees(tablet, '“没有写明先修哪一段”')
    await tablet.getByRole('button', { name: '定稿' }).waitFor()
    await presentable(tablet, 'declined')

    await behind(tablet, said)
    await compose(tablet, 'dongduan', '，东段先修')
    await behind(member, widen)
    await compose(member, 'xiduan', '，西段随后')
    const after = written.map((words, n) => `${words}${['，东段先修', '，西段随后'][n]}`)
    for (const page of [tablet, member, faraway]) await becomes(() => wordsOn(page), after)
    await sees(tablet, '已存到服务器')
  })

  it('[O61] sealed again, the three named sign the same digest with their passwords', async () => {
    await press(tablet, '定稿')
    await press(over(tablet, '现在定稿吗'), '定稿')
    await sees(tablet, '第 2 版，定稿')
    await askForNames()
    await signName(faraway, '委员乙', 'weiyuanyi')
    await signName(member, '委员甲', 'weiyuanjia')
    await signName(tablet, '主持人甲', 'zhuchi')
    await tablet.getByRole('button', { name: '签记录' }).waitFor()
    const digest = await tablet.getByRole('region', { name: '定稿' }).getByText(/^([0-9a-f]{4} ){2}[0-9a-f]{4}$/).innerText()
    for (const page of [tablet, member, faraway, resident]) {
      await becomes(() => page.getByRole('img', { name: '已签' }).count(), 3)
      await sees(page, digest)
    }
    await presentable(tablet, 'signed')
  })

  it('[S10] the record is signed: the session is over, and stands to be read by all who came', async () => {
    await press(tablet, '签记录')
    await press(over(tablet, '签会议记录吗'), '签记录')
    for (const page of [tablet, member, faraway, resident]) {
      await page.getByRole('heading', { name: /^会议记录/ }).waitFor()
      await sees(page, '第 2 版，定稿')
      await sees(page, `“${wall}”`)
    }
    await presentable(tablet, 'record')
    await presentable(resident, 'record-phone')
  })
})

describe('the resident hears back', { timeout: 60_000 }, () => {
  it('[I12] the private link opens on another phone, once, and tells the whole way up to 已签', async () => {
    const phone = await browser.device('phone', { baseURL: county.address })
    await phone.goto(receipt.link)
    await sees(phone, `“${said}”`)
    for (const stop of ['您说了这句话', '提成了议题', '排上了会', '您的话带到了会上', '写进了意见稿第 1 条', '意见稿定稿，第 2 版', '意见稿已签，3 位签了名']) {
      await sees(phone, stop)
    }
    expect(new URL(phone.url()).hash).toBe('')
    await presentable(phone, 'echo')
    const stranger = await browser.device('phone', { baseURL: county.address })
    await stranger.goto(receipt.link)
    await sees(stranger, '这个链接')
    for (const page of [phone, stranger]) await page.context().close()
  })

  it('[I3] number and code together show the same stops, without a name or a word', async () => {
    const stranger = await browser.device('phone', { baseURL: county.address })
    await stranger.goto('/look-up')
    await fill(stranger, '编号', receipt.number)
    await fill(stranger, '查询码', receipt.code)
    await presentable(stranger, 'look-up')
    await press(stranger, '查进展')
    await sees(stranger, '意见稿已签，3 位签了名')
    await presentable(stranger, 'look-up-found')
    const shown = await stranger.getByRole('main').innerText()
    for (const kept of [said, widen, wall, '村民代表', '委员', '主持人', '138']) expect(shown).not.toContain(kept)
    await stranger.context().close()
  })
})
