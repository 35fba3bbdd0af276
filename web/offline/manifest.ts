import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Which built files a tablet keeps for a session without a network; written by one build and read by the next. */
const file = 'dist/offline.json'
type Entry = { url: string; revision: string | null }

/**
 * Lists the entry and everything that the named pages import, now or later. Files under `assets/` carry their
 * content's hash in the name; the entry's own is its revision.
 */
export function listOffline(modules: readonly string[]): Plugin {
  return {
    name: 'list-offline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const kept = new Set<string>()
      const walk = (name: string, later: boolean) => {
        const output = bundle[name]
        if (output?.type !== 'chunk' || kept.has(name)) return
        kept.add(name)
        const meta = (output as { viteMetadata?: { importedCss?: Set<string>; importedAssets?: Set<string> } }).viteMetadata
        for (const other of [...(meta?.importedCss ?? []), ...(meta?.importedAssets ?? [])]) kept.add(other)
        for (const next of output.imports) walk(next, later)
        if (later) for (const next of output.dynamicImports) walk(next, later)
      }
      for (const module of modules) {
        const home = Object.values(bundle).find((output) => output.type === 'chunk' && output.moduleIds.some((id) => id.endsWith(module)))
        if (!home) this.error(`no page ${module} to keep for a time without a network`)
        else walk(home.fileName, module !== modules[0])
      }
      const page = bundle['index.html']
      const revision = createHash('sha256').update(page?.type === 'asset' ? page.source : '').digest('hex').slice(0, 16)
      const entries: Entry[] = [{ url: '/index.html', revision }, ...[...kept].toSorted().map((name) => ({ url: `/${name}`, revision: null }))]
      mkdirSync('dist', { recursive: true })
      writeFileSync(file, JSON.stringify(entries))
    },
  }
}

export const offlineList = (): string => readFileSync(file, 'utf8')
