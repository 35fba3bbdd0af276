import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Address } from '../targets/target.ts'
import { openTypist, type Typist } from './typist.ts'

/** What others had seen of each typist, by clock, when the server was killed. */
export type Ledger = { client: number; from: number; seen: number; sent: number }[]
export type KillJob = { address: Address; text: string; seconds: number }

const typists = 10
const keysPerSecond = 5

/** Ten type for a while, then the server's process is killed in the middle of it. */
export async function typeUntilKilled({ address, text, seconds }: KillJob): Promise<Ledger> {
  const open: Typist[] = []
  for (let n = 0; n < typists; n += 1) {
    open.push(openTypist({ address, text, account: n }))
    await open[n]!.light.synced
  }
  for (const typist of open) typist.begin()
  await wait(500)
  const from = open.map((typist) => typist.clock())
  const end = performance.now() + seconds * 1000
  const typing = open.map(async (typist) => {
    await wait(Math.random() * 200)
    while (performance.now() < end) {
      typist.key()
      await wait(1000 / keysPerSecond)
    }
  })
  await Promise.race([Promise.all(typing), wait(seconds * 1000 - 100 * Math.random())])
  process.kill(address.pid, 'SIGKILL')
  const sent = open.map((typist) => typist.clock())
  await wait(300)
  return open.map(({ client }, nth) => ({
    client,
    from: from[nth]!,
    seen: Math.max(...open.filter((other) => other.client !== client).map(({ doc }) => Y.getState(doc.store, client))),
    sent: sent[nth]!,
  }))
}

export type LeftJob = { address: Address; text: string; ledger: Ledger }
export type LeftFigures = { seen: number; lost: number }

/** Opens the text after the server's return, without anyone's copy, and counts which seen keys are gone. */
export async function whatIsLeft({ address, text, ledger }: LeftJob): Promise<LeftFigures> {
  const reader = openTypist({ address, text, account: 0 })
  await reader.light.synced
  // Some answer before they have loaded.
  await wait(2000)
  let seen = 0
  let lost = 0
  for (const { client, from, seen: upTo } of ledger) {
    seen += upTo - from
    lost += Math.max(0, upTo - Math.max(from, Y.getState(reader.doc.store, client)))
  }
  reader.light.close()
  return { seen, lost }
}
