import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { untilUp } from '../rig/ground.ts'
import type { Page } from '../rig/page.ts'
import { pause, until } from '../rig/patience.ts'
import type { Stage, Text } from '../rig/stage.ts'

/** Row 3: PostgreSQL is stopped at once and started again, then its connections are taken from the house again and again. */
export async function stopAndStart(stage: Stage): Promise<void> {
  const { ground } = stage
  const node = await ground.node('stop-and-start')
  const { text, pages, writing } = await people(stage, node.port)
  for (let n = 0; n < stage.bySize(1, 5, 20); n += 1) {
    const stopped = performance.now()
    process.kill(ground.postgres.first()!, 'SIGQUIT')
    await untilUp(ground)
    await savedAgain(pages)
    stage.took('words are saved again after a stop', performance.now() - stopped, 5_000)
    await text.assertKept()
    stage.ran()
  }
  const begun = performance.now()
  while (performance.now() - begun < stage.bySize(2_000, 10_000, 60_000)) {
    await takeConnections(stage)
    await pause(200)
    stage.ran()
  }
  const over = performance.now()
  await savedAgain(pages)
  stage.took('words are saved again after lost connections', performance.now() - over, 5_000)
  await writing.stop()
  await text.assertSound(node.port)
  await node.end()
}

export async function takeConnections({ ground }: Stage): Promise<void> {
  await ground.connection.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'yishiting'`
}

/** Row 4: the n-th row of a log fails after it was tried on the copy in memory. */
export async function failingCommits(stage: Stage): Promise<void> {
  const node = await stage.ground.node('failing-commits')
  const { text, pages, writing } = await people(stage, node.port)
  const failing = await failInserts(stage, text, 'XX000')
  let at = 0
  for (let n = 0; n < stage.bySize(12, 40, 200); n += 1) {
    at += 1 + stage.chance.below(20)
    await failing.plan(at, at)
    await failing.until(at)
    await savedAgain(pages)
    at = await failing.counted()
    stage.ran()
  }
  await writing.stop()
  await failing.end()
  await text.assertSound(node.port)
  await node.end()
}

/** Row 5, as the log sees it: for a while every row is refused because the disk is full (53100). */
export async function fullDisk(stage: Stage): Promise<void> {
  const node = await stage.ground.node('full-disk')
  const { text, pages, writing } = await people(stage, node.port)
  const failing = await failInserts(stage, text, '53100')
  for (let n = 0; n < stage.bySize(2, 5, 20); n += 1) {
    await failing.plan(1, 2 ** 31 - 1)
    const refused = (await failing.counted()) + 5
    await failing.until(refused)
    await text.assertKept()
    const acknowledged = text.ledger.acknowledged()
    await failing.until(refused + 5)
    if (text.ledger.acknowledged() > acknowledged) stage.trouble('words are called saved while nothing can be')
    await failing.plan(0, 0)
    const freed = performance.now()
    await savedAgain(pages)
    stage.took('words are saved again', performance.now() - freed, 5_000)
    stage.ran()
  }
  await writing.stop()
  await failing.end()
  await text.assertSound(node.port)
  if ((await node.end()) !== 0) stage.trouble('the house did not outlive a full disk')
}

/** Makes rows of a text fail by their number since now, each counted whether it failed or not. */
async function failInserts({ ground }: Stage, { id }: Text, code: string) {
  const { sql } = ground.connection
  await sql.unsafe(`
    create sequence faults_inserts; create table faults_plan (first bigint, last bigint); insert into faults_plan values (0, 0);
    create function faults_fail() returns trigger language plpgsql as $$
      declare n bigint := nextval('faults_inserts');
      begin
        if exists (select from faults_plan where n between first and last) then
          raise exception 'row % fails on purpose', n using errcode = '${code}';
        end if;
        return new;
      end $$;
    create trigger faults_fail before insert on document_updates for each row when (new.document_id = '${id}') execute function faults_fail()`)
  const counted = async () => Number((await sql<{ n: string }[]>`select last_value as n from faults_inserts`)[0]!.n)
  return {
    counted,
    plan: (first: number, last: number) => sql`update faults_plan set first = ${first}, last = ${last}`,
    until: (at: number) => until(`row ${at} was tried`, async () => (await counted()) >= at),
    end: () => sql.unsafe('drop trigger faults_fail on document_updates; drop function faults_fail; drop table faults_plan; drop sequence faults_inserts'),
  }
}

/** Row 5 in earnest: a house with its own PostgreSQL on a small disk that is filled up and freed. Root and Linux only. */
export async function fullDiskInEarnest(stage: Stage): Promise<void> {
  const disk = join(stage.ground.work, 'small-disk')
  if (!mountSmallDisk(disk)) return console.log('  row 5 in earnest is left out: no small disk can be mounted here')
  try {
    await fillUp(stage, disk)
  } finally {
    execFileSync('umount', ['-l', disk])
  }
}

function mountSmallDisk(disk: string): boolean {
  try {
    execFileSync('mkdir', ['-p', disk])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256m,mode=0755', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function fillUp(stage: Stage, disk: string): Promise<void> {
  const second = await stage.ground.elsewhere(join(disk, 'data'))
  const text = await stage.text(second)
  const pages = text.open(10, second.node.port)
  await until('all are there', () => pages.every((page) => page.synced()))
  const writing = text.writing(pages, { least: 20, most: 60 })
  const ballast = join(disk, 'ballast')
  for (let n = 0; n < stage.bySize(1, 3, 10); n += 1) {
    await savedAgain(pages)
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 64 * 1024)))
    // Segments of the log of PostgreSQL that are there already are filled first.
    await until('nothing can be saved any more', async () => {
      const before = text.ledger.acknowledged()
      for (const page of pages) page.say(text.ledger.mark(`${page.name}x${'长'.repeat(3_000)}`))
      await pause(300)
      return text.ledger.acknowledged() === before
    }, 120_000)
    rmSync(ballast)
    const freed = performance.now()
    await savedAgain(pages)
    stage.took('words are saved again after room was made', performance.now() - freed, 5_000)
    await text.assertKept()
    stage.ran()
  }
  await writing.stop()
  await text.assertSound(second.node.port)
  await second.close()
  if (!readFileSync(join(disk, 'data', 'secret'))) stage.trouble('the key is gone')
}

async function people(stage: Stage, port: () => number) {
  const text = await stage.text()
  const pages = text.open(10, port)
  await until('all are there', () => pages.every((page) => page.synced()))
  const writing = text.writing(pages)
  await savedAgain(pages)
  return { text, pages, writing }
}

async function savedAgain(pages: readonly Page[]): Promise<void> {
  const before = pages.map((page) => page.waits.length)
  await until('words are saved again', () => pages.some((page, n) => page.waits.length > before[n]!))
}
