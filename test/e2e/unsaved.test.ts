import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/client.ts'
import { documents } from '../../db/schema/documents.ts'
import { testBrowser } from './browser.ts'
import { builtHouse } from './built-house.ts'
import { type County, makeCounty } from './county.ts'
import { oneStory, presentable, sees, signIn, wordsOn } from './hands.ts'
import { hallPeople, sessionOn } from './session.ts'

const house = builtHouse()
const browser = testBrowser()
oneStory(() => [keeping, keepingNothing].filter((page) => page !== undefined))

let county: County
let sessionId: string
let keeping: Page
let keepingNothing: Page

beforeAll(async () => {
  county = await makeCounty(house.address(), house.setUpLink(), hallPeople)
  sessionId = await sessionOn(county, '井盖')
}, 180_000)

const opinion = (page: Page) => page.getByRole('textbox', { name: '意见稿' })
const mark = (page: Page) => page.locator('[data-saved]').first()
const saved = (page: Page, kind: string) => page.locator(`[data-saved="${kind}"]`).first().waitFor()

describe('words that were taken out and not committed', { timeout: 120_000 }, () => {
  it('[O20] are not called saved when the server dies before the commit: only here, or nowhere', async () => {
    keeping = await browser.device('tablet', { baseURL: county.address })
    keepingNothing = await browser.device('phone', { baseURL: county.address })
    await keepingNothing.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }))
    for (const page of [keeping, keepingNothing]) {
      await signIn(page, county, 'zhuchi')
      await page.goto(`/sessions/${sessionId}`)
      await opinion(page).waitFor()
    }
    await sees(keepingNothing, /这个浏览器不让网页留底稿/)
    await presentable(keepingNothing, 'keeps-nothing')
    await opinion(keeping).click()
    await keeping.keyboard.type('三处松了。')
    await saved(keeping, 'saved')
    expect((await wordsOn(keepingNothing)).join('')).toBe('三处松了。')

    const database = connect(house.database(), { max: 1 })
    const dead = database.db.transaction(async (tx) => {
      // Nothing can be committed to a text while its row is held.
      await tx.select().from(documents).for('update')
      for (const page of [keeping, keepingNothing]) {
        await opinion(page).click()
        await page.keyboard.press('Control+End')
        await page.keyboard.press('Backspace')
        await page.locator('[data-saved]:not([data-saved="saved"])').first().waitFor()
      }
      await house.kill()
    })
    await dead.catch(() => undefined)
    await database.close()
    await saved(keeping, 'device')
    await saved(keepingNothing, 'failed')
    expect(await mark(keeping).innerText()).toBe('仅存本机 1 处')
    expect(await mark(keepingNothing).innerText()).toBe('未保存')
    await presentable(keepingNothing, 'unsaved')
  })
})
