import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { findBrowser } from '../browser.mjs'

/** The five sizes of `look.md`, by what is held in the hand. */
export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1180, height: 820 },
  uprightTablet: { width: 820, height: 1180 },
  desk: { width: 1440, height: 900 },
  screen: { width: 1920, height: 1080 },
} as const
export type Size = keyof typeof sizes

const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream',
]

type DeviceOptions = {
  baseURL: string
  cookies?: Record<string, string>
  /** Its owner lets pages record, a beep, and read what was copied. */
  trusting?: boolean
}

export type Devices = ReturnType<typeof testBrowser>

/** One real Chromium for a test file; every `device` is a person with cookies of their own. */
export function testBrowser() {
  let browser: Browser
  const devices: BrowserContext[] = []
  beforeAll(async () => {
    const executablePath = findBrowser()
    if (!executablePath) throw new Error('no Chromium was found: run npm test, it says what to type')
    browser = await chromium.launch({ executablePath, args: quiet })
  })
  afterAll(async () => {
    for (const device of devices) await device.close()
    await browser?.close()
  })
  return {
    /** A page on a device; what breaks in it is thrown at the end by `assertSound`. */
    async device(size: Size, options: DeviceOptions): Promise<Page> {
      const phone = size === 'phone'
      const context = await browser.newContext({
        viewport: sizes[size], baseURL: options.baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
        hasTouch: size !== 'desk' && size !== 'screen', isMobile: phone, reducedMotion: 'reduce',
        permissions: options.trusting ? ['microphone', 'clipboard-read', 'clipboard-write'] : [],
      })
      context.setDefaultTimeout(20_000)
      devices.push(context)
      const cookies = Object.entries(options.cookies ?? {}).map(([name, value]) => ({ name, value, url: options.baseURL }))
      if (cookies.length > 0) await context.addCookies(cookies)
      const page = await context.newPage()
      const broken: string[] = []
      page.on('pageerror', (error) => broken.push(error.message))
      errors.set(page, broken)
      const refused: string[] = []
      page.on('response', (response) => {
        if (!response.ok() && response.status() !== 304) refused.push(`${response.status()} ${response.request().method()} ${response.url()}`)
      })
      page.on('requestfailed', (request) => {
        if (request.resourceType() === 'fetch') refused.push(`${request.failure()?.errorText} ${request.method()} ${request.url()}`)
      })
      refusals.set(page, refused)
      return page
    },
  }
}

const errors = new WeakMap<Page, string[]>()
const refusals = new WeakMap<Page, string[]>()

/** What the server refused to this page, or did not answer, for the report of a test that failed. */
export const refusalsOn = (page: Page): readonly string[] => refusals.get(page) ?? []

/** Throws when a script of the page broke since it was opened. */
export function assertSound(page: Page): void {
  const broken = errors.get(page) ?? []
  if (broken.length > 0) throw new Error(`the page broke: ${broken.join('; ')}`)
}

/**
 * Types as a Chinese input method does: the letters stand half-written on the page, one after another, until the
 * word is chosen. `between` runs while the letters stand there.
 */
export async function compose(page: Page, letters: string, word: string, between?: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (let n = 1; n <= letters.length; n += 1) {
    const text = letters.slice(0, n)
    await session.send('Input.imeSetComposition', { text, selectionStart: n, selectionEnd: n })
  }
  await between?.()
  await session.send('Input.insertText', { text: word })
  await session.detach()
}

/** Pastes HTML as from another program's clipboard into what has the focus. */
export async function pasteHtml(page: Page, html: string, text = ''): Promise<void> {
  await page.evaluate(
    ([rich, plain]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', rich)
      clipboardData.setData('text/plain', plain)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    },
    [html, text] as const,
  )
}

export type Finding = { id: string; impact: string; nodes: string[] }

/** What axe finds serious or worse on the page as it stands. */
export async function seriousFindings(page: Page): Promise<Finding[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  return page.evaluate(async () => {
    type Violation = { id: string; impact: string | null; nodes: { html: string }[] }
    const { axe } = globalThis as unknown as { axe: { run: (root: Document) => Promise<{ violations: Violation[] }> } }
    const { violations } = await axe.run(document)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({ id, impact: impact ?? '', nodes: nodes.map(({ html }) => html) }))
  })
}
