import { join } from 'node:path'
import { startHouse } from '../spawned.ts'
import { resultOf, type Scenario } from './results.ts'

/** From the command to `ready`: on a new data folder, and on the same one again. */
export const start: Scenario = async ({ full, work }) => {
  const first: number[] = []
  const second: number[] = []
  for (let round = 0; round < (full ? 10 : 3); round++) {
    const DATA_DIR = join(work, `start-${round}`)
    first.push(await timeToReady(DATA_DIR))
    second.push(await timeToReady(DATA_DIR))
  }
  return [resultOf('start', 'first', 'ms', first), resultOf('start', 'second', 'ms', second)]
}

async function timeToReady(DATA_DIR: string): Promise<number> {
  const begun = performance.now()
  const house = await startHouse({ env: { DATA_DIR } })
  await house.ready()
  const took = performance.now() - begun
  await house.end()
  return took
}
