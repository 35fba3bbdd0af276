import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name))

const numbers = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])

const written = filesUnder('docs/rules', /\.md$/).flatMap((path) => numbers(readFileSync(path, 'utf8'), /^- \*\*([A-Z]\d+)\*\*/gm))
const held = filesUnder('test', /\.test\.ts$/).flatMap((path) => numbers(readFileSync(path, 'utf8'), /\[([A-Z]\d+)\]/g))

it('[H98] every rule is written once, and has a test', () => {
  expect(written.filter((rule, index) => written.indexOf(rule) !== index)).toEqual([])
  expect(written.filter((rule) => !held.includes(rule))).toEqual([])
})

it('[H98] every test names a rule that is written down', () => {
  expect([...new Set(held.filter((rule) => !written.includes(rule)))]).toEqual([])
})
