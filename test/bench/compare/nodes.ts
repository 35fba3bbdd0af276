import { resultOf, type Scenario } from '../results.ts'
import { roomResults } from './rooms.ts'

/** S8: one text on two of our processes on one database. What is written at the first is read at both. */
export const twoNodes: Scenario = async ({ full, stage }) => {
  if (stage.among(['yishiting']).length === 0) return []
  const first = await stage.start('yishiting')
  const second = await stage.startSecond()
  try {
    const figures = []
    for (let round = 0; round < (full ? 6 : 2); round += 1) {
      figures.push(
        await stage.driver().run('fanout', {
          nodes: [first.address, second.address], texts: await first.texts(1),
          clients: 50, typists: 10, keysPerSecond: 3, warmSeconds: 1.5, seconds: full ? 15 : 4,
        }),
      )
    }
    return [
      ...roomResults(stage, 's8', 'yishiting', figures),
      resultOf('s8', 'second-p50', 'ms', figures.map(({ latency }) => latency[1]!.p50)),
      resultOf('s8', 'added-p50', 'ms', figures.map(({ latency }) => latency[1]!.p50 - latency[0]!.p50)),
    ]
  } finally {
    await second.end()
    await first.end()
  }
}
