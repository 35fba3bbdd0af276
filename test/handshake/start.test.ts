import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isAlive, worksIn } from '../../server/processes.ts'
import { buildFirst, freePort, type Outcome, runHouse, startHouse } from '../spawned.ts'
import { folderOf, isRoot, ordinary, postmasterOf, projectFor, workFolder } from './folders.ts'

const work = workFolder()
beforeAll(buildFirst, 120_000)

/** One sentence for a person, an exit code for a machine, and no trace of a program's stack. */
function expectRefusal(outcome: Outcome, sentence: RegExp): void {
  expect(outcome.err.trim()).toMatch(sentence)
  expect(outcome.err.trim().split('\n')).toHaveLength(1)
  expect(outcome.code).toBe(1)
  expect(outcome.out).not.toMatch(/^ready/m)
}

describe('a start', () => {
  it('[H3] ends its words with `ready`, prints a set-up link until someone has set up, and comes back with the same data', async () => {
    const DATA_DIR = join(work, 'plain')
    const first = await startHouse({ env: { DATA_DIR } })
    expect(await first.ready()).toBe(`ready http://127.0.0.1:${first.port}`)
    expect(first.out().trimEnd().split('\n').at(-1)).toBe(`ready http://127.0.0.1:${first.port}`)
    const link = /http:\S+\/set-up#(\S+)/.exec(first.out())
    expect(link?.[0]).toBe(`http://localhost:${first.port}/set-up#${link?.[1]}`)
    const health = await fetch(`http://127.0.0.1:${first.port}/healthz`)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ status: 'ok', database: { kind: 'embedded', version: expect.stringMatching(/^\d+\.\d+/) } })
    expect((await first.end('SIGINT')).code).toBe(0)
    expect(first.out().trimEnd().split('\n').at(-1)).toMatch(/^ready/)
    expect(postmasterOf(DATA_DIR)).toBeNull()

    const second = await startHouse({ env: { DATA_DIR } })
    await second.ready()
    expect(second.out()).not.toContain('第一次启动')
    expect(/set-up#(\S+)/.exec(second.out())?.[1]).not.toBe(link?.[1])
    await second.end()
  })

  it('[H4] what is secret is readable by its owner alone, and the database listens on this machine only', async () => {
    const DATA_DIR = join(work, 'secrets')
    const house = await startHouse({ env: { DATA_DIR } })
    await house.ready()
    for (const name of ['secret', 'postgres.password', 'lock']) expect(statSync(join(DATA_DIR, name)).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(DATA_DIR, 'secret'), 'utf8')).toMatch(/^[0-9a-f]{64}$/)
    const opts = readFileSync(join(DATA_DIR, 'postgres/postmaster.opts'), 'utf8')
    expect(opts).toContain('listen_addresses=127.0.0.1')
    const rules = readFileSync(join(DATA_DIR, 'postgres/pg_hba.conf'), 'utf8').split('\n').filter((line) => /^(local|host)/.test(line))
    expect(rules.every((line) => line.endsWith('scram-sha-256'))).toBe(true)
    await house.end()
  })

  it('[H5] after a kill -9 of ours the database lives on, and the next start adopts it', async () => {
    const DATA_DIR = join(work, 'killed')
    const first = await startHouse({ env: { DATA_DIR } })
    await first.ready()
    const postmaster = postmasterOf(DATA_DIR)!
    await first.end('SIGKILL')
    expect(worksIn(postmaster, join(DATA_DIR, 'postgres'))).toBe(true)
    const second = await startHouse({ env: { DATA_DIR } })
    await second.ready()
    expect(postmasterOf(DATA_DIR)).toBe(postmaster)
    await second.end()
    expect(isAlive(postmaster)).toBe(false)
  })

  it('[H6] a database killed together with us recovers at the next start', async () => {
    const DATA_DIR = join(work, 'both-killed')
    const first = await startHouse({ env: { DATA_DIR } })
    await first.ready()
    process.kill(postmasterOf(DATA_DIR)!, 'SIGKILL')
    await first.end('SIGKILL')
    const second = await startHouse({ env: { DATA_DIR } })
    await second.ready()
    await second.end()
  })

  it('[H6] a database that is killed while the house is open is away, and comes back by itself', async () => {
    const DATA_DIR = join(work, 'database-killed')
    const house = await startHouse({ env: { DATA_DIR } })
    await house.ready()
    const health = async () => (await fetch(`http://127.0.0.1:${house.port}/healthz`)).status
    process.kill(postmasterOf(DATA_DIR)!, 'SIGKILL')
    await expect.poll(health, { timeout: 20_000 }).toBe(503)
    await expect.poll(health, { timeout: 60_000, interval: 250 }).toBe(200)
    expect((await house.end()).code).toBe(0)
  }, 90_000)

  it('[H6] a file left by a machine that lost power, naming a process that is someone else’s now, does not stop the start', async () => {
    const DATA_DIR = join(work, 'stale')
    const first = await startHouse({ env: { DATA_DIR } })
    await first.ready()
    await first.end()
    writeFileSync(join(DATA_DIR, 'postgres/postmaster.pid'), `${process.pid}\n${DATA_DIR}/postgres\n1\n5432\n\n127.0.0.1\n  1 1\nready\n`)
    writeFileSync(join(DATA_DIR, 'lock'), JSON.stringify({ pid: process.pid, mark: 'another run of the machine' }))
    const second = await startHouse({ env: { DATA_DIR } })
    await second.ready()
    await second.end()
  })
})

describe('a start that is refused', () => {
  it('[H7] a busy port: one sentence, and nothing is made in the database', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const DATA_DIR = join(work, 'busy')
    expectRefusal(await runHouse({ env: { DATA_DIR, PORT: String(port) } }), /^端口 \d+ 已被别的程序占用/)
    expect(readdirSync(DATA_DIR)).toEqual([])
    other.close()
  })

  it('[H8] a data folder in use by a live house: one sentence, and that house goes on', async () => {
    const DATA_DIR = join(work, 'used')
    const first = await startHouse({ env: { DATA_DIR } })
    await first.ready()
    expectRefusal(await runHouse({ env: { DATA_DIR } }), /正由另一个议事亭使用/)
    expect((await fetch(`http://127.0.0.1:${first.port}/healthz`)).status).toBe(200)
    await first.end()
  })

  it('[H9] a data folder that cannot be written: one sentence', async () => {
    const file = join(work, 'a-file')
    writeFileSync(file, '')
    expectRefusal(await runHouse({ env: { DATA_DIR: join(file, 'data') } }), /不能在 .* 读写/)
    const closed = folderOf(join(work, 'closed'), { uid: 0, gid: 0 })
    chmodSync(closed, 0o555)
    const { root, node } = projectFor(work)
    expectRefusal(await runHouse({ env: { DATA_DIR: closed }, root, node, ...(isRoot ? { as: ordinary } : {}) }), /不能在 .* 读写（没有权限）/)
  })

  it('[H2] an unusable value in the environment: one sentence', async () => {
    expectRefusal(await runHouse({ env: { DATA_DIR: join(work, 'never'), PORT: 'door' } }), /^PORT 写成了/)
    expect(existsSync(join(work, 'never'))).toBe(false)
  })
})

describe('whom the database runs as', () => {
  it('[H10] started by an ordinary user, it is that user’s own', async () => {
    const DATA_DIR = join(folderOf(join(work, 'ordinary'), ordinary), 'data')
    const { root, node } = projectFor(work)
    const house = await startHouse({ env: { DATA_DIR }, root, node, ...(isRoot ? { as: ordinary } : {}) })
    await house.ready()
    expect(house.out()).not.toContain('root')
    expect(statSync(join(DATA_DIR, 'postgres')).uid).toBe(statSync(DATA_DIR).uid)
    expect((await house.end()).code).toBe(0)
  }, 120_000)

  if (isRoot) {
    it('[H11] started by root in a folder closed to others, it runs unprivileged elsewhere, and the folder points there', async () => {
      const closed = join(work, 'root-only')
      mkdirSync(closed, { mode: 0o700 })
      const DATA_DIR = join(closed, 'data')
      const first = await startHouse({ env: { DATA_DIR } })
      await first.ready()
      const elsewhere = readFileSync(join(DATA_DIR, 'postgres.elsewhere'), 'utf8').trim()
      expect(elsewhere).toMatch(/^\/var\/lib\/yishiting\/[0-9a-f]+$/)
      expect(first.out().split('\n').filter((line) => line.includes(elsewhere))).toHaveLength(1)
      expect(statSync(join(elsewhere, 'postgres')).uid).not.toBe(0)
      expect((await first.end()).code).toBe(0)
      const second = await startHouse({ env: { DATA_DIR } })
      await second.ready()
      expect(second.out()).not.toContain('第一次启动')
      await second.end()
    })
  }
})
