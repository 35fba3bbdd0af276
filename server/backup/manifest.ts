import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Halt } from '../halt.ts'
import type { Counts } from './count.ts'

/** What an archive says of itself, as its first file. */
export type Manifest = {
  format: 1
  kind: 'embedded' | 'server'
  release: string
  database: string
  counts: Counts
}

export function readManifest(folder: string, file: string): Manifest {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
    if (manifest.format === 1) return manifest
  } catch {
    // Said below in one sentence.
  }
  throw new Halt(`${file} 不是这个版本的议事亭备份：请换一个备份文件。`)
}
