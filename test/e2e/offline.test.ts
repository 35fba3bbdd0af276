import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { on } from './signed.ts'
import { testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { hallPeople, sessionOn } from './session.ts'
import { socketless } from './socketless.ts'
import { becomes, oneStory, over, presentable, press, sees, signIn, wordsOn } from './hands.ts'

const house = builtHouse()
const browser = testBrowser()
oneStory(() => [tablet, phone].filter((page) => page !== undefined))

let county: County
let relay: string
let sessionId: string
let tablet: Page
let phone: Page

beforeAll(async () => {
  relay = await socketless(house.address())
  county = await makeCounty(house.address(), house.setUpLink(), hallPeople)
  sessionId = await sessionOn(county, '村口的路灯')
}, 180_000)

const opinion = (page: Page) => page.getByRole('textbox', { name: '意见稿' })
const saved = (page: Page, kind: string) => page.locator(`[data-saved="${kind}"]`).first().waitFor()

async function openHall(username: string, size: 'tablet' | 'phone'): Promise<Page> {
  const page = await browser.device(size, { baseURL: county.address })
  await signIn(page, county, username)
  await page.goto(`/sessions/${sessionId}`)
  return page
}

describe('a session in a place without a network', { timeout: 120_000 }, () => {
  it('[O46] the session pack is fetched onto the tablet beforehand', async () => {
    tablet = await openHall('zhuchi', 'tablet')
    await tablet.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await tablet.reload()
    await opinion(tablet).waitFor()
    await press(tablet, /还可以办|更多/)
    await press(over(tablet, '还可以办'), '备会包：存到这台设备')
    await sees(tablet, '备会包存好了')
    await presentable(tablet, 'session-pack')
    await tablet.keyboard.press('Escape')
  })

  it('[O45] cut off, the page says so, goes on taking words, and opens again with all of them', async () => {
    await tablet.context().setOffline(true)
    await opinion(tablet).click()
    await tablet.keyboard.type('路灯装在桥头和祠堂门口。')
    await saved(tablet, 'device')
    for (let round = 0; round < 3; round += 1) {
      tablet.once('dialog', (dialog) => void dialog.accept())
      await tablet.reload()
      await opinion(tablet).waitFor()
      expect(await wordsOn(tablet)).toEqual(['路灯装在桥头和祠堂门口。'])
      await saved(tablet, 'device')
    }
    await sees(tablet, /现在没有网络，看到的是/)
    await presentable(tablet, 'offline-hall')
    await opinion(tablet).click()
    await tablet.keyboard.press('Control+End')
    await tablet.keyboard.type('夜里十点关。')
  })

  it('[O45] back on the network every word is at the server, once, also where others wrote meanwhile', async () => {
    phone = await openHall('weiyuanjia', 'phone')
    await sees(phone, '村口的路灯')
    await tablet.context().setOffline(false)
    await saved(tablet, 'saved')
    const words = ['路灯装在桥头和祠堂门口。夜里十点关。']
    const member = await openHall('weiyuanjia', 'tablet')
    await opinion(member).waitFor()
    await becomes(() => wordsOn(member), words)
    expect(await wordsOn(tablet)).toEqual(words)
    await member.close()
  })

  it('[O48] words for a text that was sealed and opened anew meanwhile come back as an amendment, and are never merged', async () => {
    await tablet.context().setOffline(true)
    await opinion(tablet).click()
    await tablet.keyboard.press('Control+End')
    await tablet.keyboard.type('断网时写的一句。')
    await saved(tablet, 'device')
    await tablet.goto('about:blank')
    const chair = await county.as('zhuchi')
    const { opinionId } = await chair<{ opinionId: string }>(`/api/sessions/${sessionId}`)
    const record = `/api/opinions/${opinionId}`
    await on(chair, record, 'announce-freeze')
    await becomes(async () => (await chair<{ seal: unknown }>(record)).seal !== null, true)
    await on(chair, record, 'unfreeze', { reason: '还要补一条' })
    await tablet.context().setOffline(false)
    await tablet.goto(`/sessions/${sessionId}`)
    await sees(tablet, /您没赶上的那几句没有丢/)
    await presentable(tablet, 'offline-late-words')
    expect((await wordsOn(tablet)).join('')).not.toContain('断网时写的一句')
    const { opinionDocumentId } = await chair<{ opinionDocumentId: string }>(`/api/sessions/${sessionId}`)
    const amendments = await chair<{ changes: { after: string | null }[] }[]>(`/api/documents/${opinionDocumentId}/amendments`)
    expect(amendments.flatMap(({ changes }) => changes.map(({ after }) => after))).toEqual(['路灯装在桥头和祠堂门口。夜里十点关。断网时写的一句。'])
    await tablet.reload()
    await opinion(tablet).waitFor()
    await saved(tablet, 'saved')
    expect(await chair<unknown[]>(`/api/documents/${opinionDocumentId}/amendments`)).toHaveLength(1)
  })

  it('[O49] where a network lets no socket through, words go both ways all the same, with receipts', async () => {
    const behind = await browser.device('tablet', { baseURL: relay })
    await signIn(behind, { ...county, address: relay }, 'weiyuanjia')
    await behind.goto(`/sessions/${sessionId}`)
    await opinion(behind).waitFor()
    await opinion(behind).click()
    await behind.keyboard.press('Control+End')
    await behind.keyboard.type('从拦着长连接的网里来。')
    await saved(behind, 'saved')
    await becomes(async () => (await wordsOn(tablet)).join('').includes('从拦着长连接的网里来。'), true)
    await opinion(tablet).click()
    await tablet.keyboard.press('Control+End')
    await tablet.keyboard.type('收到。')
    await becomes(async () => (await wordsOn(behind)).join('').includes('收到。'), true)
    await behind.context().close()
  })

  it('[O47] who signs out leaves nothing on a shared tablet once it is at the server', async () => {
    await tablet.goto('/')
    await press(tablet, '退出')
    await sees(tablet, '有事好商量')
    const texts = () => tablet.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('yst-text|')))
    const answers = () =>
      tablet.evaluate(async () => ((await caches.has('answers')) ? (await (await caches.open('answers')).keys()).map(({ url }) => new URL(url).pathname) : []))
    await becomes(texts, [])
    await becomes(async () => (await answers()).filter((path) => path !== '/api/me'), [])
  })
})
