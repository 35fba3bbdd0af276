import { snapshotAfter } from '../../../server/documents/snapshots.ts'
import { fuzzRoom } from '../../rooms/fuzz.ts'
import { pause, until } from '../rig/patience.ts'
import type { Stage } from '../rig/stage.ts'

/** Row 12: frames no decent page sends, among those of honest ones, in the rooms themselves. */
export async function fuzzedFrames(stage: Stage): Promise<void> {
  const perRun = 50_000
  for (let left = stage.bySize(100_000, 1_000_000, 10_000_000); left > 0; left -= perRun) {
    try {
      const { slowestMs } = await fuzzRoom({ seed: stage.chance.below(2 ** 31), frames: Math.min(left, perRun) })
      stage.took('the costliest frame', slowestMs, 50)
    } catch (error) {
      stage.tally.diverged += 1
      throw error
    }
    stage.ran()
  }
}

/** Row 20: a text with a long history: snapshots are made beside the writing, and it opens soon. */
export async function longHistory(stage: Stage): Promise<void> {
  const node = await stage.ground.node('growth', { FRAMES_PER_SECOND: '0' })
  const text = await stage.text()
  const [writer] = text.open(1, node.port)
  await until('the writer is there', writer!.synced)
  const edits = stage.bySize(2_000, 30_000, 200_000)
  const standing: string[] = []
  for (let n = 0; n < edits; n += 1) {
    if (standing.length > 200 || (standing.length > 0 && stage.chance.below(10) < 3)) {
      writer!.takeOut(standing.splice(stage.chance.below(standing.length), 1)[0]!)
    } else {
      const mark = text.ledger.mark('g')
      writer!.say(mark)
      standing.push(mark)
    }
    if (n % 50 === 0) {
      await until('the receipts keep up', () => writer!.unsaved() < 1_000)
      await pause(0)
    }
  }
  await until('all is saved', () => writer!.unsaved() === 0)
  await until('a snapshot is made', async () => {
    const { sql } = stage.ground.connection
    const [found] = await sql<{ sequence: number }[]>`select max(sequence) as sequence from document_snapshots where document_id = ${text.id}`
    return (found?.sequence ?? 0) > edits - 2 * snapshotAfter.rows
  })
  await text.assertSound(node.port)
  await node.kill()
  await node.start()
  const begun = performance.now()
  const [reader] = text.open(1, node.port)
  await until('it opens', reader!.synced)
  stage.took('a long history opens', performance.now() - begun, 1_000)
  stage.ran()
  await text.assertSound(node.port)
  await node.end()
}
