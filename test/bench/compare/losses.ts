import { resultOf, type Scenario } from '../results.ts'
import type { TargetName } from '../targets/target.ts'
import { inTurn, oneByOne } from './stage.ts'

/** S4: a room of 500 loses its network and comes back all at once. */
export const reconnects: Scenario = async ({ full, stage }) => {
  const targets: readonly TargetName[] = full ? ['yws', 'hp4-sqlite', 'yishiting'] : ['hp4-sqlite', 'yishiting']
  const found = await inTurn(stage, targets, full ? { most: 6, seconds: 600 } : { most: 3, seconds: 40 }, async ({ address, texts }) => {
    const [text] = await texts(1)
    return stage.driver().run('storm', { address, text: text!, clients: 500 })
  })
  return [...found].flatMap(([target, figures]) => {
    const missing = figures.reduce((sum, figure) => sum + figure.missing, 0)
    if (target === 'yishiting' && missing > 0) stage.fault(`s4: ${missing} did not come back to their whole text`)
    return [
      resultOf('s4', 'all-synced', 'ms', figures.map(({ allSynced }) => allSynced), target),
      resultOf('s4', 'median', 'ms', figures.map(({ median }) => median), target),
      resultOf('s4', 'cpu', 's', figures.map(({ cpu }) => cpu), target),
      resultOf('s4', 'missing', 'clients', figures.map((figure) => figure.missing), target),
    ]
  })
}

/** S5: the server is killed while ten type; how much of what others had seen is gone when it is back. */
export const kills: Scenario = async ({ full, stage }) => {
  const targets: readonly TargetName[] = full ? ['yws', 'yws-level', 'hp4', 'hp4-sqlite', 'yishiting'] : ['yws-level', 'hp4-sqlite', 'yishiting']
  const found = await oneByOne(stage, targets, { most: full ? 4 : 1, seconds: 600 }, async (started) => {
    const { address } = started
    const [text] = await started.texts(1)
    const ledger = await stage.driver().run('typeUntilKilled', { address, text: text!, seconds: full ? 17 : 5 })
    await started.end()
    const running = await started.again()
    const figures = await stage.driver().run('whatIsLeft', { address: running.address, text: text!, ledger })
    if (address.target === 'yishiting' && figures.lost > 0) stage.fault(`s5: ${figures.lost} of ${figures.seen} seen keys are gone`)
    await running.end()
    return figures
  })
  return [...found].flatMap(([target, figures]) => [
    resultOf('s5', 'seen', 'keys', figures.map(({ seen }) => seen), target),
    resultOf('s5', 'lost', 'keys', figures.map(({ lost }) => lost), target),
  ])
}

/** S6: many texts are opened, written to and left; then as many others. */
export const idleRooms: Scenario = async ({ full, stage }) => {
  const count = full ? 2000 : 400
  const targets: readonly TargetName[] = full ? ['yws', 'hp4-sqlite', 'yishiting'] : ['yws', 'yishiting']
  const found = await inTurn(stage, targets, { most: 1, seconds: 0 }, async ({ address, texts }) => {
    const run = async () => stage.driver().run('wave', { address, texts: await texts(count), idleSeconds: full ? 10 : 4 })
    return { first: await run(), second: await run() }
  })
  return [...found].flatMap(([target, figures]) => [
    resultOf('s6', 'first-wave', 'MB', figures.map(({ first }) => first.after), target),
    resultOf('s6', 'second-wave', 'MB', figures.map(({ second }) => second.after), target),
    resultOf('s6', 'growth', '%', figures.map(({ first, second }) => (second.after / first.after - 1) * 100), target),
    resultOf('s6', 'cpu', 'ms/open', figures.map(({ second }) => second.cpuPerOpen), target),
  ])
}
