import { setTimeout as wait } from 'node:timers/promises'
import { cpuOf } from '../targets/proc.ts'
import type { Address } from '../targets/target.ts'
import { type Light, openLight } from './light.ts'
import { announcement } from './typist.ts'
import { openAndLeave } from './wave.ts'

/** All are gone at once, and all come back at once. */
export type StormJob = { address: Address; text: string; clients: number }
export type StormFigures = { allSynced: number; median: number; cpu: number; missing: number }

const patienceMs = 60_000
/** A newcomer's answer is whole when it is at least so long. */
const wholeBytes = 20_000

export async function storm({ address, text, clients }: StormJob): Promise<StormFigures> {
  await openAndLeave(address, text, 0)
  const numbers = Array.from({ length: clients }, () => Math.floor(Math.random() * 2 ** 32))
  const come = (n: number): Light => openLight({ address, text, account: n, presence: announcement(numbers[n]!) })
  const first: Light[] = []
  for (let n = 0; n < clients; n += 1) {
    first.push(come(n))
    if (n % 50 === 49) await Promise.all(first.map(({ synced }) => synced))
  }
  await wait(1000)
  for (const light of first) light.drop()
  await wait(500)
  const cpu = cpuOf(address.pid)
  const begun = performance.now()
  const second = numbers.map((_, n) => come(n))
  const late = wait(patienceMs).then(() => null)
  const times = await Promise.all(
    second.map(({ synced }) => Promise.race([synced.then((whole) => (whole.length > wholeBytes ? performance.now() - begun : null), () => null), late])),
  )
  const back = times.filter((time) => time !== null).sort((a, b) => a - b)
  await wait(500)
  const figures = { cpu: cpuOf(address.pid) - cpu, allSynced: back.at(-1) ?? patienceMs, median: back[back.length >> 1] ?? patienceMs }
  for (const light of second) light.close()
  return { ...figures, missing: clients - back.length }
}
