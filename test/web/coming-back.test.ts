import { expect, it } from 'vitest'
import { createComingBack } from '../../web/documents/coming-back.ts'

it('[O41] after a restart a page is back within three seconds, and never at once with all others', () => {
  for (const chance of [0, 0.5, 1]) {
    const wait = createComingBack(() => chance, () => 0).wait(1012)
    expect(wait).toBe(300 + chance * 2_700)
  }
})

it('[O41] after anything else it comes back anywhere within a time that grows to fifteen seconds', () => {
  const longest = createComingBack(() => 1, () => 0)
  expect([1013, undefined, 1006, 1013, 1013, 1013].map((code) => longest.wait(code))).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
  const shortest = createComingBack(() => 0, () => 0)
  expect(shortest.wait(1013)).toBe(0)
})

it('[O41] one that is let in and sent away again goes on waiting longer; a line that held begins anew', () => {
  let now = 0
  const page = createComingBack(() => 1, () => now)
  page.opened()
  expect(page.wait(1013)).toBe(1_000)
  page.opened()
  now += 1_000
  expect(page.wait(1013)).toBe(2_000)
  page.opened()
  now += 30_000
  expect(page.wait(1013)).toBe(1_000)
})
