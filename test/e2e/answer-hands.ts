import type { Locator, Page } from 'playwright-core'
import { on } from './signed.ts'
import { compose } from './browser.ts'
import type { County } from './county.ts'
import { fill, presentable, press, sees } from './hands.ts'

/** What hands do on the pages of the answer. */

export const again = (name: string): string => `${name}，请再输一次您的登录密码`

/** 下一步: what the page tells this person to do now. */
export const next = (page: Page): Locator => page.locator('section').filter({ has: page.getByRole('heading', { name: '下一步', exact: true }) })

/** The day the reply is due, as it stands beside the record. */
export const dueOn = (page: Page): Promise<string> =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: '答复，到期', exact: true }) }).locator('b').innerText()

/** 已办, 正在办, 计划办, 办不了 of one recommendation. */
export const kindOf = (page: Page, number: string): Locator => page.getByRole('group', { name: `怎么答复建议${number}` })

/** Writes the words of one answer where 下一步 takes the cursor. */
export async function writeAnswer(page: Page, number: string, letters: string, words: string, text = '给委员的答复'): Promise<void> {
  await sees(next(page), `给建议 ${number} 写几句答复。`)
  await press(next(page), '去写')
  await compose(page, letters, words)
  await sees(page.getByRole('textbox', { name: text }), words)
}

/** One sponsor's rating, question by question. */
export async function rate(page: Page, name: string, county: County, username: string, result = '基本满意'): Promise<void> {
  await page.getByRole('group', { name: '办理态度，您怎么看' }).getByRole('radio', { name: '满意', exact: true }).check()
  await press(page, '下一步')
  await page.getByRole('group', { name: '办理结果，您怎么看' }).getByRole('radio', { name: result, exact: true }).check()
  await presentable(page, `rate-${username}`)
  await press(page, '下一步')
  await press(page, '没有了，下一步')
  await fill(page, again(name), county.password(username))
  await press(page, '交评价')
}

/** The stops of a sentence's thread, as a page tells them. */
export const stopsOn = (page: Page | Locator): Promise<string[]> => page.getByRole('list', { name: '回声' }).locator('li > b').allInnerTexts()

/** Of the sentences whose threads a record tells, this one. */
export const sentenceOn = (page: Page, said: string): Locator => page.locator('.echoes details').filter({ hasText: said })

export async function openSentence(page: Page, said: string): Promise<void> {
  const sentence = sentenceOn(page, said)
  await sentence.waitFor()
  if (!(await sentence.evaluate((found) => (found as HTMLDetailsElement).open))) await sentence.locator('summary').click()
}

/** The code with which the server refuses a deed that no page offers. */
export async function refusal(county: County, username: string, path: string, deed: string, body: object): Promise<string> {
  const call = await county.as(username)
  return on(call, path, deed, body).then(
    () => 'done',
    (error: unknown) => String(error),
  )
}
