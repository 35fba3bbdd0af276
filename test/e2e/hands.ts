import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { beforeEach, expect } from 'vitest'
import { assertSound, seriousFindings } from './browser.ts'

/** The tests of a file tell one story in steps: after a step that failed the later ones are not tried. */
export function oneStory(): void {
  let broken = false
  beforeEach(({ skip, onTestFailed }) => {
    if (broken) skip('a step before this one failed')
    onTestFailed(() => {
      broken = true
    })
  })
}

/** What people do to a page, in the words they read there. */

export async function press(page: Page | Locator, name: string): Promise<void> {
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

/** Types a password twice, as a page that sets one asks. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await fill(page, '新密码', password)
  await fill(page, '再输一次', password)
}

/**
 * A page that may be shown: nothing broke in it, axe finds nothing serious, nothing sticks out to the right. With
 * `SHOTS=folder` in the environment a picture of it is kept there.
 */
export async function presentable(page: Page, name: string): Promise<void> {
  assertSound(page)
  const folder = process.env['SHOTS']
  if (folder) {
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  }
  expect(await seriousFindings(page), `${name}: axe`).toEqual([])
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  expect(wide, `${name}: sticks out`).toBeLessThanOrEqual(room ?? 0)
}
