import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What a first visit fetches, in kB gz: an entry, the page it opens, and all they import. */
export type Budget = { name: string; modules: readonly string[]; most: number }

type Chunk = { code: string; imports: string[]; modules: string[]; css: string[] }

/** What the last build measured, for `npm run bench`. */
const measured = 'dist/first-loads.json'

function writeDown(sizes: Record<string, number>): void {
  const before = existsSync(measured) ? (JSON.parse(readFileSync(measured, 'utf8')) as Record<string, number>) : {}
  mkdirSync('dist', { recursive: true })
  writeFileSync(measured, JSON.stringify({ ...before, ...sizes }))
}

/** Fails the build when a first load has grown past its budget; says the sizes when it has not. */
export function keepBudgets(budgets: readonly Budget[]): Plugin {
  return {
    name: 'budgets',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = new Map<string, Chunk>()
      for (const [file, output] of Object.entries(bundle)) {
        if (output.type !== 'chunk') continue
        const css = (output as { viteMetadata?: { importedCss?: Set<string> } }).viteMetadata?.importedCss
        chunks.set(file, { code: output.code, imports: output.imports, modules: output.moduleIds, css: [...(css ?? [])] })
      }
      const size = (file: string): number => {
        const output = bundle[file]
        if (!output) return 0
        return gzipSync(output.type === 'chunk' ? output.code : output.source).length
      }
      const passed: string[] = []
      const sizes: Record<string, number> = {}
      for (const budget of budgets) {
        const files = new Set<string>()
        const walk = (file: string) => {
          const chunk = chunks.get(file)
          if (!chunk || files.has(file)) return
          files.add(file)
          for (const css of chunk.css) files.add(css)
          for (const next of chunk.imports) walk(next)
        }
        for (const module of budget.modules) {
          const home = [...chunks].find(([, chunk]) => chunk.modules.some((id) => id.endsWith(module)))
          if (home) walk(home[0])
          else passed.push(`${budget.name}: no page ${module}`)
        }
        const kilobytes = [...files].reduce((sum, file) => sum + size(file), 0) / 1000
        sizes[budget.name] = kilobytes
        const line = `${budget.name}: ${kilobytes.toFixed(1)} kB gz of ${budget.most}`
        if (kilobytes > budget.most) passed.push(line)
        else this.info(line)
      }
      if (passed.length > 0) this.error(`first load too large: ${passed.join('; ')}`)
      writeDown(sizes)
    },
  }
}
