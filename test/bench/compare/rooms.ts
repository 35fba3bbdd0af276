import type { FanoutFigures } from '../drive/fanout.ts'
import { limits } from '../../../shared/sync/wire.ts'
import { type Result, resultOf, type Scenario } from '../results.ts'
import type { TargetName } from '../targets/target.ts'
import { inTurn, type Rounds, type Stage } from './stage.ts'

/** S1, S2, S7 and receipts: so many rooms, so many in each, of whom some type. */
type Spec = {
  rooms: number
  clients: number
  typists: number
  keysPerSecond: number
  seconds: number
  rounds: Rounds
  targets: readonly TargetName[]
  silent?: boolean
}

const measured = ['yws', 'hp4-sqlite', 'yishiting'] as const
const everyone = ['yws', 'yws-level', 'hp4', 'hp4-sqlite', 'yishiting'] as const

const thorough: Rounds = { most: 6, seconds: 600 }

/** The smaller the room, the longer it has to be watched until its server has done something. */
export function oneRoom(clients: number, seconds: number, quick: Rounds, targets: readonly TargetName[] = measured): Scenario {
  return ({ full, stage }) =>
    runRooms(stage, `s1-${clients}`, {
      rooms: 1, clients, typists: Math.min(clients, 20), keysPerSecond: 5,
      ...(full ? { targets: everyone, seconds: 15, rounds: thorough } : { targets, seconds, rounds: quick }),
    })
}

export const manyRooms: Scenario = ({ full, stage }) =>
  runRooms(stage, 's2', {
    clients: 8, typists: 2, keysPerSecond: 3,
    ...(full
      ? { rooms: 500, targets: everyone, seconds: 15, rounds: thorough }
      : { rooms: 100, targets: measured, seconds: 4, rounds: { most: 3, seconds: 55 } }),
  })

/** A thousand watch twenty: as many of them as a text lets in. */
export const audience: Scenario = ({ full, stage }) =>
  runRooms(stage, 's7', {
    rooms: 1, clients: Math.min(1020, limits.socketsPerDocument), typists: 20, keysPerSecond: 2, silent: true,
    ...(full ? { targets: measured, seconds: 15, rounds: thorough } : { targets: ['yws', 'yishiting'], seconds: 4, rounds: { most: 1, seconds: 0 } }),
  })

export const receipt: Scenario = ({ full, stage }) =>
  runRooms(stage, 'receipt', {
    rooms: 1, clients: 300, typists: 20, keysPerSecond: 5, targets: ['yishiting'],
    ...(full ? { seconds: 15, rounds: thorough } : { seconds: 4, rounds: { most: 3, seconds: 20 } }),
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
    ...row('frames', 'a key', ({ frames }) => frames),
    ...row('missing', 'keys', ({ missing }) => missing),
    ...row('driver', 'of a cpu', ({ driver }) => driver),
  ]
}
