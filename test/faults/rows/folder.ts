import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runHouse, startHouse } from '../../spawned.ts'
import { until } from '../rig/patience.ts'
import { readDisk, wordsOf } from '../rig/sound.ts'
import type { Stage } from '../rig/stage.ts'

const damages: Record<string, (cluster: string) => void> = {
  'the cluster is gone': (cluster) => rmSync(cluster, { recursive: true }),
  'the cluster is empty': (cluster) => {
    for (const name of readdirSync(cluster)) rmSync(join(cluster, name), { recursive: true })
  },
  'the release is not written down': (cluster) => rmSync(join(cluster, 'PG_VERSION')),
  'the control file is zero': (cluster) => writeFileSync(join(cluster, 'global', 'pg_control'), Buffer.alloc(8192)),
  'the log of PostgreSQL is empty': (cluster) => {
    const log = join(cluster, 'pg_wal')
    for (const name of readdirSync(log)) if (/^[0-9A-F]{24}$/.test(name)) writeFileSync(join(log, name), '')
  },
}

/** Row 24: a data folder that is not whole is refused in words and left as it is; it never begins anew. */
export async function damagedFolder(stage: Stage): Promise<void> {
  for (const [n, [what, damage]] of Object.entries(damages).entries()) {
    const DATA_DIR = stage.ground.copyFolder(`damaged-${n}`)
    const cluster = join(DATA_DIR, 'postgres')
    damage(cluster)
    const before = listing(DATA_DIR)
    const { code, out, err } = await runHouse({ env: { DATA_DIR }, args: ['--demo'] })
    if (code === 0 || out.includes('ready http')) stage.trouble(`${what}, and the house opened`)
    if (!/[\u4e00-\u9fff]/.test(err) || / {4}at /.test(err)) stage.trouble(`${what}, and it says only: ${err}`)
    if (listing(DATA_DIR) !== before) stage.trouble(`${what}, and the folder is not what it was`)
    if (existsSync(join(DATA_DIR, 'lock'))) stage.trouble(`${what}, and the lock stays`)
    rmSync(DATA_DIR, { recursive: true })
    stage.ran()
  }
}

/** What of a folder must not change by a start that is refused. */
const listing = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /PG_VERSION$|pg_control$|pg_wal\/[0-9A-F]{24}$|^secret$|^postgres$/.test(name))
    .toSorted()
    .join('\n')

/** Row 25: a second process on a folder that is in use is refused with the number of the first, however long that one says nothing. */
export async function secondProcess(stage: Stage): Promise<void> {
  const DATA_DIR = stage.ground.copyFolder('twice')
  const first = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
  await first.ready()
  for (const sleeping of [false, true]) {
    if (sleeping) process.kill(first.pid, 'SIGSTOP')
    const second = await runHouse({ env: { DATA_DIR }, args: ['--demo'] })
    if (second.code !== 1 || !second.err.includes(String(first.pid))) stage.trouble(`a second process was not refused: ${second.out}${second.err}`)
    if (sleeping) process.kill(first.pid, 'SIGCONT')
    stage.ran()
  }
  await first.end()
  rmSync(DATA_DIR, { recursive: true })
}

/** Row 26: a stored row is changed past the house: it is always noticed and named, and the text opens without it. */
export async function damagedRow(stage: Stage): Promise<void> {
  const { ground, chance } = stage
  const node = await ground.node('damaged-row')
  for (let n = 0; n < stage.bySize(5, 20, 100); n += 1) {
    const text = await stage.text()
    const pages = text.open(3, node.port)
    await until('all are there', () => pages.every((page) => page.synced()))
    for (let m = 0; m < 10; m += 1) for (const page of pages) page.write()
    await text.assertSound(node.port)
    text.leave()
    await until('the room is closed', async () => (await openTexts(node.port())) === 0)
    const { rows } = await readDisk(ground.connection, text.id)
    const row = chance.pick(rows.slice(1))
    const at = chance.below(row.bytes.length)
    await ground.connection.sql.begin(async (sql) => {
      await sql`alter table document_updates disable trigger user`
      if (n % 4 === 3) await sql`update document_updates set account = 'person:nobody' where document_id = ${text.id} and sequence = ${row.sequence}`
      else await sql`
        update document_updates set bytes = set_byte(bytes, ${at}, get_byte(bytes, ${at}) # 1)
        where document_id = ${text.id} and sequence = ${row.sequence}`
      await sql`alter table document_updates enable trigger user`
    })
    const { wrong } = await readDisk(ground.connection, text.id).catch((error: unknown) => ({ wrong: [String(error)] }))
    if (wrong.length === 0) stage.trouble(`row ${row.sequence} was changed and nobody sees it`)
    const [reader] = text.open(1, node.port)
    await until('the text opens', reader!.synced)
    if (n % 4 !== 3) {
      const named = await ground.connection.sql<{ sequence: number }[]>`select sequence from document_damage where document_id = ${text.id}`
      if (named.map(({ sequence }) => sequence).join() !== String(row.sequence)) stage.trouble(`row ${row.sequence} was changed and ${named.length} rows are named`)
      if (wordsOf(reader!.doc).trim() === '' && rows.length > 20) stage.trouble('with one row damaged the text is empty')
    }
    text.leave()
    stage.ran()
  }
  await node.end()
}

async function openTexts(port: number): Promise<number> {
  const words = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/\nyst_open_texts (\d+)/.exec(words)?.[1])
}
