import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { DemoLive, DemoPerson } from '../../shared/demo.ts'
import { findBrowser } from '../browser.mjs'
import { type Running, startHouse } from '../spawned.ts'
import { percentile, resultOf, type Scenario } from './results.ts'

/** From a key going down in one browser to the letter standing in another, through the guard and the database. */
export const keystroke: Scenario = async ({ full, work }) => {
  const house = await startHouse({ env: { DATA_DIR: join(work, 'keystroke') }, args: ['--demo'] })
  await house.ready()
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  try {
    const values = await timeKeys(house, browser, full ? 500 : 100)
    return [resultOf('keystroke', 'latency', 'ms', values), resultOf('keystroke', 'p95', 'ms', [percentile(values, 95)])]
  } finally {
    await browser.close()
    await house.end()
  }
}

async function timeKeys(house: Running, browser: Browser, count: number): Promise<number[]> {
  const address = `http://127.0.0.1:${house.port}`
  const [writer, reader] = await openForTwo(browser, address)
  const letters = 'qwertyuiopasdfghjklzxcvbnm'
  await writer.locator(editor).last().click()
  await writer.keyboard.press('Control+End')
  await writer.evaluate(watchKeys)
  await reader.evaluate(watchLetters)
  const values: number[] = []
  for (let n = 0; n < count; n += 1) {
    await writer.keyboard.press(letters[n % letters.length]!)
    await reader.waitForFunction((seen) => (window as unknown as Marks).marks.length > seen, n)
    const [pressed, seen] = await Promise.all([writer, reader].map((page) => page.evaluate((at) => (window as unknown as Marks).marks[at]!, n)))
    values.push(seen! - pressed!)
  }
  return values
}

const editor = '.ProseMirror[contenteditable="true"]'
type Marks = { marks: number[] }

/** As text: what runs in a page must not lean on what the loader adds to functions. */
const watchKeys = `
  window.marks = []
  document.addEventListener('keydown', () => window.marks.push(performance.timeOrigin + performance.now()), { capture: true })
`

const watchLetters = `
  window.marks = []
  const text = [...document.querySelectorAll('${editor}')].at(-1)
  const lettersIn = () => text.textContent.replace(/[^a-z]/g, '').length
  let letters = lettersIn()
  new MutationObserver(() => {
    for (const now = lettersIn(); letters < now; letters += 1) window.marks.push(performance.timeOrigin + performance.now())
  }).observe(text, { childList: true, characterData: true, subtree: true })
`

/** Two people of the demonstration who may both write the opinion of the session that is on, each in a browser of their own. */
async function openForTwo(browser: Browser, address: string): Promise<[Page, Page]> {
  const people = (await (await fetch(`${address}/api/demo/people`)).json()) as DemoPerson[]
  const pages: Page[] = []
  for (const { id } of people) {
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'zh-CN' })
    const page = await openIfWriter(context, address, id)
    if (page) pages.push(page)
    else await context.close()
    if (pages.length === 2) return pages as [Page, Page]
  }
  throw new Error('the demonstration has no two people who write the live opinion')
}

async function openIfWriter(context: BrowserContext, address: string, id: string): Promise<Page | null> {
  const headers = { origin: address }
  await context.request.post(`${address}/api/demo/enter`, { headers, data: { id } })
  const live = (await (await context.request.get(`${address}/api/demo/live`)).json()) as DemoLive
  const answer = await context.request.get(`${address}/api/documents/${live.opinionId}`)
  const may = answer.ok() ? ((await answer.json()) as { may: string[] }).may : []
  if (!may.includes('write')) return null
  const page = await context.newPage()
  await page.goto(`${address}/sessions/${live.sessionId}`)
  await page.locator(editor).last().waitFor()
  return page
}
