import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { keepBudgets } from '../../web/budget.ts'

const root = mkdtempSync(join(tmpdir(), 'yishiting-budget-'))
writeFileSync(join(root, 'index.html'), '<script type="module" src="/main.js"></script>')
writeFileSync(join(root, 'main.js'), `console.log(${JSON.stringify(Array.from({ length: 500 }, (_, n) => n * 7919))})`)
afterAll(() => rmSync(root, { recursive: true }))

const buildWith = (module: string, most: number) =>
  build({ root, configFile: false, logLevel: 'silent', build: { write: false }, plugins: [keepBudgets([{ name: 'page', modules: [module], most }])] })

describe('what a first visit fetches', () => {
  it('[H30] fails the build once it has grown past its budget', async () => {
    await expect(buildWith('main.js', 0.1)).rejects.toThrow(/first load too large: page: [\d.]+ kB gz of 0.1/)
  })

  it('[H30] fails the build when the page it counts is gone', async () => {
    await expect(buildWith('other.js', 100)).rejects.toThrow(/no page other.js/)
  })
})
