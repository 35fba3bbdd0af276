import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editDocument } from '../../server/documents/edit.ts'
import { fixedClock } from '../../server/house/clock.ts'
import { addClause } from '../../shared/sync/text.ts'
import { testDatabase } from '../database.ts'
import { doing } from '../documents/ground.ts'
import { writeAt } from '../documents/versions.ts'
import { compose, testBrowser } from './browser.ts'
import { type EditorTable, openEditorTable } from './editor-table.ts'
import { becomes, behind, oneStory, over, presentableInHand, press, sees, wordsOn } from './hands.ts'

const database = testDatabase()
const browser = testBrowser()
oneStory(() => [chair, member].filter((page) => page !== undefined))

const long = '名字特别长的一位委员甲乙丙丁戊己庚辛壬癸子'
const clock = fixedClock(new Date('2026-03-19T02:00:00Z'))
let table: EditorTable
let chair: Page
let member: Page
let text = ''
const first = '一、车道拓宽到四米。'

/** Somebody writes or takes out, at the moment the story has come to. */
const does = (who: string, change: Parameters<typeof editDocument>[2]) =>
  doing({ ...table.house, clock }, (ctx) => editDocument(ctx, text, change, `person:${who}`))
const later = (minutes: number) => clock.advance(minutes * 60_000)
const open = async (as: string): Promise<Page> => {
  const page = await browser.device('tablet', { baseURL: table.origin, cookies: { as } })
  await page.goto(`/?text=${text}`)
  await page.locator('.ink').waitFor()
  return page
}
/** Who stands beside the clauses of the text, from the first to the last. */
const besideOn = (page: Page) => page.locator('.margin .by .sr').allInnerTexts()
const sheetOn = (page: Page) => over(page, '历次稿子')
const rowsOn = (page: Page) => sheetOn(page).locator('.version')

beforeAll(async () => {
  table = await openEditorTable(database.connection())
  table.seat('zhuchi', 'facilitator', '主持人甲')
  table.seat('jia', 'member', '委员甲')
  table.seat('yi', 'member', '委员乙')
  table.seat('chang', 'resident', long)
  text = await table.newText()
  await does('jia', (doc) => writeAt(doc, 0, 0, first))
  later(3)
  await does('chang', (doc) => addClause(doc, '二、围墙往里让一米，井口封好，孩子放学走得安稳。'))
  later(60 * 24)
  await does('yi', (doc) => writeAt(doc, 2, 0, '先修，', 1))
  await does('jia', (doc) => writeAt(doc, 4, 0, '东段', 1))
  later(30)
  await does('zhuchi', (doc) => writeAt(doc, 2, 2, '路面'))
}, 180_000)
afterAll(() => table.close())

describe('who wrote it, on the page', { timeout: 120_000 }, () => {
  it('[O109] beside every clause stands who wrote it, the main author first, and a name comes while somebody writes', async () => {
    chair = await open('zhuchi')
    member = await open('yi')
    const asked: string[] = []
    chair.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await becomes(() => besideOn(chair), ['写的人：委员甲、主持人甲', `写的人：${long} 等 3 人`])
    await presentableInHand(chair, 'margin')
    await behind(member, '一、路', '意见稿')
    await compose(member, 'liangbianzhongshu', '两边种树，一年补种一次。')
    await becomes(() => besideOn(chair), ['写的人：委员乙 等 3 人', `写的人：${long} 等 3 人`])
    expect(asked.filter((path) => path.endsWith('/writers')).length).toBeLessThanOrEqual(2)
  })

  it('[O109] the sheet lists the versions by day with their hands; two are compared, each change with its hand in words', async () => {
    await chair.getByRole('button', { name: '意见稿的历次稿子' }).focus()
    await chair.keyboard.press('Enter')
    await sees(sheetOn(chair), '2026年3月19日 周四')
    await presentableInHand(chair, 'versions')
    await sheetOn(chair).getByLabel('比较2026年3月19日 周四 10:03 的稿子').check()
    await sees(sheetOn(chair), '再选一稿，就能比较。')
    await sheetOn(chair).getByLabel('比较2026年3月20日 周五 10:33 的稿子').check()
    await presentableInHand(chair, 'versions-picked')
    await press(sheetOn(chair), '比较这两稿')
    const changes = sheetOn(chair).locator('.lines > li')
    await becomes(() => changes.locator('del').allInnerTexts(), ['车道'])
    await becomes(() => changes.locator('.side').allInnerTexts().then((all) => all.map((one) => one.replaceAll('\n', ' '))), [
      '① 主持人甲删（委员甲写的） ② 主持人甲添', '① 委员乙添 ② 委员甲添',
    ])
    await presentableInHand(chair, 'compared')
    await press(sheetOn(chair), '回到历次稿子')
  })

  it('[O109] one is read and put back: every page shows it, who was beside it still is, and it can be put back again', async () => {
    await rowsOn(chair).filter({ hasText: '10:00–10:03' }).click()
    await sees(sheetOn(chair), first)
    await presentableInHand(chair, 'read')
    await press(sheetOn(chair), '恢复成这一稿')
    const ask = over(chair, '恢复成这一稿吗')
    await presentableInHand(chair, 'ask')
    await press(ask, '恢复成这一稿')
    await sees(chair, /^已恢复成/)
    await rowsOn(chair).filter({ hasText: '恢复成 3月19日 10:03 的稿子' }).waitFor()
    await chair.keyboard.press('Escape')
    await sheetOn(chair).waitFor({ state: 'hidden' })
    for (const page of [chair, member]) await becomes(() => wordsOn(page), [first, '二、围墙往里让一米，井口封好，孩子放学走得安稳。'])
    await becomes(() => besideOn(chair), ['写的人：委员甲', `写的人：${long}`])

    await press(chair, '意见稿的历次稿子')
    await rowsOn(chair).nth(1).click()
    await press(sheetOn(chair), '恢复成这一稿')
    await press(over(chair, '恢复成这一稿吗'), '恢复成这一稿')
    await sees(member, '两边种树，一年补种一次。')
    await becomes(() => besideOn(chair), ['写的人：委员乙 等 3 人', `写的人：${long} 等 3 人`])
    await chair.keyboard.press('Escape')
  })

  it('[O109] who may not put it back only looks; a new text has one version; two hundred are listed by day', async () => {
    await press(member, '意见稿的历次稿子')
    await rowsOn(member).last().click()
    await sees(sheetOn(member), '这一稿里还没有字。')
    expect(await sheetOn(member).getByRole('button', { name: '恢复成这一稿' }).count()).toBe(1)
    const busy = text
    text = await table.newText()
    const resident = await open('chang')
    await press(resident, '意见稿的历次稿子')
    await sees(sheetOn(resident), '现在只有一稿。')
    await presentableInHand(resident, 'one-version')
    await rowsOn(resident).first().click()
    await sees(sheetOn(resident), '这一稿里还没有字。')
    expect(await sheetOn(resident).getByRole('button', { name: '恢复成这一稿' }).count()).toBe(0)
    for (let n = 0; n < 200; n += 1) {
      later(n % 8 === 0 ? 60 * 20 : 15)
      await does(['jia', 'yi', 'chang', 'zhuchi'][n % 4]!, (doc) => writeAt(doc, n, 0, '字'))
    }
    await resident.reload()
    await press(resident, '意见稿的历次稿子')
    await becomes(() => rowsOn(resident).count(), 201)
    await presentableInHand(resident, 'two-hundred')
    await resident.context().close()
    text = busy
  })
})
