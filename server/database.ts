import { connect, type Connection, migrate } from '../db/client.ts'
import type { DataFolder } from './data-folder.ts'
import { codeOf, Halt } from './halt.ts'
import { openCluster } from './postgres/cluster.ts'
import { assertKeepsPromises } from './postgres/requirements.ts'
import type { Project } from './project.ts'

/** The database of this house, open and found trustworthy. `close` also stops a private PostgreSQL, last. */
export type Database = Connection & { kind: 'embedded' | 'server'; version: string; url: string }

/** The server that `DATABASE_URL` names. */
export function openServer(url: string): Promise<Database> {
  return checked('server', url, async () => {})
}

/** The private PostgreSQL of a data folder. */
export async function openPrivate(folder: DataFolder, project: Project, say: (line: string) => void): Promise<Database> {
  say('正在启动数据库……')
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: project.root, say })
  return checked('embedded', cluster.url, cluster.stop)
}

async function checked(kind: Database['kind'], url: string, stop: () => Promise<void>): Promise<Database> {
  const connection = connect(url)
  const close = async () => {
    await connection.close()
    await stop()
  }
  try {
    const version = await assertKeepsPromises(connection.sql)
    return { ...connection, kind, version, url, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Brings the schema up to date, one house at a time, or halts with the reason. */
export async function bringUpToDate(database: Pick<Connection, 'db' | 'sql'>, project: Project): Promise<void> {
  const turn = await database.sql.reserve()
  try {
    await turn`select pg_advisory_lock(hashtext('yishiting migrations'))`
    await migrate(database.db, project.migrations)
  } catch (error) {
    if (codeOf(error) === '42501') throw new Halt('数据库的用户不能建表：请用拥有这个库的用户，或先给它建表的权限。')
    throw error
  } finally {
    await turn`select pg_advisory_unlock_all()`
    turn.release()
  }
}
