import { drizzle } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import type { Connection, Db } from '../../db/client.ts'

export class Crash extends Error {}

/** A connection whose n-th statement inside a transaction fails, as if the machine had died there. */
export type CrashingConnection = Connection & {
  /** Fails the n-th statement from now on (1 is the first), or the commit; `null` lets everything pass. */
  failAt: (n: number | 'commit' | null) => void
  /** Statements run inside transactions since the last `failAt`. */
  statements: () => number
}

export function crashing(connection: Connection): CrashingConnection {
  let fatal: number | 'commit' | null = null
  let count = 0

  function wrap<S extends object>(sql: S, inside: boolean): S {
    return new Proxy(sql, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver)
        if (typeof value !== 'function') return value
        if (name === 'begin' || name === 'savepoint') {
          return (...args: unknown[]) => {
            const work = args.pop() as (tx: object) => unknown
            const dying = async (tx: object) => {
              const answer = await work(wrap(tx, true))
              if (fatal === 'commit' && name === 'begin') throw new Crash('the commit failed')
              return answer
            }
            return (value as (...rest: unknown[]) => unknown).call(target, ...args, dying)
          }
        }
        if (name === 'unsafe' && inside) {
          return (...args: unknown[]) => {
            count += 1
            if (count === fatal) throw new Crash(`the ${count}th statement failed`)
            return (value as (...rest: unknown[]) => unknown).apply(target, args)
          }
        }
        return value
      },
    })
  }

  const db: Db = drizzle(wrap(connection.sql, false) as Sql)
  return {
    ...connection,
    db,
    failAt: (n) => {
      fatal = n
      count = 0
    },
    statements: () => count,
  }
}

/** What may change although a deed failed: counters of attempts, and what the sign-in library keeps of a visit. */
const besides = ['attempts', 'auth_session', 'auth_verification', 'known_devices', 'browser_sign_ins']

/** A fingerprint of everything the database holds, by table. */
export async function contents(connection: Connection): Promise<Record<string, string>> {
  const tables = await connection.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const prints = tables
    .filter(({ name }) => !besides.includes(name))
    .map(({ name }) => `select '${name}' as name, count(*)::text || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from "${name}" t`)
  const rows = await connection.sql.unsafe<{ name: string; print: string }[]>(prints.join(' union all '))
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}
