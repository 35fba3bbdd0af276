import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sourcesOf } from '../../shared/documents/clauses.ts'
import { testDatabase } from '../database.ts'
import { until } from '../rooms/table.ts'
import { assertSound, compose, pasteHtml, seriousFindings, testBrowser } from './browser.ts'
import { type EditorTable, openEditorTable } from './editor-table.ts'

const database = testDatabase()
const browser = testBrowser()
let table: EditorTable
const opened: Page[] = []
beforeAll(async () => {
  table = await openEditorTable(database.connection())
  table.seat('jia', 'member')
  table.seat('yi', 'member')
  table.seat('cun', 'resident')
})
afterEach(async () => {
  for (const page of opened.splice(0)) {
    assertSound(page)
    await page.context().close()
  }
})
afterAll(() => table.close())

const ink = '.ink'

async function open(as: string, text: string, sheet = ink): Promise<Page> {
  const page = await browser.device('tablet', { baseURL: table.origin, cookies: { as } })
  opened.push(page)
  await page.goto(`/?text=${text}`)
  await page.locator(sheet).waitFor()
  return page
}
const openAgenda = (as: string, text: string) => open(as, text, '.agenda-ink')
/** Moves the cursor, and lets the page notice: no person presses the next key within the same millisecond. */
async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await page.keyboard.press(key)
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
  }
}
const saved = (page: Page) => page.locator('[data-saved="saved"]').waitFor()
const wordsOn = (page: Page) => page.locator(`${ink} [data-clause]`).evaluateAll((blocks) =>
  blocks.map((block) => {
    const copy = block.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.caret')) caret.remove()
    return (copy.textContent ?? '').replaceAll('\u2060', '')
  }),
)
const shows = (page: Page, words: string[]) =>
  until(async () => JSON.stringify(await wordsOn(page)) === JSON.stringify(words), `${words.join('|')} is on the page`)
const committed = async (text: string) => (await table.clauses(text)).map((clause) => clause.text)

describe('writing together', () => {
  it('[O6] what one writes is on the other page, and on both it is said to be saved only once it is', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    const yi = await open('yi', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('车道拓宽到 4.0 米')
    await shows(yi, ['车道拓宽到 4.0 米'])
    await saved(jia)
    expect(await committed(text)).toEqual(['车道拓宽到 4.0 米'])
  })

  it('[O15] each sees the other’s name at their caret', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    const yi = await open('yi', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('一')
    await yi.locator('.caret .flag', { hasText: 'jia' }).waitFor({ state: 'attached' })
    await yi.locator('.presence', { hasText: 'jia' }).waitFor()
  })

  it('[O15] where another’s caret stands at the same place the keys go on moving one’s own', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('先修东段')
    await press(jia, 'Home')
    const yi = await open('yi', text)
    await yi.locator('.caret').waitFor({ state: 'attached' })
    await yi.locator(ink).focus()
    await press(yi, 'End')
    await yi.keyboard.insertText('，共六处')
    await shows(yi, ['先修东段，共六处'])
  })

  it('[O18] two input methods at once: both words arrive once and whole, and no half-written letter was ever sent', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    const yi = await open('yi', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('先')
    await shows(yi, ['先'])
    await yi.locator(ink).click()
    await yi.keyboard.press('End')
    await compose(jia, 'weiqiang', '围墙', async () => {
      expect(await wordsOn(jia)).toEqual(['先weiqiang'])
      await compose(yi, 'xiufu', '修复')
      await until(async () => (await committed(text))[0] === '先修复')
      expect((await wordsOn(yi))[0]).not.toContain('weiqiang')
    })
    await until(async () => (await wordsOn(jia))[0] === (await wordsOn(yi))[0] && (await wordsOn(yi))[0]!.length === 5)
    const [words = ''] = await wordsOn(yi)
    expect(['先围墙修复', '先修复围墙']).toContain(words)
    await saved(jia)
    await saved(yi)
    expect(await committed(text)).toEqual([words])
  })

  it('[O18] others write the same clause while a word is being composed: nothing is lost or doubled', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    const yi = await open('yi', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('沿线设标志')
    await shows(yi, ['沿线设标志'])
    await yi.locator(ink).click()
    await yi.keyboard.press('Home')
    await compose(jia, 'jinting', '禁停', async () => {
      await yi.keyboard.insertText('第三，')
      await until(async () => (await committed(text))[0] === '第三，沿线设标志')
    })
    await shows(jia, ['第三，沿线设标志禁停'])
    await shows(yi, ['第三，沿线设标志禁停'])
  })

  it('[O20] words written while away are said to be only on this device, and are saved when the way is back', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.context().setOffline(true)
    table.cut()
    await jia.keyboard.insertText('断网时写的')
    await jia.locator('[data-saved="device"]').waitFor()
    expect(await committed(text)).toEqual([''])
    await jia.context().setOffline(false)
    await saved(jia)
    expect(await committed(text)).toEqual(['断网时写的'])
  })
})

/**
 * A page too busy to notice at once: frames and the next ticks wait until the cursor has moved, and come before the
 * browser says that it moved. In a page where others write without pause that happens at every sixth click.
 */
async function openBusy(as: string, text: string) {
  const page = await browser.device('tablet', { baseURL: table.origin, cookies: { as } })
  opened.push(page)
  await page.addInitScript(() => {
    type Waiting = typeof globalThis & { waiting: (() => void)[] | null }
    const here = globalThis as Waiting
    here.waiting = null
    const onmessage = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage')
    Object.defineProperty(WebSocket.prototype, 'onmessage', {
      ...onmessage,
      set(this: WebSocket, heard: (event: MessageEvent) => void) {
        onmessage?.set?.call(this, (event: MessageEvent) => (here.waiting ? here.waiting.push(() => heard(event)) : heard(event)))
      },
    })
    const later = globalThis.setTimeout
    const tick = (work: () => void, ms?: number) => (here.waiting && !ms ? here.waiting.push(work) : later(work, ms))
    here.setTimeout = tick as typeof setTimeout
  })
  await page.goto(`/?text=${text}`)
  await page.locator(ink).waitFor()
  type Waiting = typeof globalThis & { waiting: (() => void)[] | null }
  return {
    page,
    busy: () => page.evaluate(() => void ((globalThis as Waiting).waiting = [])),
    waits: (count: number) => until(() => page.evaluate((n) => ((globalThis as Waiting).waiting?.length ?? 0) >= n, count)),
    /** The cursor moves behind the second clause, and with it comes what waited, and a key. */
    move: (key = '') =>
      page.evaluate((pressed) => {
        const words = document.querySelectorAll('.ink [data-clause]')[1]?.firstChild
        if (words) getSelection()?.collapse(words, words.textContent?.length)
        const here = globalThis as Waiting
        while (here.waiting?.length) here.waiting.shift()?.()
        here.waiting = null
        if (pressed) document.querySelector('.ink')?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }))
      }, key),
  }
}

describe('the cursor', () => {
  async function twoClauses() {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('先修东段')
    await press(jia, 'Enter')
    await jia.keyboard.insertText('沿线设标志')
    await press(jia, 'Home')
    await press(jia, 'ArrowUp')
    const yi = await openBusy('yi', text)
    await shows(yi.page, ['先修东段', '沿线设标志'])
    await yi.page.locator('.caret').waitFor({ state: 'attached' })
    await yi.page.locator(ink).focus()
    return { text, jia, yi }
  }

  it('[O18] it stays where it was put when others’ words arrive before the browser has told', async () => {
    const { text, jia, yi } = await twoClauses()
    await yi.busy()
    await jia.keyboard.insertText('六月起')
    await until(async () => (await committed(text))[0] === '六月起先修东段')
    await yi.waits(2)
    await yi.move()
    await yi.page.keyboard.insertText('，共六处')
    for (const page of [jia, yi.page]) await shows(page, ['六月起先修东段', '沿线设标志，共六处'])
  })

  it('[O15] it stays where it was put when others’ carets move before the browser has told', async () => {
    const { jia, yi } = await twoClauses()
    await yi.busy()
    await press(jia, 'End')
    await yi.waits(1)
    await yi.move()
    await yi.page.keyboard.insertText('，共六处')
    for (const page of [jia, yi.page]) await shows(page, ['先修东段', '沿线设标志，共六处'])
  })

  it('[O6] a key pressed at once works where the cursor was put', async () => {
    const { jia, yi } = await twoClauses()
    await yi.move('Enter')
    await yi.page.keyboard.insertText('共六处')
    for (const page of [jia, yi.page]) await shows(page, ['先修东段', '沿线设标志', '共六处'])
  })

  it('[O18] it stays between the same words while others write, split, join, raise and cut the clause it stands in', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('总则')
    await press(jia, 'Enter')
    await jia.keyboard.insertText('子丑寅卯')
    const yi = await open('yi', text)
    await shows(yi, ['总则', '子丑寅卯'])
    await yi.locator(ink).focus()
    await press(yi, 'Control+End')
    await press(yi, 'ArrowLeft')
    const goesOn = async (theirs: string[], letter: string, together: string[]) => {
      await shows(yi, theirs)
      await yi.keyboard.insertText(letter)
      for (const page of [jia, yi]) await shows(page, together)
    }
    await press(jia, 'Home')
    await jia.keyboard.insertText('其二，')
    await goesOn(['总则', '其二，子丑寅卯'], 'a', ['总则', '其二，子丑寅a卯'])
    await press(jia, 'Enter')
    await goesOn(['总则', '其二，', '子丑寅a卯'], 'b', ['总则', '其二，', '子丑寅ab卯'])
    await press(jia, 'Backspace')
    await goesOn(['总则', '其二，子丑寅ab卯'], 'c', ['总则', '其二，子丑寅abc卯'])
    await jia.getByRole('button', { name: '标题' }).click()
    await yi.locator('.ink h2').waitFor()
    await goesOn(['总则', '其二，子丑寅abc卯'], 'd', ['总则', '其二，子丑寅abcd卯'])
    await press(jia, 'Home')
    await press(jia, 'Delete', 3)
    await goesOn(['总则', '子丑寅abcd卯'], 'e', ['总则', '子丑寅abcde卯'])
  })

  it('[O18] on an empty line that another begins to write, it stays on that line', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await press(jia, 'Enter')
    await press(jia, 'ArrowUp')
    const yi = await open('yi', text)
    await yi.locator(ink).focus()
    await jia.keyboard.insertText('先修东段')
    await shows(yi, ['先修东段', ''])
    await yi.keyboard.insertText('，')
    await until(async () => (await committed(text))[0]!.length === 5)
  })

  it('[O18] bold that was chosen for the next word is not lost because others wrote first', async () => {
    const { jia, yi } = await twoClauses()
    await yi.move()
    await yi.page.getByRole('button', { name: '加粗' }).click()
    await jia.keyboard.insertText('六月起')
    await shows(yi.page, ['六月起先修东段', '沿线设标志'])
    await yi.page.keyboard.insertText('六处')
    await shows(jia, ['六月起先修东段', '沿线设标志六处'])
    expect(await jia.locator('.ink strong').allTextContents()).toEqual(['六处'])
  })

  it('[O18] taking back one’s own words in the middle of a clause leaves it there', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('先修东段')
    const yi = await open('yi', text)
    await shows(yi, ['先修东段'])
    await yi.locator(ink).focus()
    await press(yi, 'Home')
    await press(yi, 'ArrowRight')
    await yi.keyboard.insertText('共六处')
    await shows(jia, ['先共六处修东段'])
    await press(yi, 'Control+z')
    await shows(jia, ['先修东段'])
    await yi.keyboard.insertText('行')
    for (const page of [jia, yi]) await shows(page, ['先行修东段'])
  })
})

describe('opening', () => {
  it('[O17] until the whole text is here the page says that it is opening, and shows no empty sheet', async () => {
    const text = await table.newText()
    const page = await browser.device('tablet', { baseURL: table.origin, cookies: { as: 'jia' } })
    opened.push(page)
    let letIn: () => unknown = () => undefined
    const held = new Promise<void>((heldSome) => {
      void page.routeWebSocket(/\/sync\//, (socket) => {
        const server = socket.connectToServer()
        const messages: (string | Buffer)[] = []
        let open = false
        letIn = () => {
          open = true
          for (const message of messages) socket.send(message)
        }
        server.onMessage((message) => {
          if (open) socket.send(message)
          else messages.push(message)
          heldSome()
        })
      })
    })
    await page.goto(`/?text=${text}`)
    await page.getByText('正在打开这份文字').waitFor()
    await held
    expect(await page.locator(ink).count()).toBe(0)
    letIn()
    await page.locator(ink).waitFor()
  })

  it('[O3] who may not see it is told so, in words', async () => {
    const page = await browser.device('tablet', { baseURL: table.origin, cookies: { as: 'nobody' } })
    opened.push(page)
    await page.goto(`/?text=${await table.newText()}`)
    await page.getByRole('link', { name: '去登录' }).waitFor()
  })
})

describe('after the seal', () => {
  async function writtenWhileAway(text: string): Promise<Page> {
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('定下的话')
    await saved(jia)
    await jia.context().setOffline(true)
    table.cut()
    await jia.keyboard.insertText('，后补一句')
    await jia.locator('[data-saved="device"]').waitFor()
    return jia
  }

  it('[O16] who was away at the seal reads the sealed text, and their words are kept as an amendment', async () => {
    const text = await table.newText()
    const jia = await writtenWhileAway(text)
    await table.seal(text)
    await jia.context().setOffline(false)
    await jia.getByText('已经留作修改建议').waitFor()
    await shows(jia, ['定下的话'])
    await saved(jia)
    expect(await jia.locator(ink).getAttribute('contenteditable')).toBe('false')
    const [amendment] = await table.amendments(text)
    expect(amendment).toMatchObject({ account: 'person:jia', changes: [{ before: '定下的话', after: '定下的话，后补一句' }] })
  })

  it('[O14] who comes back after it was opened again writes in the new one; nothing of the old is lost', async () => {
    const text = await table.newText()
    const jia = await writtenWhileAway(text)
    await table.seal(text)
    await table.reopen(text)
    await jia.context().setOffline(false)
    await jia.getByText('已经留作修改建议').waitFor()
    await shows(jia, ['定下的话'])
    await jia.locator(ink).click()
    await press(jia, 'End')
    await jia.keyboard.insertText('，新的一稿')
    await until(async () => (await committed(text))[0] === '定下的话，新的一稿')
    expect(await table.amendments(text)).toHaveLength(1)
  })

  it('[O12] a seal that falls while the page is open makes it read-only at once', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator('[role="toolbar"]').waitFor()
    await table.seal(text)
    await jia.locator('[role="toolbar"]').waitFor({ state: 'detached' })
    expect(await jia.locator(ink).getAttribute('contenteditable')).toBe('false')
  })
})

describe('clauses keep their names', () => {
  it('[O11] Enter in a clause gives both parts its sources, at its head the words keep their id, and joining unites them', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('围墙后退费用分担')
    await saved(jia)
    const [whole] = await table.clauses(text)
    const sources = [{ clauseId: whole!.id, sourceKind: 'card', sourceId: 'a' }]
    await press(jia, 'ArrowLeft', 4)
    await jia.keyboard.press('Enter')
    await saved(jia)
    await until(async () => (await committed(text)).length === 2)
    const [first, second] = await table.clauses(text)
    expect(first!.id).toBe(whole!.id)
    expect(second!.id).not.toBe(whole!.id)
    for (const part of [first!, second!]) expect(sourcesOf(part, sources)).toHaveLength(1)

    await jia.keyboard.press('Enter')
    await until(async () => (await committed(text)).length === 3)
    expect((await table.clauses(text)).map((clause) => clause.text)).toEqual(['围墙后退', '', '费用分担'])
    expect((await table.clauses(text))[2]!.id).toBe(second!.id)

    await jia.keyboard.press('Backspace')
    await jia.keyboard.press('Backspace')
    await until(async () => (await committed(text)).length === 1)
    const [joined] = await table.clauses(text)
    expect(joined!.text).toBe('围墙后退费用分担')
    const both = [...sources, { clauseId: second!.id, sourceKind: 'card', sourceId: 'b' }]
    expect(sourcesOf(joined!, both)).toHaveLength(2)
  })
})

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:""}</style>
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body lang=ZH-CN>
<!--StartFragment-->
<p class=MsoTitle><span style='font-family:方正小标宋简体;mso-hansi-font-family:宋体'>环线消防通道改造意见<o:p></o:p></span></p>
<h3 style='mso-outline-level:3'><span lang=EN-US>一、</span>拓宽车道</h3>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'>　　环线消防车道<b style='mso-bidi-font-weight:normal'>拓宽</b>到
4.0 米，全长九百米；先做
最窄的一段。<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>村里负责<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.</span><![endif]>公路部门负责<script>alert(1)</script><img src=x onerror=alert(1)></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>`

describe('pasting', () => {
  it('[O19] from Word: title, heading, paragraph, list and emphasis stay; styles, marks and scripts do not', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await pasteHtml(jia, word)
    await saved(jia)
    await until(async () => (await committed(text)).length === 5)
    expect(await committed(text)).toEqual([
      '环线消防通道改造意见', '一、拓宽车道', '环线消防车道拓宽到 4.0 米，全长九百米；先做最窄的一段。', '村里负责', '公路部门负责',
    ])
    const html = await jia.locator(ink).innerHTML()
    expect(html).toMatch(/<h1[^>]*>环线/)
    expect(html).toMatch(/<h2[^>]*>一、拓宽车道/)
    expect(html).toContain('<strong>拓宽</strong>')
    expect(html).toMatch(/<ol[^>]*><li><p[^>]*>村里负责<\/p><\/li><li><p[^>]*>公路部门负责<\/p><\/li><\/ol>/)
    expect(html).not.toMatch(/mso|style=|<img|script|class="Mso/i)
    const ids = (await table.clauses(text)).map((clause) => clause.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).not.toContain('')
  })
})

describe('who may only contribute', () => {
  it('[O21] writes into others’ clauses and takes out their own words, but not others’', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('占道的围墙后退')
    const cun = await open('cun', text)
    await shows(cun, ['占道的围墙后退'])
    await cun.locator(ink).click()
    await cun.keyboard.press('End')
    await cun.keyboard.insertText('，井边先看过')
    await shows(jia, ['占道的围墙后退，井边先看过'])
    for (let n = 0; n < 3; n += 1) await cun.keyboard.press('Backspace')
    await shows(jia, ['占道的围墙后退，井边'])
    for (let n = 0; n < 6; n += 1) await cun.keyboard.press('Backspace')
    await cun.getByText('这是别人写的，不能删改').waitFor()
    await shows(jia, ['占道的围墙后退'])
    await press(cun, 'Home')
    await press(cun, 'ArrowRight', 3)
    await cun.keyboard.press('Enter')
    await cun.keyboard.press('Control+b')
    await cun.keyboard.insertText('六处')
    await shows(jia, ['占道的六处围墙后退'])
    await press(cun, 'End')
    await cun.keyboard.press('Enter')
    await cun.keyboard.insertText('另起一条')
    await shows(jia, ['占道的六处围墙后退', '另起一条'])
  })

  it('[O21] one’s own character is taken out where another’s equal one stands beside it', async () => {
    const text = await table.newText()
    const jia = await open('jia', text)
    await jia.locator(ink).click()
    await jia.keyboard.insertText('好好商量')
    const cun = await open('cun', text)
    await shows(cun, ['好好商量'])
    await cun.locator(ink).click()
    await press(cun, 'Home')
    await cun.keyboard.insertText('好')
    await shows(jia, ['好好好商量'])
    await cun.keyboard.press('Backspace')
    await shows(jia, ['好好商量'])
    await cun.keyboard.insertText('大家')
    await shows(jia, ['大家好好商量'])
    await saved(cun)
  })
})

describe('the agenda', () => {
  it('[O5] two people add, reword and reorder at once, by buttons; taking an item out can be undone', async () => {
    const text = await table.newText('agenda')
    const jia = await openAgenda('jia', text)
    const yi = await openAgenda('yi', text)
    await jia.getByRole('button', { name: '加一项' }).click()
    await jia.getByLabel('第 1 项谈什么').fill('情况通报')
    await yi.getByLabel('第 1 项谈什么').waitFor()
    await yi.getByRole('button', { name: '加一项' }).click()
    await yi.getByLabel('第 2 项谈什么').fill('路宽和围墙')
    await until(async () => (await table.items(text)).map((item) => item.words).join() === '情况通报,路宽和围墙')
    await jia.getByLabel('“路宽和围墙”往前移').click()
    await yi.locator('.agenda-ink li').first().getByLabel('第 1 项谈什么').waitFor()
    await until(async () => (await yi.getByLabel('第 1 项谈什么').inputValue()) === '路宽和围墙')
    await yi.getByLabel('去掉“情况通报”').click()
    await until(async () => (await table.items(text)).length === 1)
    await yi.getByRole('button', { name: '撤回' }).click()
    await until(async () => (await table.items(text)).map((item) => item.words).join() === '路宽和围墙,情况通报')
    await saved(jia)
  })

  it('[O18] an input method in an item while another hand rewords it: both stay', async () => {
    const text = await table.newText('agenda')
    const jia = await openAgenda('jia', text)
    await jia.getByRole('button', { name: '加一项' }).click()
    await jia.getByLabel('第 1 项谈什么').fill('围墙')
    const yi = await openAgenda('yi', text)
    await yi.getByLabel('第 1 项谈什么').focus()
    await yi.keyboard.press('Home')
    await jia.getByLabel('第 1 项谈什么').focus()
    await jia.keyboard.press('End')
    await compose(jia, 'houtui', '后退', async () => {
      await yi.keyboard.insertText('六处')
      await until(async () => (await table.items(text))[0]!.words === '六处围墙')
    })
    await until(async () => (await table.items(text))[0]!.words === '六处围墙后退')
    await until(async () => (await yi.getByLabel('第 1 项谈什么').inputValue()) === '六处围墙后退')
  })
})

describe('for every reader', () => {
  it('[U14] axe finds nothing serious on the sheet and the agenda', { timeout: 60_000 }, async () => {
    const opinion = await open('jia', await table.newText())
    await opinion.locator(ink).click()
    await opinion.keyboard.insertText('车道拓宽到 4.0 米')
    expect(await seriousFindings(opinion)).toEqual([])
    const agenda = await openAgenda('jia', await table.newText('agenda'))
    await agenda.getByRole('button', { name: '加一项' }).click()
    expect(await seriousFindings(agenda)).toEqual([])
  })
})
