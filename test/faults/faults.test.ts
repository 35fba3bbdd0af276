import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildFirst, endAll } from '../spawned.ts'
import { type Ground, openGround } from './rig/ground.ts'
import { openStage } from './rig/stage.ts'
import { rows } from './rows.ts'

/** SEED repeats a run; `npm run faults` runs all of it, and longer. */
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
/** A row stands still only when it is broken; how long it takes is the machine's matter. */
const patienceMs = 15 * 60_000

let ground: Ground
let work: string
beforeAll(async () => {
  buildFirst()
  work = mkdtempSync(join(tmpdir(), 'yishiting-faults-'))
  chmodSync(work, 0o755)
  ground = await openGround(work)
}, patienceMs)
afterAll(async () => {
  await endAll()
  await ground?.close()
  rmSync(work, { recursive: true, force: true })
}, patienceMs)

function row(key: string): () => Promise<void> {
  const { run } = rows.find((each) => each.key === key)!
  return async () => {
    const stage = openStage(ground, 'test', seed, `row ${key}`)
    try {
      await run(stage)
    } finally {
      await stage.close()
    }
    const { runs, lost, diverged, troubles } = stage.tally
    expect({ lost, diverged, troubles }, `seed ${seed}`).toEqual({ lost: 0, diverged: 0, troubles: [] })
    expect(runs).toBeGreaterThan(0)
  }
}

describe('faults while people write', () => {
  it('[O110] thirty kills of the house at any moment: what was called saved is on disk before anybody is back, and all copies are one', row('1'), patienceMs)
  it('[O111] five kills of PostgreSQL: the house stays up, nothing saved is lost, and writing goes on', row('2'), patienceMs)
  it('[O111] PostgreSQL stopped at once and its connections taken again and again: the house stays up', row('3'), patienceMs)
  it('[O112] a commit that fails after it was tried in memory leaves no trace', row('4'), patienceMs)
  it('[O112] while the disk is full nothing is called saved; freed, writing goes on', row('5'), patienceMs)
  it('[O113] two nodes with hints lost, doubled and out of order, and one without its database for a while, end alike', row('6'), patienceMs)
  it('[O114] one who does not read costs bounded memory and keeps nobody waiting', row('8'), patienceMs)
  it('[O115] frames doubled, swapped, cut and lost on their way: once the line is good all copies are one', row('11'), patienceMs)
  it('[O116] one person in two tabs: what one wrote without a network the other sends, and nothing comes twice', row('14'), patienceMs)
  it('[O116] a day without a network with five reloads arrives whole, under its writer’s account', row('15'), patienceMs)
  it('[O117] words of one who was away while the text was sealed and opened anew become an amendment and are never merged', row('16'), patienceMs)
  it('[O117] a seal while people write at two nodes: the revision is what everybody has, late words are kept, nothing comes twice', row('freeze'), patienceMs)
  it('[O118] two nodes behind a proxy restarted one after the other: nothing is lost and everybody is back', row('18'), patienceMs)
  it('[O114] everybody back at once has the whole text', row('19'), patienceMs)
  it('[O119] a text with a long history has snapshots and opens after a kill', row('20'), patienceMs)
  it('[O120] nothing of a page with an older schema and nothing forged is in the log', row('22'), patienceMs)
  it('[O121] a data folder that is not whole is refused in words and stays as it is; nothing begins anew', row('24'), patienceMs)
  it('[O121] a second process on a folder in use is refused with the number of the first', row('25'), patienceMs)
  it('[O119] a stored row that was changed is always noticed, and the text opens without it', row('26'), patienceMs)
  it('[O114] on a slow, late and losing network that goes away again and again everything arrives', row('28'), patienceMs)
})
