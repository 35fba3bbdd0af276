import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyWorkflow } from './workflows.ts'

type Source = { path: string; text: string; imports: string[] }

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name))
    .map((name) => join(folder, name).split(sep).join('/'))
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)import\s+['"](\.[^'"]+)['"]/g

function readSource(path: string): Source {
  const text = readFileSync(path, 'utf8')
  const imports = [...text.matchAll(importPattern)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .filter((target) => /\.tsx?$/.test(target))
    .map((target) => normalize(join(dirname(path), target)).split(sep).join('/'))
  return { path, text, imports }
}

const sources = ['server', 'web', 'shared', 'db'].flatMap(filesUnder).map(readSource)
const layer = (path: string) => path.split('/')[0]!
const streetOf = (path: string) => (path.startsWith('server/') && path.split('/').length > 2 ? path.split('/')[1]! : null)

function broken(rule: (source: Source, target: string) => boolean): string[] {
  return sources.flatMap((source) => source.imports.filter((target) => rule(source, target)).map((target) => `${source.path} → ${target}`))
}

describe('the nevers of the house', () => {
  it('[H90] shared imports no other folder of ours', () => {
    expect(broken((source, target) => layer(source.path) === 'shared' && layer(target) !== 'shared')).toEqual([])
  })

  it('[H91] db never imports server or web', () => {
    expect(broken((source, target) => layer(source.path) === 'db' && !['db', 'shared'].includes(layer(target)))).toEqual([])
  })

  it('[H92] web takes one type from server, in api.ts, and nothing from db', () => {
    const crossing = broken((source, target) => layer(source.path) === 'web' && !['web', 'shared'].includes(layer(target)))
    expect(crossing).toEqual(['web/api.ts → server/app.ts'])
    const api = sources.find((source) => source.path === 'web/api.ts')
    expect(api?.text).toMatch(/import type \{ Streets \} from '\.\.\/server\/app\.ts'/)
  })

  it('[H93] the ground floor, the rooms and the texts know no domain', () => {
    const kept = ['house', 'rooms', 'documents']
    expect(
      broken((source, target) => {
        const from = streetOf(source.path)
        const to = streetOf(target)
        return from !== null && kept.includes(from) && to !== null && !kept.includes(to)
      }),
    ).toEqual([])
    expect(broken((source, target) => source.path.startsWith('server/house/') && !['server/house', 'shared', 'db'].some((ok) => target.startsWith(ok)))).toEqual([])
  })

  it('[H94] one domain never reads another’s tables', () => {
    const owners: Record<string, string[]> = {
      house: ['house', 'demo', 'postgres', 'people'],
      accounts: ['people', 'demo'],
      people: ['people', 'demo'],
      documents: ['documents', 'rooms', 'demo'],
    }
    expect(
      broken((source, target) => {
        const street = streetOf(source.path)
        const table = /^db\/schema\/(\w+)\.ts$/.exec(target)?.[1]
        if (!street || !table || table === 'columns') return false
        return !(owners[table] ?? [table, 'demo']).includes(street)
      }),
    ).toEqual([])
  })

  it('[H95] imports make no circle', () => {
    const graph = new Map(sources.map((source) => [source.path, source.imports]))
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (path: string, trail: string[]): void => {
      if (trail.includes(path)) {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
        return
      }
      if (done.has(path)) return
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
      done.add(path)
    }
    for (const path of graph.keys()) visit(path, [])
    expect(circles).toEqual([])
  })

  it('[H96] no file only passes on what others export', () => {
    const barrels = sources.filter((source) => {
      const lines = source.text.split('\n').filter((line) => line.trim() && !line.trim().startsWith('//'))
      return lines.length > 0 && lines.every((line) => /^export\s+(\*|\{[^}]*\})\s+from/.test(line.trim()))
    })
    expect(barrels.map((source) => source.path)).toEqual([])
  })

  it('[H97] no state is named outside the file that draws its workflow', () => {
    const names = [...new Set(everyWorkflow.flatMap(({ workflow }) => Object.keys(workflow.states)))].join('|')
    const literal = new RegExp(`\\bstate\\b[\\w.'")\\]]*\\s*(?:===|!==|:|,|=)\\s*\\[?['"](${names})['"]`, 'g')
    const found = sources
      .filter((source) => layer(source.path) !== 'shared')
      .flatMap((source) => [...source.text.matchAll(literal)].map((match) => `${source.path}: ${match[0]}`))
    expect(found).toEqual([])
  })
})
