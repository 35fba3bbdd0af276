import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { webmVoice } from '../files/samples.ts'
import { seriousFindings, testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { fill, oneStory, press, sees } from './hands.ts'

/** What goes wrong on a resident's phone, and what is kept when it does. */
const house = builtHouse()
const browser = testBrowser()
oneStory(() => [phone].filter((page) => page !== undefined))

const said = '村口的路灯坏了三天，晚上看不清台阶。'
let county: County
let phone: Page
let link = ''

beforeAll(async () => {
  county = await makeCounty(house.address(), house.setUpLink(), [])
}, 60_000)

/** From the photos to the last screen, with nothing more to say. */
async function goOn(page: Page): Promise<void> {
  for (const title of ['有照片吗？', '怎么称呼您？', '怎么找您？', '看一遍，交上去']) {
    await press(page, '下一步')
    await sees(page, title)
  }
}

describe('on a resident’s phone', { timeout: 60_000 }, () => {
  it('[I1] where the page may not record, it says why and takes what the phone’s own recorder made', async () => {
    phone = await browser.device('phone', { baseURL: county.address })
    // As on an address that is not HTTPS: a test cannot count on having a second one.
    await phone.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
    await phone.goto(county.doorUrl)
    await press(phone, '说一件事')
    await sees(phone, /这个网址不是 https 开头/)
    await phone.getByLabel('用手机的录音机录').setInputFiles({ name: '录音.webm', mimeType: 'audio/webm', buffer: webmVoice })
    await phone.getByText('再录一段').waitFor()
    expect(await seriousFindings(phone)).toEqual([])
  })

  it('[I1] words stay on the phone when the page is closed half-way', async () => {
    await fill(phone, '写几句', said)
    await phone.reload()
    expect(await phone.getByLabel('写几句').inputValue()).toBe(said)
    await phone.getByRole('button', { name: '听录音' }).waitFor()
  })

  it('[U3] without a network nothing is lost, and sent again it is one issue', async () => {
    await goOn(phone)
    await phone.context().setOffline(true)
    await press(phone, '交上去')
    await sees(phone, /内容还在，请检查网络后再试/)
    await phone.context().setOffline(false)
    // The answer of the first try that gets through is lost on the way.
    let lost = false
    await phone.route('**/api/issues/raise', async (route) => {
      if (lost) return route.continue()
      lost = true
      await route.fetch()
      return route.abort()
    })
    await press(phone, '交上去')
    await phone.getByText(/^SS-\d{4}-0001$/).waitFor()
    expect(lost).toBe(true)
    await press(phone, '换一台手机也想看')
    link = await phone.evaluate(() => {
      const kept = Object.keys(sessionStorage).find((key) => key.startsWith('receipt:'))
      return JSON.parse(sessionStorage.getItem(kept ?? '') ?? '{}').link as string
    })
  })

  it('[I10] the link opens on another phone and is gone from its address bar; a third phone reads why not', async () => {
    const second = await browser.device('phone', { baseURL: county.address })
    await second.goto(link)
    await sees(second, /村口的路灯坏了三天/)
    expect(second.url()).toBe(`${county.address}/echo`)
    expect(await seriousFindings(second)).toEqual([])
    const third = await browser.device('phone', { baseURL: county.address })
    await third.goto(link)
    await sees(third, /这个链接已经打开过一次/)
  })

  it('[I11] a borrowed phone is left, and shows nothing any more', async () => {
    const borrowed = await browser.device('phone', { baseURL: county.address })
    await phone.goto(`${county.address}/echo`)
    await press(phone, '换一台手机也想看')
    await phone.getByRole('img', { name: '专用链接的二维码' }).waitFor()
    const [answer] = await Promise.all([
      phone.waitForResponse((response) => response.url().endsWith('/link')),
      press(phone, '换一台手机也想看').then(() => press(phone, '换一台手机也想看')),
    ])
    await borrowed.goto(((await answer.json()) as { link: string }).link)
    await sees(borrowed, /村口的路灯坏了三天/)
    await press(borrowed, '手机是借的，看完退出')
    await press(borrowed, '退出')
    await sees(borrowed, '查我说过的事')
    await borrowed.goto(`${county.address}/echo`)
    await sees(borrowed, '这台手机上还没有您的回声')
  })
})
