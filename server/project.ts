import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Project = { root: string; version: string; migrations: string; pages: string }

/** Where the project lies: the first folder upwards with our package.json, from the sources as from the built file. */
export function findProject(): Project {
  let root = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { root, version, migrations: join(root, 'db', 'migrations'), pages: join(root, 'dist', 'web') }
}
