import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readIfThere } from '../data-folder.ts'
import { codeOf, Halt } from '../halt.ts'
import { type Account, accountFor, reaches } from './account.ts'

/** Where a private PostgreSQL keeps its things, and as whom it runs. `path` itself belongs to us. */
export type Home = { path: string; cluster: string; account: Account }

const shelf = '/var/lib/yishiting'
const pointerName = 'postgres.elsewhere'

/** The home a data folder has, or null when it has none yet. */
export function findHome(dataFolder: string): Home | null {
  const elsewhere = readIfThere(join(dataFolder, pointerName))?.trim()
  if (elsewhere) {
    if (existsSync(join(elsewhere, 'postgres'))) return homeAt(elsewhere)
    throw new Halt(`数据库原来放在 ${elsewhere}，现在那里没有了：请找回它，或用备份恢复到一个空的 DATA_DIR。`)
  }
  return existsSync(join(dataFolder, 'postgres')) ? homeAt(dataFolder) : null
}

/** A new home: in the data folder, or on the shelf when a folder above is closed to the database's user. */
export function makeHome(dataFolder: string, say: (line: string) => void): Home {
  const here = homeAt(dataFolder)
  if (reaches(here.account, dataFolder)) return here
  const path = join(shelf, randomBytes(6).toString('hex'))
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 })
  } catch (error) {
    throw new Halt(`${dataFolder} 的上层文件夹不对数据库开放，也不能改放到 ${path}（${codeOf(error)}）：请换一个 DATA_DIR。`)
  }
  say(`${dataFolder} 的上层文件夹不对数据库的普通用户开放，数据库改放在 ${path}，原处留有指向它的文件 ${pointerName}。`)
  return homeAt(path)
}

/** Written once the cluster is whole, so that a pointer never leads to half of one. */
export function keepPointer(dataFolder: string, home: Home): void {
  if (home.path !== dataFolder) writeFileSync(join(dataFolder, pointerName), `${home.path}\n`, { mode: 0o600 })
}

function homeAt(path: string): Home {
  const cluster = join(path, 'postgres')
  return { path, cluster, account: accountFor(cluster) }
}
