import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeEach, expect } from 'vitest'
import { assertSound, type Devices, refusalsOn, seriousFindings, type Size, sizes } from './browser.ts'
import type { County } from './county.ts'

const shots = process.env['SHOTS']

/** With `SHOTS=folder` in the environment pictures of the pages are kept there, to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`), animations: 'disabled' })
}

/**
 * The tests of a file tell one story in steps, on pages that stay open: after a step that failed the later ones are
 * not tried, and after each step no page has broken.
 */
export function oneStory(pages: () => readonly Page[]): void {
  let broken = false
  beforeEach(({ skip, onTestFailed }) => {
    if (broken) skip('a step before this one failed')
    onTestFailed(async () => {
      broken = true
      for (const [n, page] of pages().entries()) {
        console.error(`page ${n}: ${page.url()}`, refusalsOn(page))
        await picture(page, `failed-${n}`)
      }
    })
  })
  afterEach(() => pages().forEach(assertSound))
}

/** What people do to a page, in the words they read there. */

export async function press(page: Page | Locator, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

export async function follow(page: Page | Locator, name: string | RegExp): Promise<void> {
  await page.getByRole('link', { name }).click()
}

export async function fill(page: Page | Locator, label: string, words: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(words)
}

/** The question that lies over the page. */
export const over = (page: Page, title: string | RegExp): Locator => page.getByRole('dialog', { name: title })

export const sees = (page: Page | Locator, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor()

/** The words of a text (the opinion) as they stand on a page, clause by clause, without others' carets and empty lines. */
export async function wordsOn(page: Page, text = '意见稿'): Promise<string[]> {
  const clauses = await page.getByRole('textbox', { name: text }).locator('[data-clause]').evaluateAll((found) =>
    found.map((clause) => {
      const copy = clause.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.caret')) caret.remove()
      return (copy.textContent ?? '').replaceAll('\u2060', '')
    }),
  )
  return clauses.filter((words) => words !== '')
}

/** Puts the cursor at the end of a clause of a text, once it can be written: of the opinion, where no other is named. */
export async function behind(page: Page, words: string, text = '意见稿'): Promise<void> {
  const sheet = page.getByRole('textbox', { name: text })
  await becomes(() => sheet.isEditable(), true)
  const clause = sheet.locator('[data-clause]').filter({ hasText: words })
  const { width, height } = (await clause.boundingBox()) ?? { width: 0, height: 0 }
  await clause.click({ position: { x: width - 4, y: height - 8 } })
  await page.keyboard.press('End')
  await becomes(() => clause.evaluate(hasCursorAtEnd), true)
}

/** Nothing but others' carets stands between the cursor and the end of the clause. */
function hasCursorAtEnd(clause: Element): boolean {
  const cursor = getSelection()
  if (!cursor?.focusNode || !clause.contains(cursor.focusNode)) return false
  const rest = document.createRange()
  rest.selectNodeContents(clause)
  rest.setStart(cursor.focusNode, cursor.focusOffset)
  const copy = rest.cloneContents()
  for (const caret of copy.querySelectorAll('.caret')) caret.remove()
  return cursor.isCollapsed && copy.textContent === ''
}

/** Waits until what is read off a page is so. */
export const becomes = <T>(read: () => Promise<T>, wanted: T): Promise<void> => expect.poll(read, { timeout: 20_000, interval: 20 }).toEqual(wanted)

/** Comes in by name and password, and stands in front of what waits. */
export async function signIn(page: Page, county: County, username: string): Promise<void> {
  await page.goto('/sign-in')
  await fill(page, '用户名', username)
  await fill(page, '密码', county.password(username))
  await press(page, '登录')
  await page.getByRole('heading', { name: '等我办的' }).waitFor()
}

/** Somebody's own device: they have come in, and stand in front of what waits, or of the page they look up. */
export async function comesIn(browser: Devices, size: Size, county: County, username: string, path?: string): Promise<Page> {
  const page = await browser.device(size, { baseURL: county.address })
  await signIn(page, county, username)
  if (path !== undefined) await page.goto(path)
  return page
}

/** A day of the county's calendar, so many days from now. */
export const daysFromNow = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

/** Types a password twice, as a page that sets one asks. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await fill(page, '新密码', password)
  await fill(page, '再输一次', password)
}

/** A page that may be shown: nothing broke in it, axe finds nothing serious, nothing sticks out to the right. */
export async function presentable(page: Page, name: string): Promise<void> {
  assertSound(page)
  await picture(page, name)
  expect(await seriousFindings(page), `${name}: axe`).toEqual([])
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  expect(wide, `${name}: sticks out`).toBeLessThanOrEqual(room ?? 0)
}

/** The same page in a tablet's and in a phone's room, and then in its own again. */
export async function presentableInHand(page: Page, name: string): Promise<void> {
  const own = page.viewportSize()
  for (const size of ['tablet', 'phone'] as const) {
    await page.setViewportSize(sizes[size])
    await presentable(page, `${name}-${size}`)
  }
  if (own) await page.setViewportSize(own)
}
