import type { FanoutFigures } from '../drive/fanout.ts'
import { limits } from '../../../shared/sync/wire.ts'
import { type Result, resultOf, type Scenario } from '../results.ts'
import type { TargetName } from '../targets/target.ts'
import { inTurn, type Stage } from './stage.ts'

/** S1, S2, S7 and receipts: so many rooms, so many in each, of whom some type. */
type Spec = {
  rooms: number
  clients: number
  typists: number
  keysPerSecond: number
  seconds: number
  rounds: number
  targets: readonly TargetName[]
  silent?: boolean
}

const measured = ['yws', 'hp4-sqlite', 'yishiting'] as const
const everyone = ['yws', 'yws-level', 'hp4', 'hp4-sqlite', 'yishiting'] as const

export function oneRoom(clients: number, rounds: number): Scenario {
  return ({ full, stage }) =>
    runRooms(stage, `s1-${clients}`, {
      rooms: 1, clients, typists: Math.min(clients, 20), keysPerSecond: 5,
      seconds: full ? 15 : 4,
      rounds: full ? 6 : rounds,
      targets: full ? everyone : measured,
    })
}

export const manyRooms: Scenario = ({ full, stage }) =>
  runRooms(stage, 's2', {
    rooms: full ? 500 : 100, clients: 8, typists: 2, keysPerSecond: 3,
    seconds: full ? 15 : 4,
    rounds: full ? 4 : 2,
    targets: full ? everyone : measured,
  })

/** A thousand watch twenty: as many of them as a text lets in. */
export const audience: Scenario = ({ full, stage }) =>
  runRooms(stage, 's7', {
    rooms: 1, clients: Math.min(1020, limits.socketsPerDocument), typists: 20, keysPerSecond: 2, silent: true,
    seconds: full ? 15 : 4,
    rounds: full ? 3 : 1,
    targets: measured,
  })

export const receipt: Scenario = ({ full, stage }) =>
  runRooms(stage, 'receipt', {
    rooms: 1, clients: 300, typists: 20, keysPerSecond: 5,
    seconds: full ? 15 : 4,
    rounds: full ? 6 : 2,
    targets: ['yishiting'],
  })

async function runRooms(stage: Stage, scenario: string, spec: Spec): Promise<Result[]> {
  const { rooms, clients, typists, keysPerSecond, seconds, silent = false } = spec
  const found = await inTurn(stage, spec.targets, spec.rounds, async ({ address, texts }) =>
    stage.driver().run('fanout', {
      nodes: [address], texts: await texts(rooms), clients, typists, keysPerSecond, warmSeconds: 1.5, seconds, silent,
    }),
  )
  return [...found].flatMap(([target, figures]) => roomResults(stage, scenario, target, figures))
}

export function roomResults(stage: Stage, scenario: string, target: TargetName, figures: readonly FanoutFigures[]): Result[] {
  const row = (metric: string, unit: string, of: (figure: FanoutFigures) => number | null | undefined): Result[] => {
    const values = figures.map(of).filter((value) => typeof value === 'number')
    return values.length > 0 ? [resultOf(scenario, metric, unit, values, target)] : []
  }
  if (target === 'yishiting') {
    for (const { missing, diverged } of figures) {
      if (missing > 0) stage.fault(`${scenario}: ${missing} keys did not arrive`)
      if (diverged) stage.fault(`${scenario}: texts differ`)
    }
  }
  return [
    ...row('cpu', 's/1M', ({ cpu }) => cpu),
    ...row('database', 's/1M', ({ database }) => database),
    ...row('p50', 'ms', ({ latency }) => latency[0]!.p50),
    ...row('p95', 'ms', ({ latency }) => latency[0]!.p95),
    ...row('p99', 'ms', ({ latency }) => latency[0]!.p99),
    ...row('receipt-p50', 'ms', ({ receipt: times }) => times?.p50),
    ...row('receipt-p99', 'ms', ({ receipt: times }) => times?.p99),
    ...row('missing', 'keys', ({ missing }) => missing),
    ...row('driver', 'of a cpu', ({ driver }) => driver),
  ]
}
