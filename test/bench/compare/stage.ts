import { join } from 'node:path'
import { type Driver, endDrivers, startDriver } from '../drive/drive.ts'
import { type Ground, openGround } from '../targets/house.ts'
import { endPeers, startPeer } from '../targets/peers.ts'
import type { Running, TargetName } from '../targets/target.ts'

/** Where targets are started and driven, and where it is noted that words went missing. */
export type Stage = {
  /** Of these targets, those that this run is about. */
  among: (names: readonly TargetName[]) => TargetName[]
  start: (target: TargetName) => Promise<Running>
  /** A second node of ours on the same database. */
  startSecond: () => Promise<Running>
  driver: () => Driver
  /** Words missing or different, in ours: the run will not end well. */
  fault: (what: string) => void
  faults: () => readonly string[]
  close: () => Promise<void>
}

export function createStage(work: string, only: readonly string[] | null): Stage {
  let ground: Promise<Ground> | null = null
  let driver: Driver | null = null
  let folders = 0
  const faults: string[] = []
  const house = (): Promise<Ground> => (ground ??= openGround(work))
  return {
    among: (names) => names.filter((name) => !only || only.includes(name)),
    start: async (target) => (target === 'yishiting' ? (await house()).start() : startPeer(target, join(work, `${target}-${(folders += 1)}`))),
    startSecond: async () => (await house()).start('second'),
    driver: () => (driver ??= startDriver()),
    fault: (what) => {
      faults.push(what)
      console.error(`✗ ${what}`)
    },
    faults: () => faults,
    close: async () => {
      endDrivers()
      endPeers()
      await (await ground?.catch(() => null))?.close()
    },
  }
}

/** How often a scenario comes round: so many times, or as often as its time allows, but once. */
export type Rounds = { most: number; seconds: number }

function isTimeFor(another: number, { most, seconds }: Rounds, begun: number): boolean {
  if (another === 0) return true
  const spent = (performance.now() - begun) / 1000
  return another < most && spent + spent / another <= seconds
}

/**
 * Starts every target, then lets them take turns, A B A B, so that a neighbour's burst meets all of them alike. What
 * comes back is by target, in the order of the rounds.
 */
export async function inTurn<F>(
  stage: Stage,
  names: readonly TargetName[],
  rounds: Rounds,
  turn: (running: Running) => Promise<F>,
): Promise<Map<TargetName, F[]>> {
  const found = new Map<TargetName, F[]>()
  const open: Running[] = []
  try {
    for (const name of stage.among(names)) open.push(await stage.start(name))
    const begun = performance.now()
    for (let round = 0; isTimeFor(round, rounds, begun); round += 1) {
      for (const running of open) keep(found, running.address.target, await turn(running))
    }
  } finally {
    for (const running of open) await running.end()
  }
  return found
}

/** For scenarios in which a target is stopped and started again: each turn has one of its own, and ends it. */
export async function oneByOne<F>(
  stage: Stage,
  names: readonly TargetName[],
  rounds: Rounds,
  turn: (running: Running) => Promise<F>,
): Promise<Map<TargetName, F[]>> {
  const found = new Map<TargetName, F[]>()
  const begun = performance.now()
  for (let round = 0; isTimeFor(round, rounds, begun); round += 1) {
    for (const name of stage.among(names)) keep(found, name, await turn(await stage.start(name)))
  }
  return found
}

function keep<F>(found: Map<TargetName, F[]>, target: TargetName, figures: F): void {
  found.set(target, [...(found.get(target) ?? []), figures])
}
