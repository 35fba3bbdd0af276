import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { choosePassword, fill, follow, oneStory, over, presentable, press, sees } from './hands.ts'

const house = builtHouse()
const browser = testBrowser()
oneStory(() => [desk, tablet, phone, guest].filter((page) => page !== undefined))

let desk: Page
let tablet: Page
let phone: Page
let guest: Page
const links = { facilitator: '', member: '' }

describe('from the set-up link to a first session', { timeout: 90_000 }, () => {
  it('[H40] the link from the terminal makes the 政协 and its first administrator, who stands at the desk', async () => {
    desk = await browser.device('desk', { baseURL: house.address() })
    await desk.goto(house.setUpLink())
    await fill(desk, '政协名称', '青川县政协')
    await fill(desk, '姓名', '管理员甲')
    await fill(desk, '用户名', 'guanli')
    await choosePassword(desk, '青山绿水常在心间')
    await presentable(desk, 'set-up')
    await press(desk, '建立并登录')
    await desk.getByRole('heading', { name: '青川县政协' }).waitFor()
    await presentable(desk, 'admin-units')
  })

  it('[H55] a venue gets its poster with the code to scan', async () => {
    await follow(desk, '场所')
    await press(desk, '添加场所')
    const side = over(desk, '添加场所')
    await fill(side, '名称', '老槐树议事亭')
    await fill(side, '在哪里（居民扫码说事时会带上）', '东山村口')
    await presentable(desk, 'admin-venue-form')
    await press(side, '添加')
    await sees(desk, '老槐树议事亭添加好了')
    await follow(desk, '打印二维码')
    await desk.getByRole('img', { name: '老槐树议事亭的二维码' }).waitFor()
    await presentable(desk, 'admin-poster')
    const address = await desk.getByText(/\/v\/[\w-]+$/).innerText()
    expect(new URL(address).pathname.length).toBeGreaterThan('/v/'.length + 21)
    await follow(desk, '返回')
  })

  it('[H46] people are added by hand and from a table, each with a one-time link', async () => {
    await follow(desk, '人员和角色')
    await press(desk, '添加一人')
    const side = over(desk, '添加一人')
    await fill(side, '姓名', '主持人甲')
    await fill(side, '用户名（登录用，可以是中文；本人第一次登录时可以换）', 'zhuchi')
    await side.getByLabel('角色（可以先不选）').click()
    await desk.getByTitle('主持人', { exact: true }).click()
    await side.getByText('添加一人').click()
    await press(side, '添加')
    links.facilitator = await side.getByLabel('要复制的内容').inputValue()
    await presentable(desk, 'admin-link')
    await press(side, '好了')

    await press(desk, '从表格粘贴')
    const paste = over(desk, '从表格粘贴')
    await fill(paste, '粘贴在这里，一行一人', '委员甲\tweiyuanjia\t委员\n承办员甲\tchengban\t承办员')
    await press(paste, '先检查一遍')
    await sees(paste, '2 行都没有问题')
    await press(paste, '添加这 2 人')
    await sees(paste, '2 人都添加好了')
    const made = await paste.getByLabel('要复制的内容').inputValue()
    links.member = /委员甲\t.*\t(\S+)/.exec(made)?.[1] ?? ''
    await presentable(desk, 'admin-pasted')
    await press(paste, '都交代好了，关上')
    await desk.getByRole('button', { name: '承办员甲' }).waitFor()
    await presentable(desk, 'admin-people')
  })

  it('[H46] on their own devices they set a password with it, once, and sign in with it from then on', async () => {
    tablet = await browser.device('tablet', { baseURL: house.address() })
    await tablet.goto(links.facilitator)
    await sees(tablet, '主持人甲，您好')
    await choosePassword(tablet, '有事好商量，慢慢说')
    await presentable(tablet, 'welcome')
    await press(tablet, '设好密码，进去')
    await tablet.getByRole('link', { name: /协商会/ }).waitFor()
    await presentable(tablet, 'home')

    phone = await browser.device('phone', { baseURL: house.address() })
    await phone.goto(links.member)
    await choosePassword(phone, '众人的事众人来议')
    await press(phone, '设好密码，进去')
    await press(phone, '退出')
    await phone.goto(links.member)
    await sees(phone, '这个链接已经用过')
    await phone.goto('/sign-in')
    await presentable(phone, 'sign-in')
    await fill(phone, '用户名', 'weiyuanjia')
    await fill(phone, '密码', '众人的事众人来议')
    await press(phone, '登录')
    await phone.getByRole('link', { name: /协商会/ }).waitFor()
    await presentable(phone, 'home-phone')
  })

  it('[S4] the facilitator opens a session at the pavilion in a few steps, a member and a guest come in, and it starts', async () => {
    await follow(tablet, /协商会/)
    await sees(tablet, '还没有协商会')
    await follow(tablet, '开一场会')
    await fill(tablet, '商量什么事', '村口路灯怎么修')
    await presentable(tablet, 'new-session')
    await press(tablet, '马上开')
    await tablet.getByRole('button', { name: '点名签到' }).waitFor()
    await presentable(tablet, 'hall-check-in')

    await follow(phone, /协商会/)
    await follow(phone, /村口路灯怎么修/)
    await phone.getByRole('button', { name: '我来了' }).waitFor()
    await presentable(phone, 'seat-before')
    await press(phone, '我来了')
    await sees(phone, '您签到了')
    await sees(tablet, '委员甲')

    await press(tablet, '点名签到')
    const byHand = over(tablet, '点名签到')
    await fill(byHand, '名字', '村民代表甲')
    await presentable(tablet, 'hall-by-hand')
    await press(byHand, '签到')
    await sees(tablet, '村民代表甲签到了')
    await press(byHand, '关上')

    // What the QR on the tablet holds.
    const door = await tablet.evaluate(async () => {
      const answer = await fetch(`/api${location.pathname}`)
      return ((await answer.json()) as { doorUrl: string }).doorUrl
    })
    guest = await browser.device('phone', { baseURL: house.address() })
    await guest.goto(door)
    await fill(guest, '怎么称呼您', '村民代表乙')
    await presentable(guest, 'session-door')
    await press(guest, '我来了')
    await sees(guest, '您签到了')
    await sees(tablet, '村民代表乙')

    await press(tablet, '开始')
    const warned = over(tablet, '这样开始吗')
    await sees(warned, '利益相关的居民不到 3 位')
    await press(warned, '看过了，开始')
    await tablet.getByRole('navigation', { name: '议程' }).waitFor()
    await presentable(tablet, 'hall-live')
    await sees(phone, '说一句')
    await presentable(phone, 'seat-live')
  })
})
