import type { Sql } from 'postgres'
import { codeOf, Halt } from '../halt.ts'

const oldest = 15

/**
 * Asks a PostgreSQL whether it keeps what it confirms: release, fsync, full_page_writes, synchronous_commit. What it
 * lacks halts with one sentence. Returns its version.
 */
export async function assertKeepsPromises(sql: Sql): Promise<string> {
  const [found] = await ask(sql)
  const version = found!.version.split(' ')[0]!
  if (Number(found!.number) < oldest * 10_000) {
    throw new Halt(`数据库是 PostgreSQL ${version}，太旧了：请升级到 ${oldest} 或更新的版本。`)
  }
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'] as const) {
    if (found![setting] === 'off') {
      throw new Halt(`数据库关闭了 ${setting}，断电会丢失已确认的内容：请把它改为 on 再启动。`)
    }
  }
  return version
}

type Answers = { number: string; version: string; fsync: string; full_page_writes: string; synchronous_commit: string }

async function ask(sql: Sql): Promise<Answers[]> {
  try {
    return await sql<Answers[]>`
      select current_setting('server_version_num') as number, current_setting('server_version') as version,
        current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
        current_setting('synchronous_commit') as synchronous_commit`
  } catch (error) {
    throw new Halt(`连不上数据库（${reasonOf(error)}）：请检查 DATABASE_URL，并确认数据库已经启动。`)
  }
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  const known: Record<string, string> = {
    ECONNREFUSED: '那个地址没有数据库在听', ENOTFOUND: '找不到那台主机', EAI_AGAIN: '找不到那台主机',
    CONNECT_TIMEOUT: '等了太久没有回音', '28P01': '用户名或密码不对', '28000': '数据库不让这个用户进来',
    '3D000': '没有这个库', '57P03': '数据库还在启动', '53300': '数据库的连接已满',
  }
  return known[code] ?? (code || (error instanceof Error ? error.message : String(error)))
}
